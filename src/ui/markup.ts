/**
 * A page as plain data, so that the server (as HTML) and the browser (as nodes) show the same thing from
 * one description. Text is only ever text: neither side can be made to read it as markup.
 */
export interface Markup {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Markup | string)[]
}

export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>
export type Child = Markup | string | null | false | readonly Child[]

/** One element. `true` is an attribute without a value; `false`, `null` and `undefined` leave it out. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false)
      kept[name] = value === true ? '' : String(value)
  return { tag, attributes: kept, children: children.flatMap(flat) }
}

function flat(child: Child): readonly (Markup | string)[] {
  if (child === null || child === false || child === '') return []
  return Array.isArray(child) ? child.flatMap(flat) : [child as Markup | string]
}
