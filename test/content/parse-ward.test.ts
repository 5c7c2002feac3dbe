import { describe, expect, test } from 'vitest'
import { parseWard } from '../../src/content/ward-csv.ts'
import { faultsOf, faultsWith, readWardFiles } from './ward-files.ts'

const mihon = () => readWardFiles('mihon')

describe('区のファイルを読む', () => {
  test('BOMとCRLFと空の行は、表計算ソフトが付けるものとして読み飛ばす', () => {
    const files = mihon()
    const text = `\uFEFF${files.points.text.replaceAll('\n', '\r\n')}${','.repeat(35)}\r\n\r\n`
    const { ward, faults } = parseWard({ ...files, points: { ...files.points, text } })
    expect(faults).toEqual([])
    expect(ward?.points).toEqual(parseWard(files).ward?.points)
  })

  test('列の順番は変わってもよい', () => {
    const files = mihon()
    const text = files.hotlines.text
      .split('\n')
      .map((line) => line.split(',').toReversed().join(','))
      .join('\n')
    const { ward } = parseWard({ ...files, hotlines: { ...files.hotlines, text } })
    expect(ward).toEqual(parseWard(files).ward)
  })

  test('欄の中に改行があっても、誤りは書いた行の番号で知らされる', () => {
    const files = mihon()
    const line = files.points.text.split('\n').findIndex((row) => row.startsWith('mihon-dv,')) + 1
    const text = files.points.text
      .replace('地域包括支援センター。高齢者と家族', '"地域包括支援センター。\n高齢者\nと家族')
      .replace('権利擁護,', '権利擁護",')
      .replace('mihon-dv,', 'みほん,')
    const [fault] = faultsOf({ ...files, points: { ...files.points, text } })
    expect(fault).toMatchObject({ file: 'wards/mihon/points.csv', line: line + 2 })
  })

  test('日本語の表計算ソフトが書き換えた日付と時刻を読める', () => {
    expect(faultsWith('points', '2026-10-05', '2026/10/5')).toEqual([])
    expect(faultsWith('points', ',16:30,', ',9:30,')).toEqual([])
  })

  test.each([
    ['出典のない行', 'みほん（架空）,,2026-10-01', ',,2026-10-01', '出典のないことは載せられません'],
    ['知らない困りごと', 'legal.dv', 'legal.dvv', '困りごとの番号'],
    ['知らない確かさ', ',A,みほん区', ',D,みほん区', '次のどれかで書いてください: A, B, C'],
    ['知らない来所の備え', 'wheelchair;lift', 'wheelchair;elevator', 'wheelchair, writing'],
    ['名前のない行', 'みほん くらしサポート', '', '「name」が正しくありません（今は空欄）'],
    ['日本語のid', 'mihon-dv', 'みほんDV', '半角の英小文字'],
    ['yesでない印', ',yes,', ',はいはい,', 'yes か空欄'],
    ['数字でない緯度', /,35\.5\d+,/, ',北緯35度,', '半角の数字'],
    ['ない日', '2026-10-05', '2026-02-30', '2026-07-01 の形の日付'],
    [
      '囲んでいない「,」',
      '高齢者と家族の総合相談',
      '高齢者,家族の総合相談',
      '欄の数が37個です（1行目は36個）',
    ],
    ['閉じていない「"」', 'mihon-anshin-nishi,西部', 'mihon-anshin-nishi,"西部', '「"」で囲んだ欄のあとに'],
    ['知らない列', 'phone_note', 'phonenote', '「phonenote」という列はありません'],
    ['文字化け', 'みほん区', '\uFFFD', '文字コードがUTF-8ではありません'],
  ])('%sは断られる', (_, from, to, said) => {
    const messages = faultsWith('points', from, to).map((fault) => fault.message)
    expect(messages.join('\n')).toContain(said)
  })

  test('表計算ソフトが日付に変えた番は、そうと分かる言葉で断られる', () => {
    expect(faultsWith('catchments', ',1-18,', ',1月18日,')[0]?.message).toContain('番を日付に変えたもの')
    expect(faultsWith('catchments', ',1-18,', ',18-Jan,')[0]?.message).toContain('番を日付に変えたもの')
  })

  test.each([
    ['間違えた項目', 'generalDesk:', 'generaldesk:', 'ward.yaml', '知らない項目「generaldesk」'],
    ['読めないYAML', 'bounds: { south', 'bounds: { { south', 'ward.yaml', 'YAML として読めません'],
    ['2つある項目', 'website: null', 'id: mihon', 'ward.yaml', 'DUPLICATE_KEY'],
  ])('%sは、行の番号で知らされる', (_, from, to, file, said) => {
    const faults = faultsWith('yaml', from, to)
    expect(faults.map((fault) => fault.message).join('\n')).toContain(said)
    expect(faults.every((fault) => fault.file.endsWith(file) && fault.line > 0)).toBe(true)
  })

  test('誤りのある項目の行を指す', () => {
    const line =
      mihon()
        .yaml.text.split('\n')
        .findIndex((row) => row.includes('phone: 03-0000-0001')) + 1
    expect(faultsWith('yaml', 'phone: 03-0000-0001', 'phone: 3')).toMatchObject([{ line }])
  })
})
