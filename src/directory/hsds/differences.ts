import type { HsdsDocument } from './schema.ts'

/** A reader may number, order and name these as it likes: they say nothing a file of the ward holds. */
const FREE = new Set(['id', 'link_id', 'link_entity', 'resource_id', 'service_id', 'location_id'])
/** Beyond this many the list helps nobody. */
const MOST = 50

/**
 * Where a document says something that reading it into the ward's files and writing it out again does not:
 * a field the files have no place for, or two fields that contradict each other. Japanese, one line each.
 */
export function differences(given: HsdsDocument, again: HsdsDocument): string[] {
  const found: string[] = []
  const derived = new Map(again.contents.map((service) => [service.id, service]))
  for (const service of given.contents) {
    const lines: string[] = []
    compare(plain(service), plain(derived.get(service.id)), '', lines)
    found.push(...lines.map((line) => `「${service.name}」の ${line}`))
  }
  const { contents: _, ...head } = given
  const { contents: __, ...headAgain } = again
  compare(plain(head), plain(headAgain), '', found)
  if (found.length <= MOST) return found
  return [...found.slice(0, MOST), `ほかに${found.length - MOST}か所あります。`]
}

function compare(given: unknown, again: unknown, path: string, found: string[]): void {
  if (isThing(given) && isThing(again)) {
    for (const key of new Set([...Object.keys(given), ...Object.keys(again)]))
      compare(given[key], again[key], path === '' ? key : `${path}.${key}`, found)
  } else if (Array.isArray(given) && Array.isArray(again)) {
    for (let i = 0; i < Math.max(given.length, again.length); i++)
      compare(given[i], again[i], `${path}[${i}]`, found)
  } else if (given !== again) {
    if (again === undefined) found.push(`${path}（${short(given)}）は、区のファイルに入れる所がありません。`)
    else if (given === undefined) found.push(`${path}（${short(again)}）がありません。`)
    else
      found.push(
        `${path} は ${short(given)} ですが、ほかの欄からは ${short(again)} になります。食い違いを直してください。`,
      )
  }
}

/** Without what readers may change freely, attributes and records in one order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(plain)
    return items.every((item) => isThing(item) && ('field_name' in item || 'term' in item))
      ? items
          .map((item) => [JSON.stringify(item), item] as const)
          .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
          .map(([, item]) => item)
      : items
  }
  if (!isThing(value)) return value
  const kept = Object.entries(value).filter(([key]) => !FREE.has(key))
  const plainer = Object.fromEntries(kept.map(([key, inner]) => [key, plain(inner)]))
  if (!isThing(value.taxonomy_term)) return plainer
  const { taxonomy_term: term, ...rest } = plainer
  const { taxonomy, code } = term as Record<string, unknown>
  // Where an area stands in its file moves when another one is taken out.
  return code === 'row' ? { term: 'row' } : { term: `${taxonomy} ${code}`, ...rest }
}

function isThing(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
