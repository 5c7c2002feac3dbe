import type { Markup } from './markup.ts'

/** Markup as nodes of this page; texts become text nodes. */
export function toDom(markup: Markup): HTMLElement {
  const element = document.createElement(markup.tag)
  for (const [name, value] of Object.entries(markup.attributes)) element.setAttribute(name, value)
  for (const child of markup.children) element.append(typeof child === 'string' ? child : toDom(child))
  return element
}
