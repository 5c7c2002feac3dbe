import type { Contact, Neighbour } from '../content/neighbours.ts'
import type { TownRow, Ward } from '../content/ward.ts'
import { addressText } from './address-text.ts'
import { FAR_PLACES } from './far-places.ts'

/** What a name in a text can mean. */
export type Named =
  | { readonly kind: 'towns'; readonly towns: readonly TownRow[]; readonly kana: boolean }
  | { readonly kind: 'station'; readonly towns: readonly TownRow[] }
  /** The ward itself or Tokyo: says nothing yet, but what follows belongs to it. */
  | { readonly kind: 'own' }
  | { readonly kind: 'municipality'; readonly name: string; readonly contact: Contact | null }
  /** A town, or the short name, of one other municipality. */
  | { readonly kind: 'neighbour-town'; readonly name: string; readonly contact: Contact | null }

/** Every place name the ward's residents may write, ready for look-up. Build it once per ward. */
export interface Gazetteer {
  readonly wardName: string
  readonly towns: readonly TownRow[]
  /** By address text (`addressText`). */
  readonly names: ReadonlyMap<string, Named>
  readonly stations: ReadonlyMap<string, readonly TownRow[]>
  /** Lengths of the names that begin with a character, longest first. */
  readonly lengths: ReadonlyMap<string, readonly number[]>
}

/** Gathers towns, further names, readings and stations of the ward, and the towns of its neighbours. */
export function createGazetteer(
  ward: Pick<Ward, 'name' | 'nameKana' | 'prefecture' | 'towns' | 'stations'>,
  elsewhere: readonly Neighbour[],
): Gazetteer {
  const names = new Map<string, Named>()
  const stations = new Map<string, readonly TownRow[]>()
  const add = (name: string, named: Named) => {
    const key = addressText(name)
    if (key !== '' && !names.has(key)) names.set(key, named)
  }

  for (const [name, towns] of townNames(ward.towns)) add(name, { kind: 'towns', towns, kana: false })
  for (const name of [ward.name, ward.nameKana, ward.prefecture, '東京']) add(name, { kind: 'own' })
  for (const { name, towns } of ward.stations) {
    const rows = ward.towns.filter((row) => towns.includes(row.name) || towns.includes(row.base))
    const key = addressText(name.replace(/駅$/, ''))
    stations.set(key, rows)
    add(key, { kind: 'station', towns: rows })
  }
  for (const [name, towns] of townReadings(ward.towns)) add(name, { kind: 'towns', towns, kana: true })
  addNeighbours(
    elsewhere.filter((neighbour) => neighbour.municipality !== ward.name),
    add,
  )
  // 「中央です」 in 中央区 says nothing yet, although 中野区 has a town of that name.
  const short = addressText(shortName(ward.name))
  if (names.get(short)?.kind === 'neighbour-town') names.delete(short)
  return { wardName: ward.name, towns: ward.towns, names, stations, lengths: lengthsOf(names.keys()) }
}

function townNames(towns: readonly TownRow[]): Map<string, TownRow[]> {
  const byName = new Map<string, TownRow[]>()
  for (const row of towns) {
    // 鷺宮's station is written 鷺ノ宮.
    const shrine = row.base.replace(/^(.*\p{Script=Han})宮$/u, '$1の宮')
    for (const name of new Set([row.base, shrine, ...row.aka.map(withoutChome)])) push(byName, name, row)
  }
  return byName
}

/** Readings of bases and, where a district's reading can be cut off the front, of their short names (にんぎょうちょう). */
function townReadings(towns: readonly TownRow[]): Map<string, TownRow[]> {
  const readings = new Map(towns.map((row) => [row.base, row.kana]))
  const byReading = new Map<string, TownRow[]>()
  for (const row of towns) {
    if (!row.kana) continue
    push(byReading, row.kana, row)
    for (const aka of row.aka.map(withoutChome)) {
      if (!row.base.endsWith(aka)) continue
      const district = readings.get(row.base.slice(0, -aka.length))
      if (district && row.kana.startsWith(district)) push(byReading, row.kana.slice(district.length), row)
    }
  }
  return byReading
}

function addNeighbours(neighbours: readonly Neighbour[], add: (name: string, named: Named) => void): void {
  for (const { municipality: name, contact } of neighbours) add(name, { kind: 'municipality', name, contact })
  for (const name of FAR_PLACES) add(name, { kind: 'municipality', name, contact: null })
  // Before the towns: 「中野3-1」 elsewhere in Tokyo means 中野区 rather than a town 中野 somewhere.
  for (const { municipality: name, contact } of neighbours) {
    const short = shortName(name)
    if (short.length >= 2) add(short, { kind: 'neighbour-town', name, contact })
  }
  const owners = new Map<string, Set<Neighbour>>()
  for (const neighbour of neighbours)
    for (const town of new Set(neighbour.towns.map(withoutChome)))
      for (const key of new Set([town, withoutDirection(town)])) {
        if (key.length < 2) continue
        const of = owners.get(key) ?? new Set()
        owners.set(key, of.add(neighbour))
      }
  for (const [key, of] of owners) {
    const [only, ...more] = of
    // 本町 is in eleven municipalities: it tells nothing.
    if (only && more.length === 0)
      add(key, { kind: 'neighbour-town', name: only.municipality, contact: only.contact })
  }
}

function shortName(municipality: string): string {
  return municipality.replace(/[区市町村]$/, '')
}

function withoutChome(town: string): string {
  return town.replace(/[一二三四五六七八九十]+丁目$/, '')
}

/** 高円寺北 and 高円寺南 are both 「高円寺」 to whoever lives there. */
function withoutDirection(town: string): string {
  return town.length > 2 ? town.replace(/(?:本町|東町|西町|南町|北町|[東西南北])$/, '') : town
}

function lengthsOf(names: Iterable<string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>()
  for (const name of names) {
    const first = name.slice(0, 1)
    lengths.set(first, (lengths.get(first) ?? new Set<number>()).add(name.length))
  }
  return new Map([...lengths].map(([first, set]) => [first, [...set].sort((a, b) => b - a)]))
}

function push(map: Map<string, TownRow[]>, name: string, row: TownRow): void {
  const rows = map.get(name)
  if (!rows) map.set(name, [row])
  else if (!rows.includes(row)) rows.push(row)
}
