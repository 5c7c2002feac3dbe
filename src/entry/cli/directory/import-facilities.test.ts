import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { COLUMNS } from '../../../content/parse-rows.ts'
import { AREAS } from '../../../content/vocabulary.ts'
import { STANDARD_COLUMNS } from '../../../directory/import/facility-columns.ts'
import { WrongUsage } from '../options.ts'
import { importFacilities } from './import-facilities.ts'

const YAML = `
id: mihon
name: 見本区
nameEn: Mihon City
nameKana: みほんく
prefecture: 東京都
lgCode: '139999'
invented: true
website: null
languages: [ja]
bounds: { south: 35.5, west: 139.5, north: 35.9, east: 139.9 }
switchboard: { phone: 03-0000-0000, source: 試験用, date: 2026-10 }
generalDesk: desk
outreachDesk: desk
outreach: { ja: うかがいます, easy: いきます, en: We visit }
partitions: {}
responsibility:
  - { needs: [${AREAS.map((area) => `${area}.*`).join(', ')}], point: desk }
staffHours: null
`

type Row = Readonly<Record<string, string>>
const table = (columns: readonly string[], rows: readonly Row[]) =>
  `${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map((cells) => cells.join(',')).join('\n')}\n`
const fact = { source: '区の冊子', source_date: '2026-04-01', confidence: 'A' }

let root: string
let out: string
let err: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'import-'))
  const ward = join(root, 'wards/mihon')
  mkdirSync(ward, { recursive: true })
  const put = (name: string, text: string) => writeFileSync(join(ward, name), text)
  put('ward.yaml', YAML)
  put(
    'points.csv',
    table(COLUMNS.points, [
      { id: 'desk', name: '総合相談', kind: 'desk', phone: '03-0000-0001', channels: 'phone', ...fact },
      {
        id: 'elder',
        name: '若葉おとしより相談センター',
        kind: 'elderly_center',
        phone: '03-0000-0002',
        address: '"見本区若葉1-2-3"',
        town: '若葉一丁目',
        channels: 'phone;visit',
        caveat: '電話は要確認',
        ...fact,
      },
    ]),
  )
  put('resources.csv', table(COLUMNS.resources, []))
  put('catchments.csv', table(COLUMNS.catchments, []))
  put('hotlines.csv', table(COLUMNS.hotlines, []))
  const town = { base: '若葉', chome: '1', kana: 'わかば', lat: '35.7', lng: '139.7', ...fact }
  put('towns.csv', table(COLUMNS.towns, [{ name: '若葉一丁目', ...town }]))
  writeFileSync(join(root, 'wards/hotlines.csv'), table(COLUMNS.hotlines, []))
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text
    return true
  })
  vi.spyOn(console, 'error').mockImplementation((text) => {
    err += `${text}\n`
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
})

const ELDER = {
  全国地方公共団体コード: '139999',
  名称: '若葉おとしより相談センター',
  所在地_連結表記: '東京都見本区若葉１丁目２番３号',
}
const HALL = {
  ...ELDER,
  名称: '若葉児童館',
  名称_カナ: 'ワカバジドウカン',
  所在地_連結表記: '東京都見本区若葉1-9',
}

function list(rows: readonly Row[], name = 'list.csv'): string {
  const path = join(root, name)
  writeFileSync(path, table(STANDARD_COLUMNS, rows))
  return path
}
const contents = () =>
  Object.fromEntries(
    readdirSync(join(root, 'wards/mihon')).map((name) => [
      name,
      readFileSync(join(root, 'wards/mihon', name), 'utf8'),
    ]),
  )
const run = (path: string, ...more: string[]) => importFacilities([path, '--ward', 'mihon', ...more], root)
const WRITE = ['--write', '--date', '2026-11-01'] as const

test('計画を見せるだけで、何も書かない', async () => {
  const before = contents()
  expect(await run(list([{ ...ELDER, 電話番号: '03-0000-0009' }, HALL]))).toBe(0)
  expect(out).toContain('2行: 新しい行 1、変わる行 0、食い違い 1、変わらない行 0、対象外 0、断った行 0')
  expect(out).toContain('wards/mihon/points.csv の3行目の phone を直してください')
  expect(err).toContain('まだ何も書いていません')
  expect(contents()).toEqual(before)
})

test('書くと、新しい行が加わり、食い違いに印が付き、ほかの行は1バイトも変わらない', async () => {
  const before = contents()
  expect(
    await run(list([{ ...ELDER, 電話番号: '03-0000-0009', URL: 'https://example.jp/' }, HALL]), ...WRITE),
  ).toBe(0)
  const after = contents()
  const [head, desk, elder] = (before['points.csv'] ?? '').split('\n')
  const written = (after['points.csv'] ?? '').split('\n')
  expect(written.slice(0, 2)).toEqual([head, desk])
  expect(written).toHaveLength(4)
  const cells = (written[2] ?? '').split(',')
  const of = (name: string) => cells[COLUMNS.points.indexOf(name as never)]
  expect(of('phone')).toBe('03-0000-0002')
  expect(of('staff_only_fields')).toBe('phone')
  expect(of('caveat')).toBe(
    '電話は要確認。電話の食い違い: この行は「03-0000-0002」、取り込んだ資料は「03-0000-0009」（list.csv（自治体標準オープンデータセット 公共施設一覧） 2026-11-01）。確かめること。',
  )
  expect(of('url')).toBe('https://example.jp/')
  expect(of('source')).toBe('区の冊子；list.csv（自治体標準オープンデータセット 公共施設一覧）')
  expect(of('source_date')).toBe('2026-04-01 / 2026-11-01（URL）')
  expect(of('confidence')).toBe('B')
  expect(of('address')).toBe('"見本区若葉1-2-3"')
  expect(elder).toContain('"見本区若葉1-2-3"')
  expect(after['resources.csv']).toContain('\nmihon-wakabajidokan,若葉児童館,children_hall,,')
  expect({ ...after, 'points.csv': '', 'resources.csv': '' }).toEqual({
    ...before,
    'points.csv': '',
    'resources.csv': '',
  })
})

test('同じ一覧をもう一度書いても、何も変わらない', async () => {
  const path = list([{ ...ELDER, 電話番号: '03-0000-0009', URL: 'https://example.jp/' }, HALL])
  expect(await run(path, ...WRITE)).toBe(0)
  const once = contents()
  out = ''
  expect(await run(path, ...WRITE)).toBe(0)
  expect(contents()).toEqual(once)
  expect(out).toContain('新しい行 0、変わる行 0、食い違い 1、変わらない行 1')
  expect(out).toContain('前の取り込みで印が付いています')
})

test('断った行があれば何も書かず、--skip-refused でその行だけを除いて書く', async () => {
  const before = contents()
  const path = list([{ ...ELDER, 電話番号: '300000002' }, HALL])
  expect(await run(path, ...WRITE)).toBe(1)
  expect(err).toContain('断った行が1行')
  expect(contents()).toEqual(before)
  expect(await run(path, ...WRITE, '--skip-refused')).toBe(0)
  expect(contents()['points.csv']).toBe(before['points.csv'])
  expect(contents()['resources.csv']).toContain('若葉児童館')
})

test('書いたあとの検査で断られると、元に戻る', async () => {
  const before = contents()
  // A number that reaches somebody has no place in an invented ward.
  expect(await run(list([{ ...HALL, 電話番号: '03-3543-0211' }]), ...WRITE)).toBe(1)
  expect(err).toContain('元に戻しました')
  expect(err).toContain('架空の区に、つながる番号')
  expect(contents()).toEqual(before)
})

test.each([
  ['ない', () => join(root, 'none.csv'), 'ありません'],
  ['フォルダー', () => root, 'ファイルではありません'],
  ['空', () => put('empty.csv', ''), '空のファイル'],
  ['Excelのブック', () => put('list.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])), 'xlsx'],
  ['Webページ', () => put('list.csv', '<!doctype html><title>一覧</title>'), 'HTML'],
  ['100MB', huge, '100MB'],
  ['列の違うもの', () => put('list.csv', '施設,場所\na,b\n'), ':1 1行目が'],
  ['引用の閉じていないもの', () => put('list.csv', '名称,住所,POIコード\n"a,b,c\n'), '閉じていません'],
  ['20,001行', () => put('list.csv', `名称,所在地_連結表記\n${'館,中央1-1\n'.repeat(20_001)}`), '20,000行'],
])('読めないファイル（%s）は、何が違うかを言って断り、何も書かない', async (_, make, word) => {
  const before = contents()
  expect(await run(make(), ...WRITE)).toBe(1)
  expect(err).toContain(word)
  expect(out).toBe('')
  expect(contents()).toEqual(before)
})

function put(name: string, body: string | Uint8Array): string {
  writeFileSync(join(root, name), body)
  return join(root, name)
}

function huge(): string {
  const path = put('huge.csv', '名称,住所\n'.repeat(1_000))
  truncateSync(path, 100 * 1024 * 1024)
  return path
}

test.each([
  ['書くのに日付がない', ['--write']],
  ['日付でない', ['--date', '2026-13-01']],
  ['知らない種類', ['--kind', 'shops']],
  ['知らない印', ['--force']],
])('使い方の違い（%s）は、使い方を言う', async (_, more) => {
  await expect(run(list([HALL]), ...more)).rejects.toThrow(WrongUsage)
})

test('--format json は同じ計画を1つのJSONで出す', async () => {
  expect(await run(list([{ ...ELDER, 電話番号: '03-0000-0009' }, HALL]), '--format', 'json')).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    rows: 2,
    encoding: 'UTF-8',
    new: [{ line: 3, file: 'resources.csv', cells: { id: 'mihon-wakabajidokan' } }],
    conflicts: [
      { id: 'elder', at: { file: 'wards/mihon/points.csv', line: 3 }, conflicts: [{ field: 'phone' }] },
    ],
  })
})

test('5,000行を2秒で取り込む', async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => ({
    ...HALL,
    名称: `若葉第${i}児童館`,
    所在地_連結表記: `東京都見本区若葉1-${(i % 90) + 1}-${(i % 30) + 1}`,
    電話番号: '03-0000-0003',
    利用可能曜日: '月火水木金',
    開始時間: '9:00',
    終了時間: '17:00',
  }))
  const path = list(rows)
  // The work itself, whatever else the machine is doing meanwhile.
  const start = process.cpuUsage()
  expect(await run(path, ...WRITE)).toBe(0)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1_000).toBeLessThan(2_000)
  expect(out).toContain('新しい行 5000')
})
