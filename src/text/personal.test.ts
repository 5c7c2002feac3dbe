import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PersonalKind, withoutPersonal } from './personal.ts'

const ALL: readonly PersonalKind[] = ['phone', 'house', 'my-number', 'card']
const without = (text: string) => withoutPersonal(text, ALL, ['明石町'])

describe('what somebody types without being asked', () => {
  test.each([
    ['電話は090-1234-5678です', '電話は（電話番号）です'],
    ['03-3546-5303にかけてください', '（電話番号）にかけてください'],
    ['０９０ １２３４ ５６７８', '（電話番号）'],
    ['09012345678に電話して', '（電話番号）に電話して'],
    ['（03）1234-5678', '（電話番号）'],
    ['(090)1234-5678', '（電話番号）'],
    ['090・1234・5678', '（電話番号）'],
    ['〇九〇一二三四五六七八', '（電話番号）'],
    ['+81 (0)90-1234-5678', '（電話番号）'],
    ['（電話は090-1234-5678）', '（電話は（電話番号））'],
    ['+81 90-1234-5678', '（電話番号）'],
  ])('a telephone number leaves its name: %s', (text, kept) => {
    const { text: rest, left } = without(text)
    expect(left).toEqual(['phone'])
    expect(rest).toBe(kept)
    expect(rest).not.toMatch(/[0-9０-９]{4}/)
  })

  test.each([
    ['中央3-19-1に住んでいます', '中央3-19に住んでいます'],
    ['中央三丁目19番1号です', '中央三丁目19番です'],
    ['中央３の１９の１', '中央３の１９'],
    ['晴海5-1-1 パークタワー101', '晴海5-1'],
    ['中央3丁目19番1号 みどり荘203号室', '中央3丁目19番'],
    ['中央3-19-1-502号室の母', '中央3-19の母'],
    ['中央三の十九の一', '中央三の十九'],
    ['三丁目十九番一号', '三丁目十九番'],
    ['5の1の2', '5の1'],
    ['本町二ー三ー四', '本町二ー三'],
    ['中野区中野4丁目8-1', '中野区中野4丁目8'],
    ['中野5-52-15 ブロードウェイ601', '中野5-52'],
    ['江古田3丁目14番19号 コーポ江古田 201', '江古田3丁目14番'],
    ['中央3ちょうめ19ばん1ごう', '中央3ちょうめ19ばん'],
    ['月島１－２－３－４０５', '月島１－２'],
    ['銀座 1 - 2 - 3', '銀座 1 - 2'],
    ['明石町1番6号', '明石町1番'],
    ['明石町1-6', '明石町1'],
    ['中央3-19-1 85歳の母', '中央3-19 85歳の母'],
    ['中央3-19-1の母がマンションで転んだ', '中央3-19の母がマンションで転んだ'],
    ['中央3-19-1 要介護3の母', '中央3-19 要介護3の母'],
    ['みどり荘203号室', '（建物）'],
  ])('an address keeps its town and 番: %s', (text, kept) => {
    expect(without(text)).toEqual({ text: kept, left: ['house'] })
  })

  // Made up to fit the check digit; nobody's.
  test('a 個人番号 is known by its check digit and taken out', () => {
    expect(without('マイナンバーは123456789018です')).toEqual({
      text: 'マイナンバーは（個人番号）です',
      left: ['my-number'],
    })
    expect(without('1234 5678 9018').left).toEqual(['my-number'])
  })

  test('a card number is known by its sum and taken out', () => {
    expect(without('カードは4111 1111 1111 1111')).toEqual({ text: 'カードは（カード番号）', left: ['card'] })
    expect(without('4111-1111-1111-1112').left).toEqual([])
  })

  test.each([
    '中央3-19',
    '中央三丁目',
    '母は80歳で、要介護3です',
    '2026-11-22に生まれました',
    '119番に電話しました',
    '家賃が3か月、月85000円払えません',
    '午前9時30分から17時15分まで',
    '子どもは3人で、10歳と8歳と1歳です',
    '年金が月120000円',
    '3-4日前から、2-3か月前にも',
    '3-4-5歳の子が三人',
    '7-8-9月は休み、週3-4-5日',
    '令和5-10-12に届いた',
    '血圧150-90-70',
    '20-30-40代',
    '時給1,200円×8時間×20日',
    '9:00-17:00',
    '一番の問題は二つ、1番の1人',
    '0120-279-338に電話した',
    '借金100000000円',
    '明石町2-3日前に',
    'このマンションの203号室の音',
  ])('says nothing of a person and stays whole: %s', (text) => {
    expect(without(text)).toEqual({ text, left: [] })
  })

  test('only what is asked for is taken', () => {
    expect(withoutPersonal('090-1234-5678 中央3-19-1', ['my-number', 'card']).left).toEqual([])
  })

  test('any text gets an answer, in time that grows with its length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => {
        expect(typeof without(text).text).toBe('string')
      }),
    )
    for (const unit of [
      '1',
      '1-',
      '3-1',
      '中央3-1-',
      '0 ',
      '（0',
      'ア1',
      '荘',
      '三の',
      '1番',
      '1-1-1ア',
      '明石町1-',
      '〇',
    ]) {
      const from = performance.now()
      without(unit.repeat(20_000 / unit.length))
      expect(performance.now() - from).toBeLessThan(200)
    }
  })
})
