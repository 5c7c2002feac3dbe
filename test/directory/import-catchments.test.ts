import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ROOT } from '../../src/build/inputs.ts'
import { checkWard } from '../../src/content/check-ward.ts'
import { importCatchments } from '../../src/entry/cli/directory/import-catchments.ts'
import { readWardFolder } from '../../src/entry/cli/directory/ward-folder.ts'
import { WrongUsage } from '../../src/entry/cli/options.ts'

let root = ''
let out = ''
let errors = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'catchments-'))
  for (const name of ['mihon', 'nakano', 'hotlines.csv'])
    cpSync(join(ROOT, 'wards', name), join(root, 'wards', name), { recursive: true })
  out = ''
  errors = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text
    return true
  })
  vi.spyOn(console, 'error').mockImplementation((text) => {
    errors += `${text}\n`
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
})

const AT = ['--at', '2026-11-24']
const file = (ward: string) => readFileSync(join(root, 'wards', ward, 'catchments.csv'), 'utf8')
function run(text: string, ward: string, partition: string, ...more: string[]) {
  const path = join(root, '表.csv')
  writeFileSync(path, text)
  return importCatchments([path, '--ward', ward, '--partition', partition, ...AT, ...more], root)
}
const SHEET = `町丁目,相談先
"中央三丁目 3〜21番、27-29番",桃園区民活動センタ
中央三丁目 22〜26番,東部区民活動センター
"中央四丁目（6番の一部）、11-61番",nakano-kumin-momozono
新井1丁目,新井区民活動センター
`

it('--write がなければ計画だけを見せて、何も書かない', async () => {
  const before = file('nakano')
  expect(await run(SHEET, 'nakano', 'kumin')).toBe(0)
  expect(out).toContain('足す 1行 / 変わる 1町 / 同じなのでそのまま 2行')
  expect(out).toContain('中央三丁目: 加える 東部区民活動センター 22-26番')
  expect(out).toContain('中央三丁目: 1-2番と30番から先')
  expect(file('nakano')).toBe(before)
})

it('--write は表の町の行だけを置き換え、ほかの行は1バイトも変えず、できた区は確認を通る', async () => {
  const before = file('nakano').split('\n')
  expect(await run(SHEET, 'nakano', 'kumin', '--write', '--source', '区の表', '--date', '2026-11-01')).toBe(0)
  const after = file('nakano').split('\n')
  expect(after.filter((line) => !before.includes(line))).toEqual([
    'kumin,nakano-kumin-momozono,,中央三丁目,"3-21,27-29",whole,,,区の表,,2026-11-01,A,,,',
    'kumin,nakano-kumin-tobu,,中央三丁目,22-26,whole,,,区の表,,2026-11-01,A,,,',
    'kumin,nakano-kumin-arai,,新井一丁目,,whole,,,区の表,,2026-11-01,A,,,',
  ])
  expect(before.filter((line) => !after.includes(line))).toEqual([before[1]])
  const { ward, where } = readWardFolder('nakano', root)
  expect(checkWard(ward, where)).toEqual([])
})

it('もう一度取り込んでも何も変わらない', async () => {
  await run(SHEET, 'nakano', 'kumin', '--write', '--source', '区の表', '--date', '2026-11-01')
  const once = file('nakano')
  await run(SHEET, 'nakano', 'kumin', '--write', '--source', '区の表', '--date', '2026-11-01')
  expect(file('nakano')).toBe(once)
})

it('出典と日付のどちらかがなければ確かさはBで、疑わしい点に書く', async () => {
  await run('新井1丁目,新井区民活動センター\n', 'nakano', 'kumin', '--write', '--source', '区の表')
  expect(file('nakano')).toContain('新井一丁目,,whole,,,区の表,,,B,,,取り込んだ表の出典か日付が分からない')
})

it.each([
  [
    '2つの窓口に同じ番',
    '中汐二丁目 1〜20番,凪浜区民センター\n中汐二丁目 20〜40番,中汐区民センター',
    '中汐二丁目の20番',
  ],
  ['期間のある行の置き換え', '鴎島,中汐区民センター', '切り替えの予定が消えます'],
  ['知らない町', '帆風町一丁目,帆風区民センター', '表.csv:1'],
  ['日付になった番', '帆風一丁目 5月20日,帆風区民センター', '5〜20番'],
  [
    '同じ窓口の全部と一部',
    '帆風一丁目 1〜5番,帆風区民センター\n帆風一丁目 5番の一部,帆風区民センター',
    '5番の全部と一部',
  ],
])('%sが1つでもあれば、正しい行も書かない', async (_, text, why) => {
  const before = file('mihon')
  expect(await run(`${text}\n帆風二丁目,凪浜区民センター\n`, 'mihon', 'kumin', '--write')).toBe(1)
  expect(errors).toContain(why)
  expect(file('mihon')).toBe(before)
})

it('ほかの区域の組み合わせ（within）で決まる町とのくい違いも断る', async () => {
  expect(await run('帆風一丁目,南部あんしん相談センター\n', 'mihon', 'anshin')).toBe(1)
  expect(errors).toContain('帆風一丁目の全域が')
})

it('--coverage は町ごとに、だれが担当でどこが分からないかを言う', async () => {
  expect(
    await importCatchments(['--ward', 'nakano', '--partition', 'kumin', '--coverage', ...AT], root),
  ).toBe(0)
  expect(out).toContain('85の町丁目\n  決まる\t2\n  番で分かれる\t2\n  番の中で分かれる\t4\n')
  expect(out).toContain('中野二丁目\t決まる\t桃園区民活動センター\n')
  expect(out).toContain('中央四丁目\t番の中で分かれる\t桃園区民活動センター 11-61番、6番の一部')
})

it('まちがった呼び方は WrongUsage になる', async () => {
  for (const argv of [
    [],
    ['--ward', 'mihon'],
    ['--ward', 'mihon', '--coverage', '--partition', 'zzz'],
    ['a.csv', '--ward', 'mihon'],
    ['a.csv', '--ward', 'mihon', '--partition', 'kumin', '--date', '2026-13-01'],
  ])
    await expect(importCatchments(argv, root)).rejects.toThrow(WrongUsage)
})
