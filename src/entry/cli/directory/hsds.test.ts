import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ROOT } from '../../../build/inputs.ts'
import { WrongUsage } from '../options.ts'
import { exportHsds } from './export-hsds.ts'
import { importHsds } from './import-hsds.ts'

let root = ''
let out = ''
let err = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hsds-'))
  cpSync(join(ROOT, 'wards'), join(root, 'wards'), { recursive: true })
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text
    return true
  })
  vi.spyOn(console, 'error').mockImplementation((text: string) => {
    err += `${text}\n`
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
})

const bytes = (ward: string) =>
  readdirSync(join(root, 'wards', ward))
    .sort()
    .map((name) => `${name}\n${readFileSync(join(root, 'wards', ward, name), 'utf8')}`)
const json = () => join(root, 'ward.json')

/** Writes an export for staff, worked over as text. */
async function exported(work: (text: string) => string = (text) => text): Promise<void> {
  await exportHsds(['--ward', 'mihon', '--for', 'staff', '--at', '2026-11-24', '--out', json()], root)
  writeFileSync(json(), work(readFileSync(json(), 'utf8')))
  out = ''
  err = ''
}

test('どの区も、書き出したものを戻すと「同じ」で、ファイルは変わらない', async () => {
  for (const ward of ['chuo', 'nakano', 'mihon']) {
    const before = bytes(ward)
    expect(await exportHsds(['--ward', ward, '--for', 'staff', '--out', json()], root)).toBe(0)
    expect(await importHsds([json(), '--ward', ward, '--write'], root)).toBe(0)
    expect(bytes(ward)).toEqual(before)
    expect(err).toContain('書くことはありません')
  }
})

test('消した行と変えた欄は、書き出したものから元どおりに戻せる', async () => {
  await exported()
  const before = bytes('mihon')
  const path = join(root, 'wards/mihon/points.csv')
  const text = readFileSync(path, 'utf8')
  const lines = text.trimEnd().split('\n')
  writeFileSync(path, `${lines.slice(0, -1).join('\n').replace('03-0000-0100', '03-0000-0777')}\n`)
  const changed = bytes('mihon')
  expect(await importHsds([json(), '--ward', 'mihon'], root)).toBe(0)
  expect(out).toMatch(/points\.csv {2}新しい行 1、変わる行 1/)
  expect(out).toContain('phone: 「03-0000-0777」 → 「03-0000-0100」')
  expect(err).toContain('まだ何も書いていません')
  expect(bytes('mihon')).toEqual(changed)
  expect(await importHsds([json(), '--ward', 'mihon', '--write'], root)).toBe(0)
  expect(bytes('mihon')).toEqual(before)
})

test('区の確認で断られる値があれば、--write でも何も書かない', async () => {
  await exported((text) => text.replaceAll('"03-0000-0100"', '"03-3543-0211"'))
  const before = bytes('mihon')
  expect(await importHsds([json(), '--ward', 'mihon', '--write'], root)).toBe(1)
  expect(err).toMatch(/wards\/mihon\/points\.csv:2 架空の区に、つながる番号/)
  expect(bytes('mihon')).toEqual(before)
})

test.each<[string, () => Promise<void>, RegExp]>([
  ['ほかの形のJSON', async () => writeFileSync(json(), '{"services":[]}'), /サービスの一覧の形/],
  ['入れ子の深すぎるJSON', async () => writeFileSync(json(), '['.repeat(2_000_000)), /深すぎます|読めません/],
  [
    '50MBを超えるファイル',
    async () => {
      writeFileSync(json(), '')
      truncateSync(json(), 51 * 1024 * 1024)
    },
    /大きすぎます（51MB）/,
  ],
  [
    '知らないid',
    () => exported((text) => text.replace('"mihon-anshin-nishi"', '"mihon-somewhere"')),
    /知らないid/,
  ],
  [
    '住民向けの書き出し',
    async () => {
      await exportHsds(['--ward', 'mihon', '--out', json()], root)
    },
    /住民に見せるための書き出し/,
  ],
])('%sは断り、何も書かない', async (_, prepare, why) => {
  await prepare()
  const before = bytes('mihon')
  expect(await importHsds([json(), '--ward', 'mihon', '--write'], root)).toBe(1)
  expect(err).toMatch(why)
  expect(bytes('mihon')).toEqual(before)
})

test('ないファイル、知らない区、知らない宛て先は、使い方のまちがいか断りになる', async () => {
  expect(await importHsds([join(root, 'no.json'), '--ward', 'mihon'], root)).toBe(1)
  await expect(importHsds(['--ward', 'mihon'], root)).rejects.toBeInstanceOf(WrongUsage)
  await expect(exportHsds(['--ward', 'nowhere'], root)).rejects.toBeInstanceOf(WrongUsage)
  await expect(exportHsds(['--ward', 'mihon', '--for', 'all'], root)).rejects.toBeInstanceOf(WrongUsage)
})

test('--out がなければ、標準出力にJSONだけを出す', async () => {
  expect(await exportHsds(['--ward', 'mihon'], root)).toBe(0)
  expect(JSON.parse(out).contents[0].name).toBe('みほん区 代表電話')
  expect(err).toContain('住民に見せてよいこと')
})
