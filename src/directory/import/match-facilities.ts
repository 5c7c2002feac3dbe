import type { PointRow, ResourceRow } from '../../content/ward.ts'
import { readAddress } from '../address.ts'
import type { Gazetteer } from '../gazetteer.ts'
import type { AddressReading } from '../place.ts'
import type { Facility } from './facility.ts'
import { sameAddress } from './read-address-cells.ts'

/** A row of the ward that an import may be about. */
export interface WardRow {
  readonly file: 'points' | 'resources'
  readonly row: PointRow | ResourceRow
  /** Null where the row states none, or hides it. */
  readonly address: { readonly text: string; readonly reading: AddressReading } | null
}

/** What a facility of the list is, seen from the ward's rows. */
export type Match =
  | { readonly kind: 'row'; readonly is: WardRow }
  | { readonly kind: 'none'; readonly alike: readonly WardRow[] }
  /** Several rows carry this name, and no address decides. */
  | { readonly kind: 'several'; readonly rows: readonly WardRow[] }

/** Finds rows by name and address, never by an id: the ids of published lists are what spreadsheets break first. */
export function createMatcher(
  ward: { readonly points: readonly PointRow[]; readonly resources: readonly ResourceRow[] },
  gazetteer: Gazetteer,
): { readonly rows: readonly WardRow[]; match(facility: Facility): Match } {
  const rows: WardRow[] = [
    ...ward.points.map((row) => ({ file: 'points' as const, row, address: addressOf(row, gazetteer) })),
    ...ward.resources.map((row) => ({ file: 'resources' as const, row, address: addressOf(row, gazetteer) })),
  ]
  const byName = new Map<string, WardRow[]>()
  const byTown = Map.groupBy(rows, ({ row }) => row.town)
  for (const row of rows)
    for (const key of nameKeys(row.row.name)) {
      const same = byName.get(key)
      if (same) same.push(row)
      else byName.set(key, [row])
    }
  return {
    rows,
    match(facility) {
      const named = new Set(nameKeys(facility.name).flatMap((key) => byName.get(key) ?? []))
      const there = [...named].filter((row) => atSameAddress(row, facility) === true)
      const [exact, ...more] =
        there.length > 0 ? preferFullName(there, facility) : decide([...named], facility)
      if (exact && more.length === 0) return { kind: 'row', is: exact }
      if (exact) return { kind: 'several', rows: [exact, ...more] }
      const around = facility.town === null ? [] : (byTown.get(facility.town) ?? [])
      const alike = around.filter(
        (row) => atSameAddress(row, facility) === true && namesOverlap(row.row.name, facility.name),
      )
      return { kind: 'none', alike }
    },
  }
}

/** Without an equal address: rows (or a list) that state none; else the one row whose whole name it is. */
function decide(named: readonly WardRow[], facility: Facility): readonly WardRow[] {
  const unstated = named.filter((row) => atSameAddress(row, facility) === null)
  if (unstated.length > 0) return preferFullName(unstated, facility)
  return named.filter(({ row }) => nameKey(row.name) === nameKey(facility.name))
}

function preferFullName(rows: readonly WardRow[], { name }: Facility): readonly WardRow[] {
  const full = rows.filter(({ row }) => nameKey(row.name) === nameKey(name))
  return full.length > 0 ? full : rows
}

/** Null when either states no address. */
function atSameAddress({ address }: WardRow, facility: Facility): boolean | null {
  if (address === null || facility.address === null) return null
  return sameAddress(address, { text: facility.address, reading: facility.reading })
}

function addressOf(row: PointRow | ResourceRow, gazetteer: Gazetteer): WardRow['address'] {
  if (row.address === null || ('hideAddress' in row && row.hideAddress)) return null
  return { text: row.address, reading: readAddress(row.address, gazetteer) }
}

/** One spelling of a name: NFKC, no spaces, brackets or points between words. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s「」『』()（）【】[\]・･,、.。"'!?~〜-]/g, '')
}

/** The name itself, and without what stands in brackets behind it: 「勝どきデイルーム (おとなりカフェ)」. */
function nameKeys(name: string): string[] {
  const short = name.normalize('NFKC').replace(/\([^()]*\)/g, '')
  return [...new Set([nameKey(name), nameKey(short)])].filter((key) => key !== '')
}

/** One name within the other, or one word in 「」 in both: 「男女平等センター「ブーケ21」」 and 「女性センター 「ブーケ21」」. */
function namesOverlap(a: string, b: string): boolean {
  const [one, two] = [nameKey(a), nameKey(b)]
  if (Math.min(one.length, two.length) >= 4 && (one.includes(two) || two.includes(one))) return true
  const quoted = /「([^「」]{3,})」/.exec(a.normalize('NFKC'))?.[1]
  return quoted !== undefined && b.normalize('NFKC').includes(`「${quoted}」`)
}
