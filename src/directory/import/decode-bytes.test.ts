import { describe, expect, test } from 'vitest'
import { decodeBytes } from './decode-bytes.ts'
import { OLD_COLUMNS, recogniseHeader, STANDARD_COLUMNS } from './facility-columns.ts'

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  )
/** 「名称」 in cp932. */
const CP932 = [0x96, 0xbc, 0x8f, 0xcc]

describe('文字コード', () => {
  test('正しいUTF-8はUTF-8として、BOMの有無も言う', () => {
    expect(decodeBytes(bytes('名称'))).toEqual({ kind: 'text', text: '名称', encoding: 'UTF-8' })
    expect(decodeBytes(bytes([0xef, 0xbb, 0xbf], '名称'))).toEqual({
      kind: 'text',
      text: '名称',
      encoding: 'UTF-8（BOMつき）',
    })
  })

  test('UTF-8でない正しいcp932は、機種依存文字（①髙）もふくめてcp932として読む', () => {
    expect(decodeBytes(bytes(CP932, [0x87, 0x40, 0xfb, 0xfc]))).toEqual({
      kind: 'text',
      text: '名称①髙',
      encoding: 'cp932（Shift_JIS）',
    })
  })

  test('どちらでもない行は、その行を言って断る', () => {
    const read = decodeBytes(bytes('名称\n', CP932, '\n', [0x96, 0xff], '\n'))
    expect(read).toMatchObject({ kind: 'refused', line: 3 })
  })

  test.each([
    ['xlsx', bytes('PK', [3, 4]), 'xlsx'],
    ['xls', bytes([0xd0, 0xcf, 0x11, 0xe0]), 'xls'],
    ['PDF', bytes('%PDF-1.7'), 'PDF'],
    ['HTML', bytes('\n<!DOCTYPE html><html>'), 'HTML'],
    ['JSON', bytes('[{"名称":1}]'), 'JSON'],
    ['UTF-16', bytes([0xff, 0xfe, 0x0d, 0x54]), 'UTF-16'],
    ['バイナリー', bytes('abc', [0, 1, 2]), '文字でない'],
  ])('%s はCSVでないと言って断る', (_, given, word) => {
    const read = decodeBytes(given)
    expect(read.kind === 'refused' && read.message).toContain(word)
  })
})

describe('1行目', () => {
  const label = (header: readonly string[]) => {
    const read = recogniseHeader(header)
    return 'format' in read ? read.format.label : read.wrong.join('')
  }

  test('56列は、順が違っても、全角の括弧でも分かる', () => {
    expect(label(STANDARD_COLUMNS)).toBe('公共施設一覧（56列）')
    const published = [...STANDARD_COLUMNS].reverse().map((name) => name.replace('(方書)', '（方書）'))
    expect(label(published)).toBe('公共施設一覧（56列）')
  })

  test('江東区と荒川区の59列が分かる', () => {
    expect(label([...STANDARD_COLUMNS, '大区分', '小区分', '担当課'])).toBe(
      '公共施設一覧・大区分、小区分、担当課のあるもの（59列）',
    )
    const split = STANDARD_COLUMNS.flatMap((name) =>
      name === 'スロープ、エレベータ、エスカレータ' ? ['スロープ', 'エレベータ', 'エスカレータ'] : [name],
    )
    expect(label(split)).toContain('分けたもの（58列）')
  })

  test('以前の24列と子ども食堂一覧が分かる', () => {
    expect(label(OLD_COLUMNS)).toBe('公共施設一覧・以前の推奨データセット（24列）')
    expect(label(['?全国地方公共団体コード', '名称', '住所', '開催曜日'])).toBe('子ども食堂一覧（4列）')
    expect(label(['名称', '運営団体名', 'ID'])).toBe('子ども食堂一覧・地図サイトのもの（3列）')
  })

  test('ほかの一覧、足りない列、二重の列は、何が違うかを言って断る', () => {
    expect(label([...OLD_COLUMNS, '設置位置'])).toContain('AED')
    expect(label(['施設', '場所'])).toContain('名称、所在地_連結表記（または住所）')
    expect(label(['名称\t住所\t緯度'])).toContain('タブ')
    expect(label([...STANDARD_COLUMNS, '緯度'])).toContain('「緯度」の列が2つ')
  })
})
