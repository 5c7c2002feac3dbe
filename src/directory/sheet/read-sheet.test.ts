import { expect, it } from 'vitest'
import { decodeSheet } from './decode-sheet.ts'
import { readSheet } from './read-sheet.ts'

const rows = (text: string) =>
  readSheet('表.csv', text).rows.map(({ line, town, point }) => [line, town, point])
const faults = (text: string) => readSheet('表.csv', text).faults

it('見出しがあってもなくても、CSVでもタブ区切りでも同じに読む', () => {
  const expected = [['中央三丁目', '桃園']]
  for (const text of [
    '町丁目,相談先\n中央三丁目,桃園\n',
    '中央三丁目,桃園',
    '町名\t担当センター\r\n中央三丁目\t桃園\r\n',
    '\uFEFF相談先,町丁目\n桃園,中央三丁目,,\n\n',
  ])
    expect(rows(text).map(([, ...cells]) => cells)).toEqual(expected)
})

it('囲んだ欄の中の改行と「,」を読み、行の番号は表の行の始まりを指す', () => {
  expect(rows('町丁目,相談先\n"中央三丁目\n中央四丁目 1番,2番",桃園\n中野,東部\n')).toEqual([
    [2, '中央三丁目\n中央四丁目 1番,2番', '桃園'],
    [4, '中野', '東部'],
  ])
})

it('結合したセルの空いた相談先を上の行から埋めない', () => {
  expect(faults('中央三丁目,桃園\n中央四丁目,\n')).toMatchObject([{ line: 2 }])
})

it('数式の欄と、2つでない欄を断る', () => {
  expect(faults('=HYPERLINK("x"),桃園\n'.replaceAll('"', '')).map(({ message }) => message)[0]).toContain(
    '数式',
  )
  expect(faults('中央三丁目,3-21,桃園\n')[0]?.message).toContain('欄が3個')
})

it('UTF-8、cp932、UTF-16 を読み、表でないものを断る', () => {
  const cp932 = new Uint8Array([0x92, 0x86, 0x89, 0x9b, 0x2c, 0x93, 0x8c, 0x95, 0x94])
  expect(decodeSheet(cp932)).toMatchObject({ text: '中央,東部', encoding: 'cp932' })
  expect(decodeSheet(new TextEncoder().encode('中央,東部'))).toMatchObject({ encoding: 'UTF-8' })
  expect(decodeSheet(new Uint8Array([0xff, 0xfe, 0x2d, 0x4e]))).toMatchObject({ text: '中' })
  for (const bytes of [[0x50, 0x4b, 3, 4], [0x25, 0x50, 0x44, 0x46], [0, 1, 2], [0x81]])
    expect(decodeSheet(new Uint8Array(bytes)).kind).toBe('refused')
})
