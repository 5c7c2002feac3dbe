import type { Markup } from './markup.ts'

const VOID = new Set(['input', 'link', 'meta', 'br'])
const SAFE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => SAFE[sign] ?? '')

/** Markup as HTML, every text and value escaped. */
export function toHtml(markup: Markup | string): string {
  if (typeof markup === 'string') return escaped(markup)
  const { tag, attributes, children } = markup
  const values = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`)
  const open = `<${tag}${values.join('')}>`
  return VOID.has(tag) ? open : `${open}${children.map(toHtml).join('')}</${tag}>`
}

/** A whole document. */
export function toDocument(html: Markup): string {
  return `<!doctype html>${toHtml(html)}`
}
