/** Finished HTML or SVG; anything else put into an element is text and gets escaped. */
export interface Html {
  readonly html: string
}
export type Part = Html | string | number | null | readonly Part[]

const SAFE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const VOID = new Set(['meta', 'br'])

/** One element; attributes that are null are left out. */
export function el(
  tag: string,
  attributes: Readonly<Record<string, string | number | null>> = {},
  ...parts: readonly Part[]
): Html {
  const values = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')
  return { html: `<${tag}${values}>${VOID.has(tag) ? '' : `${inside(parts)}</${tag}>`}` }
}

function inside(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part === null) return ''
      if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
      return 'html' in part ? part.html : inside(part)
    })
    .join('')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SAFE[sign] ?? '')
}
