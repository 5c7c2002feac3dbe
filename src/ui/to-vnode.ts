import { h, type VNode } from 'preact'
import type { Markup } from './markup.ts'

/** Attributes that browsers keep as a yes or no. */
const SWITCHES = new Set(['disabled', 'hidden', 'checked'])

/** Markup as Preact draws it: what stands is kept, and only what changed is touched. Texts stay texts. */
export function toVnode({ tag, attributes, children }: Markup): VNode {
  const props: Record<string, string | true> = {}
  for (const [name, value] of Object.entries(attributes)) props[name] = SWITCHES.has(name) ? true : value
  const key = attributes['data-id']
  if (key !== undefined) props.key = key
  return h(tag, props, ...children.map((child) => (typeof child === 'string' ? child : toVnode(child))))
}
