import type { Fault } from './fault.ts'
import { type Cells, cellsOf } from './read-cells.ts'
import type { SourceFile } from './read-table.ts'
import { readTable } from './read-table.ts'
import { schemaFaults } from './schema-faults.ts'
import { catchmentRow, hotlineRow, pointRow, resourceRow, townRow } from './ward.ts'

/** Where a row stands in its file. Rows are found by identity, so they stay plain data. */
export type Positions = Map<object, { readonly file: string; readonly line: number }>

const VALIDITY = ['valid_from', 'valid_to'] as const
const PROVENANCE = [
  'source',
  'source_url',
  'source_date',
  'confidence',
  'confirmed_by',
  'confirmed_on',
  'caveat',
] as const
const PLACE = [
  'phone',
  'phone_note',
  'address',
  'building',
  'town',
  'lat',
  'lng',
  'hours',
  'hours_text',
  'last_reception',
  'closed_on',
  'notice',
  'channels',
  'languages',
  'access',
  'bring',
  'url',
  'staff_only',
  'staff_only_fields',
  'outside_ward',
] as const
const OFFER = ['id', 'name', 'kind', 'serves', 'services'] as const

/** The columns of each file, in the order they are written. */
export const COLUMNS = {
  points: [...OFFER, ...PLACE, 'fax', 'hide_address', ...VALIDITY, ...PROVENANCE],
  resources: [...OFFER, 'operator', ...PLACE, ...VALIDITY, ...PROVENANCE],
  catchments: ['partition', 'point', 'within', 'town', 'blocks', 'extent', ...VALIDITY, ...PROVENANCE],
  towns: ['name', 'base', 'chome', 'kana', 'aka', 'lat', 'lng', ...PROVENANCE],
  hotlines: [
    'id',
    'name',
    'number',
    'number_note',
    'serves',
    'dangers',
    'rank',
    'hours',
    'hours_text',
    'cost',
    'target',
    'scope',
    'channels',
    'languages',
    'url',
    'staff_only',
    ...VALIDITY,
    ...PROVENANCE,
  ],
} as const

type Column<T extends keyof typeof COLUMNS> = (typeof COLUMNS)[T][number]

const provenance = (c: Cells<(typeof PROVENANCE)[number]>) => ({
  source: c.text('source') ?? '',
  url: c.text('source_url'),
  date: c.text('source_date'),
  confidence: c.text('confidence'),
  confirmedBy: c.text('confirmed_by'),
  confirmedOn: c.day('confirmed_on'),
  caveat: c.text('caveat'),
})
const validity = (c: Cells<(typeof VALIDITY)[number]>) => ({
  validFrom: c.day('valid_from'),
  validTo: c.day('valid_to'),
})
const place = (c: Cells<(typeof OFFER | typeof PLACE)[number]>) => ({
  id: c.text('id') ?? '',
  name: c.text('name') ?? '',
  kind: c.text('kind') ?? '',
  serves: c.list('serves'),
  services: c.text('services'),
  phone: c.text('phone'),
  phoneNote: c.text('phone_note'),
  address: c.text('address'),
  building: c.text('building'),
  town: c.text('town'),
  lat: c.number('lat'),
  lng: c.number('lng'),
  hours: c.text('hours'),
  hoursText: c.text('hours_text'),
  lastReception: c.time('last_reception'),
  closedOn: c.list('closed_on'),
  notice: c.text('notice'),
  channels: c.list('channels'),
  languages: c.list('languages'),
  access: c.list('access'),
  bring: c.list('bring'),
  url: c.text('url'),
  staffOnly: c.flag('staff_only'),
  staffOnlyFields: c.list('staff_only_fields'),
  outsideWard: c.flag('outside_ward'),
})

/** `points.csv` */
export const parsePoints = table('points', pointRow, (c: Cells<Column<'points'>>) => ({
  ...place(c),
  fax: c.text('fax'),
  hideAddress: c.flag('hide_address'),
  ...validity(c),
  provenance: provenance(c),
}))

/** `resources.csv` */
export const parseResources = table('resources', resourceRow, (c: Cells<Column<'resources'>>) => ({
  ...place(c),
  operator: c.text('operator'),
  ...validity(c),
  provenance: provenance(c),
}))

/** `catchments.csv` */
export const parseCatchments = table('catchments', catchmentRow, (c: Cells<Column<'catchments'>>) => ({
  partition: c.text('partition') ?? '',
  point: c.text('point') ?? '',
  within: c.text('within'),
  town: c.text('town'),
  blocks: c.blocks('blocks'),
  extent: c.text('extent'),
  ...validity(c),
  provenance: provenance(c),
}))

/** `towns.csv` */
export const parseTowns = table('towns', townRow, (c: Cells<Column<'towns'>>) => ({
  name: c.text('name') ?? '',
  base: c.text('base') ?? '',
  chome: c.number('chome'),
  kana: c.text('kana'),
  aka: c.list('aka'),
  lat: c.number('lat'),
  lng: c.number('lng'),
  provenance: provenance(c),
}))

/** `hotlines.csv`, the ward's own or the shared one. */
export const parseHotlines = table('hotlines', hotlineRow, (c: Cells<Column<'hotlines'>>) => ({
  id: c.text('id') ?? '',
  name: c.text('name') ?? '',
  number: c.text('number'),
  numberNote: c.text('number_note'),
  serves: c.list('serves'),
  dangers: c.list('dangers'),
  rank: c.number('rank'),
  hours: c.text('hours'),
  hoursText: c.text('hours_text'),
  cost: c.text('cost'),
  target: c.text('target'),
  scope: c.text('scope'),
  channels: c.list('channels'),
  languages: c.list('languages'),
  url: c.text('url'),
  staffOnly: c.flag('staff_only'),
  ...validity(c),
  provenance: provenance(c),
}))

/** Any zod schema, seen from the reader's side. */
interface Schema<R> {
  safeParse(value: unknown): { success: true; data: R } | { success: false; error: { issues: Issue[] } }
}
type Issue = Parameters<typeof schemaFaults>[0][number]

function table<T extends keyof typeof COLUMNS, R extends object>(
  name: T,
  schema: Schema<R>,
  shape: (cells: Cells<Column<T>>) => unknown,
) {
  return (source: SourceFile, faults: Fault[], positions: Positions): R[] => {
    const read = readTable<Column<T>>(source, COLUMNS[name])
    faults.push(...read.faults)
    return read.rows.flatMap((row) => {
      const before = faults.length
      const value = shape(cellsOf(row, faults))
      if (faults.length > before) return []
      const result = schema.safeParse(value)
      if (!result.success) {
        faults.push(...schemaFaults(result.error.issues, value, { file: row.file, line: row.line }))
        return []
      }
      positions.set(result.data, { file: row.file, line: row.line })
      return [result.data]
    })
  }
}
