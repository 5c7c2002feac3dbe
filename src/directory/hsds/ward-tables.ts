import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Fault } from '../../content/fault.ts'
import { COLUMNS } from '../../content/parse-rows.ts'
import { readTable, type SourceFile } from '../../content/read-table.ts'

export const TABLES = ['points', 'resources', 'hotlines', 'catchments', 'towns'] as const
export type TableName = (typeof TABLES)[number]
/** The files whose rows are services in HSDS. */
export const SERVICE_TABLES = ['points', 'resources', 'hotlines'] as const
export type ServiceTable = (typeof SERVICE_TABLES)[number]

/** One row as its file writes it, by column. */
export type Row = Readonly<Record<string, string>>

export interface Table {
  /** In the order of the file. */
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** A ward's own files, cell by cell: what has to come back without loss. */
export interface WardTables extends Readonly<Record<TableName, Table>> {
  /** The text of `ward.yaml`. */
  readonly yaml: string
}

/** Reads the files of `wards/<id>/`, by file name. */
export function readWardTables(files: ReadonlyMap<string, SourceFile>, faults: Fault[]): WardTables {
  const read = (name: TableName): Table => {
    const source = files.get(`${name}.csv`) ?? { file: `${name}.csv`, text: '' }
    const table = readTable<string>(source, COLUMNS[name])
    faults.push(...table.faults)
    if (table.faults.length > 0) return { columns: COLUMNS[name], rows: [] }
    const [columns = []] = parse(source.text, { bom: true, to: 1, trim: true }) as string[][]
    return { columns, rows: table.rows.map(({ cells }) => cells) }
  }
  return {
    yaml: files.get('ward.yaml')?.text ?? '',
    points: read('points'),
    resources: read('resources'),
    hotlines: read('hotlines'),
    catchments: read('catchments'),
    towns: read('towns'),
  }
}

/** A table as the text of its CSV file: quotes only where they are needed, LF. */
export function tableText({ columns, rows }: Table): string {
  return stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))])
}
