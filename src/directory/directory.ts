import { needPatternMatches } from '../content/flow.ts'
import type { Need } from '../content/vocabulary.ts'
import type { HotlineRow, NeedPattern, PointRow, ResourceRow, TownRow, Ward } from '../content/ward.ts'
import { metresBetween } from './distance.ts'

/** A row with the distance from a town's point. */
export interface Near<Row> {
  readonly row: Row
  readonly metres: number
}

/** A ward's points, lines and resources, indexed for look-ups. Build it once per ward. */
export interface Directory {
  readonly ward: Ward
  point(id: string): PointRow | null
  town(name: string): TownRow | null
  /** What residents may be told of that serves the need, by id. Validity is the caller's question. */
  serving(need: Need): readonly PointRow[]
  /** The same within 2.5 km of the town's point, nearest first. */
  servingNear(need: Need, town: string): readonly Near<PointRow>[]
  /** Those of `serving` that are the only ones of their kind and have no area. */
  servingAlone(need: Need): readonly PointRow[]
  resources(need: Need): readonly ResourceRow[]
  /** Lines with a number that serve the need, by rank. */
  lines(need: Need): readonly HotlineRow[]
  /** Points that belong to a partition, or share their kind with another: near rather than ward-wide. */
  isLocal(row: PointRow): boolean
  /** The partition a point is a centre of. */
  partitionOf(id: string): string | null
}

/** Beyond this nobody would call a point near; 中央区 is 5 km long. */
const NEAR = 2_500

/** Indexes a ward; look-ups by need and town are worked out once and kept. */
export function createDirectory(ward: Ward): Directory {
  const points = new Map(ward.points.map((row) => [row.id, row]))
  const towns = new Map(ward.towns.map((row) => [row.name, row]))
  const shown = [...ward.points.filter(isForResidents)].sort(byId)
  const kinds = Map.groupBy(shown, (row) => row.kind)
  const partitions = new Map(
    Object.entries(ward.partitions).flatMap(([name, { points: ids }]) =>
      ids.map((id) => [id, name] as const),
    ),
  )
  const isLocal = (row: PointRow) => partitions.has(row.id) || (kinds.get(row.kind)?.length ?? 0) > 1
  const serving = remember((need: Need) => shown.filter((row) => covers(row.serves, need)))
  const near = remember((key: string): readonly Near<PointRow>[] => {
    const [need, town] = key.split('\n') as [Need, string]
    const from = towns.get(town)
    if (!from) return []
    return serving(need)
      .flatMap((row) => {
        const metres = distanceTo(from, row)
        return metres === null || metres > NEAR ? [] : [{ row, metres }]
      })
      .sort((a, b) => a.metres - b.metres || byId(a.row, b.row))
  })
  return {
    ward,
    point: (id) => points.get(id) ?? null,
    town: (name) => towns.get(name) ?? null,
    serving,
    servingNear: (need, town) => near(`${need}\n${town}`),
    servingAlone: remember((need: Need) => serving(need).filter((row) => !isLocal(row))),
    resources: remember((need: Need) =>
      ward.resources.filter((row) => isForResidents(row) && covers(row.serves, need)).sort(byId),
    ),
    lines: remember((need: Need) =>
      ward.hotlines
        .filter((row) => row.number !== null && isForResidents(row) && covers(row.serves, need))
        .sort((a, b) => a.rank - b.rank || byId(a, b)),
    ),
    isLocal,
    partitionOf: (id) => partitions.get(id) ?? null,
  }
}

/** Confidence C and facts in conflict are for staff. */
export function isForResidents(row: Pick<PointRow, 'staffOnly' | 'provenance'>): boolean {
  return !row.staffOnly && row.provenance.confidence !== 'C'
}

/** Valid on that day (yyyy-mm-dd, Asia/Tokyo). */
export function isValidOn(row: Pick<PointRow, 'validFrom' | 'validTo'>, today: string): boolean {
  return (row.validFrom === null || row.validFrom <= today) && (row.validTo === null || today <= row.validTo)
}

export function covers(patterns: readonly NeedPattern[], need: Need): boolean {
  return patterns.some((pattern) => needPatternMatches(pattern, need))
}

/** Metres from a town's point; null when the row's place is unknown or must not be told. */
export function distanceTo(
  from: TownRow,
  row: Pick<PointRow, 'lat' | 'lng' | 'staffOnlyFields'> & { readonly hideAddress?: boolean },
): number | null {
  if (row.lat === null || row.lng === null || row.hideAddress || row.staffOnlyFields.includes('address'))
    return null
  return metresBetween(from, { lat: row.lat, lng: row.lng })
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The keys are needs and towns of the ward, so nothing grows without end. */
function remember<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const value = known.get(key) ?? work(key)
    known.set(key, value)
    return value
  }
}
