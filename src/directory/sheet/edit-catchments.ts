import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { COLUMNS } from '../../content/parse-rows.ts'
import type { CatchmentRow } from '../../content/ward.ts'
import { blockCell } from '../blocks.ts'
import type { TownChange } from './plan-catchments.ts'

type Column = (typeof COLUMNS.catchments)[number]

/**
 * The text of catchments.csv with the changes made: new rows where the old ones of their town stood, else
 * behind the partition's last row. Every other row keeps its bytes; the result is BOM-less UTF-8 with LF.
 */
export function editCatchments(
  text: string,
  partition: string,
  changes: readonly TownChange[],
  lineOf: (row: CatchmentRow) => number,
): string {
  const { header, pieces } = piecesOf(text)
  const gone = new Set(changes.flatMap(({ before }) => before.map(lineOf)))
  const behind = new Map<number, string[]>()
  const partitionAt = header.indexOf('partition')
  const lastOwn = pieces.findLast(({ cells }) => cells[partitionAt] === partition) ?? pieces.at(-1)
  for (const { before, kept, after } of changes) {
    if (after.length === 0) continue
    const last = Math.max(...[...before, ...kept].map(lineOf), 0) || (lastOwn?.line ?? 1)
    const made = stringify(
      after.map((row) => header.map((column) => cellsOf(row)[column] ?? '')),
      { escape_formulas: true },
    )
    behind.set(last, [...(behind.get(last) ?? []), made])
  }
  return pieces.flatMap(({ line, raw }) => [gone.has(line) ? '' : raw, ...(behind.get(line) ?? [])]).join('')
}

function cellsOf(row: CatchmentRow): Readonly<Record<Column, string>> {
  const { provenance } = row
  return {
    partition: row.partition,
    point: row.point,
    within: row.within ?? '',
    town: row.town ?? '',
    blocks: row.blocks === null ? '' : blockCell(row.blocks),
    extent: row.extent,
    valid_from: row.validFrom ?? '',
    valid_to: row.validTo ?? '',
    source: provenance.source,
    source_url: provenance.url ?? '',
    source_date: provenance.date ?? '',
    confidence: provenance.confidence,
    confirmed_by: provenance.confirmedBy ?? '',
    confirmed_on: provenance.confirmedOn ?? '',
    caveat: provenance.caveat ?? '',
  }
}

/** The file as it stands, record by record: what is written, and the line its row begins on. */
function piecesOf(text: string) {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const whole =
    clean === '' ? `${COLUMNS.catchments.join(',')}\n` : clean.endsWith('\n') ? clean : `${clean}\n`
  // The types of csv-parse do not know that `raw` changes the shape of what comes back.
  const records = parse(whole, { raw: true, relax_column_count: true }) as unknown as {
    raw: string
    record: string[]
  }[]
  let line = 1
  const pieces = records.map(({ raw, record }) => {
    const start = line + (raw.length - raw.replace(/^\n+/, '').length)
    line += raw.split('\n').length - 1
    return { line: start, raw, cells: record }
  })
  return { header: (pieces[0]?.cells ?? []).map((cell) => cell.trim()) as Column[], pieces }
}
