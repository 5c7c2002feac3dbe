import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COLUMNS } from '../../content/parse-rows.ts'
import { fromHsds } from './from-hsds.ts'
import { hsdsDocument } from './schema.ts'
import { wardOf } from './test-hsds.ts'
import { toHsds } from './to-hsds.ts'
import { type Row, TABLES, type TableName, tableText } from './ward-tables.ts'

const TODAY = '2026-11-24'
const WARDS = ['chuo', 'nakano', 'mihon']

test.each(WARDS)('%s のどのファイルも、職員向けの書き出しから1バイトも違わずに戻る', (id) => {
  const { files, ward, tables } = wardOf(id)
  const json = JSON.stringify(toHsds(ward, tables, 'staff', TODAY))
  const back = fromHsds(hsdsDocument.parse(JSON.parse(json)), id)
  expect(back.refused).toBeNull()
  for (const table of TABLES)
    expect(back.tables && tableText(back.tables[table])).toBe(files.get(`${table}.csv`)?.text)
  expect(back.tables?.yaml).toBe(files.get('ward.yaml')?.text)
})

test.each(WARDS)('%s の書き出しは、住民向けも職員向けも HSDS の必要な項目と型を満たす', (id) => {
  const { ward, tables } = wardOf(id)
  for (const audience of ['resident', 'staff'] as const) {
    const document = toHsds(ward, tables, audience, TODAY)
    expect(hsdsDocument.safeParse(document).error?.issues ?? []).toEqual([])
    expect(document.total_items).toBe(document.contents.length)
  }
})

test.each(WARDS)('%s の書き出しに、同じUUIDの別のものはない', (id) => {
  const { ward, tables } = wardOf(id)
  const seen = new Map<string, string>()
  const clashes: string[] = []
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if ('id' in value && typeof value.id === 'string') {
      const { name = '', code = '' } = value as { name?: string; code?: string }
      const known = seen.get(value.id)
      // An organization and a term stand in many places; everything else is there once.
      const said = 'taxonomy' in value ? code : 'status' in value || code !== '' ? value.id : name
      if (known !== undefined && (known !== said || (said === '' && !('taxonomy' in value))))
        clashes.push(`${value.id} ${known} ${said}`)
      seen.set(value.id, said)
    }
    Object.values(value).forEach(visit)
  }
  visit(toHsds(ward, tables, 'staff', TODAY).contents)
  expect(clashes).toEqual([])
  expect(seen.size).toBeGreaterThan(1000)
})

/** Cells as spreadsheets and hurried hands leave them. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  serves: ['ageing.*', 'legal.dv;ageing.care', 'ageing.care; ageing.care', ';ageing.*;', 'no.such'],
  languages: ['en;zh', 'en; zh', 'en;en'],
  access: ['wheelchair;lift', 'wheelchair;wheelchair', '段差なし'],
  bring: ['印鑑;保険証', '印鑑; 保険証;'],
  lat: ['35.70', '35.7', '035.7', '-0', 'abc', '1e999'],
  lng: ['139.670', '139.67', '東経139度'],
  url: ['https://example.jp/a', 'example.jp', 'あとで'],
  hours: [
    'Mo-Fr 08:30-17:00; PH off',
    '24/7',
    'だいたい9時',
    'Mo-Fr 18:00-08:00; PH off',
    'Sa[1,3] 10:00-12:00',
  ],
  phone: ['03-0000-0001', '3.39E+09', '03-0000-0001 / 0002'],
  number: ['0120-000-001', '189'],
  confirmed_on: ['2026-10-05', '2026/10/5'],
  confirmed_by: ['福祉課'],
  staff_only: ['yes', 'TRUE', 'no'],
  staff_only_fields: ['phone;hours', 'address', 'notice'],
  outside_ward: ['yes', 'いいえ'],
  valid_from: ['2026-04-01', '2027/1/1'],
  valid_to: ['2026-03-31', '2030-12-31'],
  operator: ['みほんの会', 'みほん区'],
  confidence: ['A', 'B', 'C'],
}

function cells(table: TableName, columns: readonly string[]): fc.Arbitrary<Row> {
  const text = fc.constantFrom(
    '',
    'ことば',
    'a,b "c"',
    '二\n行',
    '[]',
    '__proto__',
    '["a","b"]',
    '運営団体',
    '=1+1',
  )
  return fc.record(
    Object.fromEntries(
      columns.map((column) => [
        column,
        column === 'id' || (column === 'name' && table === 'towns')
          ? fc.uuid()
          : CELLS[column]
            ? fc.constantFrom('', ...(CELLS[column] ?? []))
            : column === 'hide_address'
              ? fc.constant('')
              : text,
      ]),
    ),
  )
}

test('欄に何が書いてあっても、職員向けの書き出しから同じ字で戻る', () => {
  const { ward, tables } = wardOf('mihon')
  const rows = (table: TableName) => cells(table, COLUMNS[table])
  fc.assert(
    fc.property(
      rows('points'),
      rows('resources'),
      rows('hotlines'),
      rows('towns'),
      fc.array(rows('catchments'), { maxLength: 3 }),
      (point, resource, hotline, town, catchments) => {
        const odd = {
          ...tables,
          points: { columns: COLUMNS.points, rows: [point] },
          resources: { columns: COLUMNS.resources, rows: [resource] },
          hotlines: { columns: COLUMNS.hotlines, rows: [hotline] },
          towns: { columns: COLUMNS.towns, rows: [town] },
          catchments: {
            columns: COLUMNS.catchments,
            rows: catchments.map((row) => ({ ...row, point: point.id ?? '' })),
          },
        }
        const document = hsdsDocument.safeParse(JSON.parse(JSON.stringify(toHsds(ward, odd, 'staff', TODAY))))
        if (!document.success) throw new Error(document.error.message)
        const back = fromHsds(document.data, 'mihon')
        expect(back.refused).toBeNull()
        for (const table of TABLES) expect(back.tables?.[table].rows).toEqual(odd[table].rows)
      },
    ),
    { numRuns: 60 },
  )
})
