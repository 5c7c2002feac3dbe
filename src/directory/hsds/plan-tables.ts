import type { Fault } from '../../content/fault.ts'
import { COLUMNS } from '../../content/parse-rows.ts'
import { readTable, type SourceFile } from '../../content/read-table.ts'
import { editCsv } from '../import/edit-csv.ts'
import { catchmentKey } from './service-areas.ts'
import { type Row, TABLES, type TableName, type WardTables } from './ward-tables.ts'

/** What a document would change in one file. */
export interface TablePlan {
  readonly name: TableName
  readonly file: string
  readonly added: readonly Row[]
  readonly changed: readonly ChangedRow[]
  readonly same: number
  /** Rows of the file the document does not have; they stay. */
  readonly missing: readonly Row[]
  /** The file as it would be written. */
  readonly text: string
}

export interface ChangedRow {
  readonly line: number
  readonly row: Row
  readonly cells: readonly { readonly column: string; readonly from: string; readonly to: string }[]
}

/** Compares a document's rows with the ward's files; cells that would act as a formula are faults. */
export function planTables(
  files: ReadonlyMap<string, SourceFile>,
  tables: WardTables,
  faults: Fault[],
): TablePlan[] {
  return TABLES.map((name) => {
    const source = files.get(`${name}.csv`) ?? { file: `${name}.csv`, text: '' }
    const stands = readTable<string>(source, COLUMNS[name])
    faults.push(...stands.faults)
    const given = keyed(name, tables[name].rows)
    const own = keyed(
      name,
      stands.rows.map(({ cells }) => cells),
    )
    const lines = new Map(stands.rows.map(({ cells, line }) => [cells, line]))
    const changed: ChangedRow[] = []
    const missing: Row[] = []
    for (const [key, row] of own) {
      const now = given.get(key)
      if (now === undefined) {
        missing.push(row)
        continue
      }
      const cells = COLUMNS[name].flatMap((column: string) => {
        const [from = '', to = ''] = [row[column], now[column]]
        return from === to ? [] : [{ column, from, to }]
      })
      if (cells.length > 0) changed.push({ line: lines.get(row) ?? 0, row, cells })
    }
    const added = [...given].flatMap(([key, row]) => (own.has(key) ? [] : [row]))
    for (const { line, cells } of changed)
      for (const { column, to } of cells) checkCell(source.file, line, column, to, faults)
    for (const row of added)
      for (const column of COLUMNS[name]) checkCell(source.file, 0, column, row[column] ?? '', faults)
    const edits = new Map(
      changed.map(({ line, cells }) => [line, new Map(cells.map(({ column, to }) => [column, to]))]),
    )
    const touched = added.length > 0 || changed.length > 0
    return {
      name,
      file: source.file,
      added,
      changed,
      same: own.size - changed.length - missing.length,
      missing,
      text: touched ? editCsv(lfOnly(source.text), { cells: edits, rows: added }) : source.text,
    }
  })
}

/** Rows by what they are known by; the second of the same key gets a number. */
function keyed(name: TableName, rows: readonly Row[]): Map<string, Row> {
  const found = new Map<string, Row>()
  for (const row of rows) {
    const key = name === 'catchments' ? catchmentKey(row) : ((name === 'towns' ? row.name : row.id) ?? '')
    let n = 1
    while (found.has(`${key} ${n}`)) n++
    found.set(`${key} ${n}`, row)
  }
  return found
}

/** 「=HYPERLINK(…)」 would act when an official opens the file in a spreadsheet. */
function checkCell(file: string, line: number, column: string, value: string, faults: Fault[]): void {
  const number = /^-?\d+(\.\d+)?$/.test(value)
  if (/^[=+@\t\r-]/.test(value) && !number)
    faults.push({
      file,
      line,
      message: `「${column}」の「${value.slice(0, 40)}」は、表計算ソフトが式として動かします。直してください。`,
    })
  if (/[\u0000-\u0008\u000B-\u001F\u007F\uFFFD]/.test(value))
    faults.push({ file, line, message: `「${column}」に、文字でない符号が入っています。` })
}

function lfOnly(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}
