import type { CatchmentRow, Ward } from '../content/ward.ts'

/** A point's share of one town, `within` rows resolved. */
export interface Share {
  readonly point: string
  /** null = the whole town. */
  readonly blocks: readonly (readonly [number, number])[] | null
  readonly extent: CatchmentRow['extent']
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** One partition of a ward by town. */
export interface Partition {
  readonly shares: ReadonlyMap<string, readonly Share[]>
  /** Every centre of it, catchment known or not. */
  readonly points: readonly string[]
}

const NONE: Partition = { shares: new Map(), points: [] }
const indexed = new WeakMap<object, ReadonlyMap<string, Partition>>()

type Source = Pick<Ward, 'catchments' | 'towns' | 'partitions'>

/** The ward's partition of that name; built once per ward object. */
export function partitionOf(ward: Source, name: string): Partition {
  let partitions = indexed.get(ward)
  if (!partitions) {
    partitions = indexWard(ward)
    indexed.set(ward, partitions)
  }
  return partitions.get(name) ?? NONE
}

function indexWard(ward: Source): ReadonlyMap<string, Partition> {
  const byPoint = Map.groupBy(ward.catchments, (row) => row.point)
  const bases = Map.groupBy(ward.towns, (row) => row.base)
  const partitions = new Map<string, { shares: Map<string, Share[]>; points: Set<string> }>()
  const at = (name: string) => {
    const known = partitions.get(name)
    if (known) return known
    const fresh = { shares: new Map<string, Share[]>(), points: new Set(ward.partitions[name]?.points) }
    partitions.set(name, fresh)
    return fresh
  }
  for (const name of Object.keys(ward.partitions)) at(name)
  for (const row of ward.catchments) {
    const partition = at(row.partition)
    partition.points.add(row.point)
    for (const { town, ...share } of flatten(row, byPoint, new Set())) {
      // 「銀座」 in a source means every 丁目 of it.
      const towns = bases.get(town)?.map((t) => t.name) ?? [town]
      for (const name of towns) {
        const shares = partition.shares.get(name)
        if (shares) shares.push({ ...share, point: row.point })
        else partition.shares.set(name, [{ ...share, point: row.point }])
      }
    }
  }
  return new Map([...partitions].map(([name, { shares, points }]) => [name, { shares, points: [...points] }]))
}

type Flat = Omit<Share, 'point'> & { readonly town: string }

/** A row's own town, or all towns of the point it is `within`; doubt and validity of either row stay. */
function flatten(row: CatchmentRow, byPoint: Map<string, CatchmentRow[]>, seen: Set<CatchmentRow>): Flat[] {
  if (seen.has(row)) return []
  const { town, blocks, validFrom, validTo } = row
  // What only a third party says never decides.
  const extent = row.provenance.confidence === 'C' ? 'named' : row.extent
  const own: Flat[] = town === null ? [] : [{ town, blocks, extent, validFrom, validTo }]
  if (row.within === null) return own
  const inner = (byPoint.get(row.within) ?? []).filter((other) => other.partition !== row.partition)
  return [
    ...own,
    ...inner
      .flatMap((other) => flatten(other, byPoint, new Set([...seen, row])))
      .map((flat) => ({
        ...flat,
        extent: doubtful(extent, flat.extent),
        validFrom: later(validFrom, flat.validFrom),
        validTo: earlier(validTo, flat.validTo),
      })),
  ]
}

function doubtful(a: Share['extent'], b: Share['extent']): Share['extent'] {
  for (const extent of ['named', 'part'] as const) if (a === extent || b === extent) return extent
  return 'whole'
}

function later(a: string | null, b: string | null): string | null {
  return a !== null && b !== null ? (a > b ? a : b) : (a ?? b)
}

function earlier(a: string | null, b: string | null): string | null {
  return a !== null && b !== null ? (a < b ? a : b) : (a ?? b)
}
