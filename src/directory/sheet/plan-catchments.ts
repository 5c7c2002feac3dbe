import { checkCatchments } from '../../content/check-catchments.ts'
import type { Fault } from '../../content/fault.ts'
import type { CatchmentRow, Provenance, Ward } from '../../content/ward.ts'
import type { Where } from '../../content/ward-csv.ts'
import { type BlockRange, blockText, mergedBlocks } from '../blocks.ts'
import type { TownShare } from './read-town-cell.ts'

/** One town of a sheet's row, given to a centre. */
export interface SheetEntry extends TownShare {
  readonly line: number
  /** Id of the centre. */
  readonly point: string
  /** The cell as written. */
  readonly cell: string
}

/** What a town's rows are, and what the sheet would make of them. */
export interface TownChange {
  readonly town: string
  /** Rows that go. */
  readonly before: readonly CatchmentRow[]
  /** Rows that come. */
  readonly after: readonly CatchmentRow[]
  /** Rows that already say the same and stay as they are. */
  readonly kept: readonly CatchmentRow[]
}

/** What writing the sheet would do; nothing may be written while there is a fault. */
export interface CatchmentPlan {
  /** In the order of towns.csv; towns that stay as they are included. */
  readonly towns: readonly TownChange[]
  readonly notes: readonly Fault[]
  readonly faults: readonly Fault[]
  /** The ward as it would be. */
  readonly ward: Ward
}

/** Compares a sheet with the partition's rows for the same towns; rows of other towns are not touched. */
export function planCatchments(
  ward: Ward,
  where: Where,
  sheet: { readonly file: string; readonly partition: string; readonly entries: readonly SheetEntry[] },
  provenance: Provenance,
): CatchmentPlan {
  const faults: Fault[] = []
  const lines = new Map<object, number>()
  const byTown = Map.groupBy(sheet.entries, ({ town }) => town)
  const towns = ward.towns.flatMap(({ name: town }): TownChange[] => {
    const entries = byTown.get(town)
    if (!entries) return []
    const present = ward.catchments.filter((row) => row.partition === sheet.partition && row.town === town)
    for (const row of present)
      if (row.validFrom !== null || row.validTo !== null)
        faults.push({
          ...where.row(row),
          message: `${town}には期間（valid_from・valid_to）のある行があり、置き換えると切り替えの予定が消えます。この町を表から外すか、先にこの行を手で直してください。`,
        })
    const wanted = [...Map.groupBy(entries, ({ point }) => point).values()].flatMap((own) =>
      rowsOf(own, { file: sheet.file, partition: sheet.partition, provenance }, faults, lines),
    )
    const kept = present.filter((row) => wanted.some((other) => same(row, other)))
    return [
      {
        town,
        kept,
        before: present.filter((row) => !kept.includes(row)),
        after: wanted.filter((row) => !kept.some((other) => same(other, row))),
      },
    ]
  })
  const gone = new Set(towns.flatMap(({ before }) => before))
  const after = {
    ...ward,
    catchments: [
      ...ward.catchments.filter((row) => !gone.has(row)),
      ...towns.flatMap((change) => change.after),
    ],
  }
  // What ward files are checked for is what a sheet is checked for: towns, centres, overlaps, also through `within`.
  const at: Where = {
    yaml: where.yaml,
    row(row) {
      const line = lines.get(row)
      return line === undefined ? where.row(row) : { file: sheet.file, line }
    },
  }
  faults.push(...checkCatchments(after, at))
  const notes = sheet.entries.flatMap(({ line, cell, note }) =>
    note === null ? [] : [{ file: sheet.file, line, message: `「${cell}」: ${note}。` }],
  )
  return { towns, notes, faults, ward: after }
}

/** One town's rows for one centre: one for whole blocks, one for parts. */
function rowsOf(
  own: readonly SheetEntry[],
  made: { readonly file: string; readonly partition: string; readonly provenance: Provenance },
  faults: Fault[],
  lines: Map<object, number>,
): CatchmentRow[] {
  const rows = (['whole', 'part'] as const).flatMap((extent): CatchmentRow[] => {
    const entries = own.filter((entry) => entry.extent === extent)
    const [first] = entries
    if (!first) return []
    const town = entries.some(({ blocks }) => blocks === null)
    const ranges = entries.flatMap(({ blocks }) => blocks ?? [])
    if (town && ranges.length > 0) contradiction(first.town, '全域と番', entries)
    const houses = entries.filter(({ note }) => note !== null && extent === 'part')
    const row: CatchmentRow = {
      partition: made.partition,
      point: first.point,
      within: null,
      town: first.town,
      blocks: town ? null : mergedBlocks(ranges).map(([low, high]) => [low, high]),
      extent,
      validFrom: null,
      validTo: null,
      provenance: {
        ...made.provenance,
        caveat:
          [made.provenance.caveat, ...houses.map(({ cell }) => `表の書き方: ${cell}`)]
            .filter((text) => text !== null)
            .join('。') || null,
      },
    }
    lines.set(row, first.line)
    return [row]
  })
  const [whole, part] = rows
  const twice = whole && part && shared(whole.blocks, part.blocks)
  if (twice) contradiction(whole.town ?? '', `${twice}の全部と一部`, own)
  return rows

  function contradiction(town: string, what: string, entries: readonly SheetEntry[]) {
    const at = [...new Set(entries.map(({ line }) => line))]
    faults.push({
      file: made.file,
      line: at.at(-1) ?? 0,
      message: `${town}に、同じ相談先の${what}の両方が書いてあります（${at.join('・')}行目）。どちらかを消してください。`,
    })
  }
}

function shared(a: readonly BlockRange[] | null, b: readonly BlockRange[] | null): string | null {
  if (a === null || b === null) return '町'
  for (const [low, high] of a)
    for (const [low2, high2] of b)
      if (low <= high2 && low2 <= high) return blockText([[Math.max(low, low2), Math.min(high, high2)]])
  return null
}

/** A present row that says the same stays, with its confirmation, unless the sheet's source is the better one. */
function same(present: CatchmentRow, made: CatchmentRow): boolean {
  const blocks = (row: CatchmentRow) => (row.blocks === null ? '' : blockText(mergedBlocks(row.blocks)))
  return (
    present.point === made.point &&
    present.extent === made.extent &&
    blocks(present) === blocks(made) &&
    present.provenance.confidence <= made.provenance.confidence
  )
}
