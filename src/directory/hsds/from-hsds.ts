import type { Fault } from '../../content/fault.ts'
import { COLUMNS } from '../../content/parse-rows.ts'
import { parseWardFile } from '../../content/parse-ward-file.ts'
import { attributesOf, columnOf } from './attributes.ts'
import { differences } from './differences.ts'
import { serviceId, wardServiceId } from './ids.ts'
import type { HsdsDocument, HsdsService } from './schema.ts'
import { areaCells } from './service-areas.ts'
import { serviceCells } from './service-cells.ts'
import { toHsds } from './to-hsds.ts'
import {
  type Row,
  SERVICE_TABLES,
  type ServiceTable,
  type Table,
  type TableName,
  type WardTables,
} from './ward-tables.ts'

/** The ward's files as a document says them, or every reason why they cannot be read from it (Japanese). */
export type FromHsds =
  | { readonly tables: WardTables; readonly refused: null }
  | { readonly tables: null; readonly refused: readonly string[] }

/**
 * Reads a document of `toHsds` for staff back into the ward's files. What the files have no place for,
 * or what contradicts itself, is refused: nothing is dropped in silence.
 */
export function fromHsds(document: HsdsDocument, wardId: string): FromHsds {
  const own = document.contents.filter((service) => columnOf(service, 'ward') !== '')
  const [ward] = own
  if (ward === undefined || own.length > 1)
    return refuse(
      '「npm run directory -- export」で書き出したJSONではありません（区そのものの情報が1つありません）。',
    )
  if (columnOf(ward, 'ward') !== wardId || ward.id !== wardServiceId(wardId))
    return refuse(`これは「${columnOf(ward, 'ward')}」の書き出しです。--ward を確かめてください。`)
  if (columnOf(ward, 'audience') !== 'staff')
    return refuse(
      'これは住民に見せるための書き出しで、職員だけの行と項目がありません。「--for staff」の書き出しを使ってください。',
    )
  const refused: string[] = []
  const rows: Record<TableName, Row[]> = {
    points: [],
    resources: [],
    hotlines: [],
    catchments: [],
    towns: [],
  }
  const seen = new Set<string>()
  for (const service of document.contents) {
    if (service === ward) continue
    const found = tableOf(service)
    if (found === null || service.id !== serviceId(wardId, found.table, found.id)) {
      refused.push(
        `知らないidです: ${service.id}「${service.name}」${found ? `（${found.id}）` : ''}。区のファイルの行と結びつきません。`,
      )
      continue
    }
    if (seen.has(service.id)) refused.push(`同じidが2回あります: ${found.id}「${service.name}」`)
    seen.add(service.id)
    rows[found.table].push(serviceCells(wardId, service, found.table))
    for (const area of service.service_areas ?? []) rows.catchments.push(areaCells(area, { point: found.id }))
  }
  for (const area of ward.service_areas ?? []) rows.towns.push(areaCells(area, { name: area.name ?? '' }))
  rows.catchments.sort((a, b) => Number(a.row) - Number(b.row))
  if (refused.length > 0) return { tables: null, refused }

  const faults: Fault[] = []
  const yaml = columnOf(ward, 'ward_yaml')
  const facts = parseWardFile({ file: 'ward.yaml', text: yaml }, faults).ward
  if (facts === null || facts.id !== wardId)
    return refuse(
      ...faults.map(({ line, message }) => `ward.yaml の ${line}行目: ${message}`),
      'ward.yaml を読めません。',
    )
  const table = (name: TableName): Table => ({
    columns: columnsOf(ward, name),
    rows: rows[name].map(project(name)),
  })
  const tables: WardTables = {
    yaml,
    points: table('points'),
    resources: table('resources'),
    hotlines: table('hotlines'),
    catchments: table('catchments'),
    towns: table('towns'),
  }
  const again = toHsds(facts, tables, 'staff', columnOf(ward, 'exported_on'))
  const lost = differences(document, again)
  return lost.length > 0 ? { tables: null, refused: lost } : { tables, refused: null }
}

function refuse(...refused: string[]): FromHsds {
  return { tables: null, refused }
}

function tableOf(service: HsdsService): { readonly table: ServiceTable; readonly id: string } | null {
  const [found, more] = attributesOf(service, 'table')
  const table = SERVICE_TABLES.find((name) => name === found?.code)
  return found === undefined || more !== undefined || table === undefined ? null : { table, id: found.value }
}

/** The order the file has its columns in; our own when the document names other columns. */
function columnsOf(ward: HsdsService, name: TableName): readonly string[] {
  const columns = columnOf(ward, 'columns', name).split(',')
  const known: readonly string[] = COLUMNS[name]
  const same = columns.length === known.length && known.every((column) => columns.includes(column))
  return same ? columns : known
}

function project(name: TableName): (row: Row) => Row {
  const columns: readonly string[] = COLUMNS[name]
  return (row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? '']))
}
