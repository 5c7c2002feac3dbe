import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PersonalKind, withoutPersonal } from './personal.ts'

const ALL: readonly PersonalKind[] = ['phone', 'house', 'my-number', 'card']
const without = (text: string) => withoutPersonal(text, ALL)

describe('what somebody types without being asked', () => {
  test.each([
    ['電話は090-1234-5678です', '電話は（電話番号）です'],
    ['03-3546-5303にかけてください', '（電話番号）にかけてください'],
    ['０９０ １２３４ ５６７８', '（電話番号）'],
    ['09012345678に電話して', '（電話番号）に電話して'],
    ['（03）1234-5678', '（（電話番号）'],
    ['+81 90-1234-5678', '（電話番号）'],
  ])('a telephone number leaves its name: %s', (text, kept) => {
    const { text: rest, left } = without(text)
    expect(left).toEqual(['phone'])
    expect(rest.replace('（（', '（')).toBe(kept.replace('（（', '（'))
    expect(rest).not.toMatch(/[0-9０-９]{4}/)
  })

  test.each([
    ['中央3-19-1に住んでいます', '中央3-19に住んでいます'],
    ['中央三丁目19番1号です', '中央三丁目19番です'],
    ['中央３の１９の１', '中央３の１９'],
    ['晴海5-1-1 パークタワー101', '晴海5-1'],
    ['中央3丁目19番1号 みどり荘203号室', '中央3丁目19番'],
    ['中央3-19-1-502号室の母', '中央3-19の母'],
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
    for (const unit of ['1', '1-', '3-1', '中央3-1-', '0 ', '（0', 'ア1']) {
      const from = performance.now()
      without(unit.repeat(20_000 / unit.length))
      expect(performance.now() - from).toBeLessThan(200)
    }
  })
})
