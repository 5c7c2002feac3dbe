import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseWardFile } from '../../content/parse-ward-file.ts'
import { fromHsds } from './from-hsds.ts'
import { hsdsDocument } from './schema.ts'
import { toHsds } from './to-hsds.ts'
import { readWardTables, TABLES, tableText } from './ward-tables.ts'

const WARDS = ['chuo', 'nakano', 'mihon']

function wardOf(id: string) {
  const names = ['ward.yaml', ...TABLES.map((table) => `${table}.csv`)]
  const files = new Map(
    names.map((name) => [
      name,
      { file: name, text: readFileSync(new URL(`../../../wards/${id}/${name}`, import.meta.url), 'utf8') },
    ]),
  )
  const yaml = files.get('ward.yaml')
  const { ward } = parseWardFile(yaml ?? { file: '', text: '' }, [])
  if (!ward) throw new Error(id)
  return { files, ward, tables: readWardTables(files, []) }
}

test.each(WARDS)('%s のどのファイルも、職員向けの書き出しから1バイトも違わずに戻る', (id) => {
  const { files, ward, tables } = wardOf(id)
  const json = JSON.stringify(toHsds(ward, tables, 'staff', '2026-11-24'))
  const back = fromHsds(hsdsDocument.parse(JSON.parse(json)), id)
  expect(back.refused).toBeNull()
  for (const table of TABLES)
    expect(back.tables && tableText(back.tables[table])).toBe(files.get(`${table}.csv`)?.text)
  expect(back.tables?.yaml).toBe(files.get('ward.yaml')?.text)
})
