import type { WardFile } from '../../content/ward.ts'
import { attribute, attributesOf } from './attributes.ts'
import { isPublic } from './for-residents.ts'
import { exactAttributes, provenanceCells, provenanceMetadata, withExactCells } from './provenance.ts'
import type { HsdsServiceArea } from './schema.ts'
import { uuidFor } from './uuid.ts'
import type { Row } from './ward-tables.ts'

const CATCHMENT = ['partition', 'within', 'town', 'blocks', 'extent', 'valid_from', 'valid_to']
const TOWN = ['base', 'chome', 'kana', 'aka', 'lat', 'lng']

/** What a catchment row is known by, whatever its blocks are. */
export function catchmentKey(row: Row): string {
  return ['partition', 'point', 'within', 'town', 'extent', 'valid_from']
    .map((column) => row[column] ?? '')
    .join(' ')
}

/** 担当区域: a row of catchments.csv as an area of its point's service; `place` is where it stands in the file. */
export function catchmentArea(
  ward: WardFile,
  row: Row,
  columns: readonly string[],
  place: number,
  nameOf: (point: string) => string,
  today: string,
): HsdsServiceArea {
  const { town = '', blocks = '', extent = '', within = '', point = '', partition = '' } = row
  const id = uuidFor(ward.id, 'catchment', catchmentKey(row), blocks)
  const whole = within === '' ? `${town} ${blocks}`.trim() : `${nameOf(within)}の担当区域`
  const kindName = Object.hasOwn(ward.partitions, partition) ? ward.partitions[partition]?.name : partition
  const doubt = DOUBTS.get(extent) ?? ''
  const area: HsdsServiceArea = {
    id,
    name: `${kindName}の担当区域`,
    description: `${whole}${blocks === '' ? '' : '番'}${doubt === '' ? '' : `（${doubt}）`}`,
    extent: whole,
    extent_type: 'text',
    attributes: [
      ...attributesFor(id, CATCHMENT, row),
      attribute(id, 'column', 'row', String(place)),
      ...(isPublic(row, today) ? [] : [attribute(id, 'column', 'audience', 'staff')]),
    ],
    metadata: provenanceMetadata(id, 'service_area', row),
  }
  return withExact(area, columns, row, areaCells(area, { point }))
}

/** What `part` and `named` keep a reader from: neither decides who is responsible. */
const DOUBTS: ReadonlyMap<string, string> = new Map([
  ['part', 'この番の一部だけ。区の確認が必要です'],
  ['named', '例として挙げられた町。境は確かめられていません'],
])

/** 町丁目: a row of towns.csv as an area the ward itself serves. */
export function townArea(ward: WardFile, row: Row, columns: readonly string[]): HsdsServiceArea {
  const { name = '' } = row
  const id = uuidFor(ward.id, 'town', name)
  const area: HsdsServiceArea = {
    id,
    name,
    description: `${ward.name}${name}`,
    extent: name,
    extent_type: 'text',
    attributes: attributesFor(id, TOWN, row),
    metadata: provenanceMetadata(id, 'service_area', row),
  }
  return withExact(area, columns, row, areaCells(area, { name }))
}

function withExact(area: HsdsServiceArea, columns: readonly string[], row: Row, back: Row): HsdsServiceArea {
  const exact = exactAttributes(area.id, columns, row, back)
  return exact.length === 0 ? area : { ...area, attributes: [...(area.attributes ?? []), ...exact] }
}

/** The cells of the row an area was made of; `known` is what the area's own place says. */
export function areaCells(area: HsdsServiceArea, known: Row): Row {
  const columns = attributesOf(area, 'column').filter(({ code }) => code !== 'audience' && code !== 'exact')
  return withExactCells(
    {
      ...known,
      ...provenanceCells(area.metadata),
      confirmed_on: area.metadata?.find((one) => one.field_name === 'confirmed_by')?.last_action_date ?? '',
      ...Object.fromEntries(columns.map(({ code, value }) => [code, value])),
    },
    area,
  )
}

function attributesFor(owner: string, columns: readonly string[], row: Row) {
  return columns.flatMap((column) => {
    const value = row[column] ?? ''
    return value === '' ? [] : [attribute(owner, 'column', column, value)]
  })
}
