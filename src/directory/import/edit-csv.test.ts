import { expect, test } from 'vitest'
import { editCsv } from './edit-csv.ts'

const edit = (
  text: string,
  cells: Record<number, Record<string, string>>,
  rows: Record<string, string>[] = [],
) =>
  editCsv(text, {
    cells: new Map(Object.entries(cells).map(([line, row]) => [Number(line), new Map(Object.entries(row))])),
    rows,
  })

const TEXT = 'id,"name",note\na,"一,二","改行\nの""中"\n\nb, 空白 ,"引用"\n'

test('何も変えなければ、引用も空行も1バイトも変わらない', () => {
  expect(edit(TEXT, {})).toBe(TEXT)
  for (const text of ['\uFEFFid,name\r\na,b\r\n', 'id,name\na,b', 'id,name\ra,b\r', ''])
    expect(edit(text, {})).toBe(text)
})

test('変えた欄だけが変わる', () => {
  expect(edit(TEXT, { 5: { name: '新,しい' } })).toBe(TEXT.replace(' 空白 ', '"新,しい"'))
  expect(edit(TEXT, { 2: { note: '' } })).toBe('id,"name",note\na,"一,二",\n\nb, 空白 ,"引用"\n')
})

test('足した行は、列の順と改行をファイルに合わせ、終わりの改行がなければ付ける', () => {
  const rows = [{ note: 'n', id: 'c' }]
  expect(edit(TEXT, {}, rows)).toBe(`${TEXT}c,,n\n`)
  expect(edit('\uFEFFid,note\r\na,b', {}, rows)).toBe('\uFEFFid,note\r\na,b\r\nc,n\r\n')
})
