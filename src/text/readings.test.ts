import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { realTokeniser } from '../../test/support/tokeniser.ts'
import { furigana } from './readings.ts'
import type { Tokenise } from './tokenise.ts'

let tokenise: Tokenise

beforeAll(async () => {
  tokenise = await realTokeniser()
}, 60_000)

const shown = (text: string) =>
  furigana(tokenise(text))
    .map(({ text: own, ruby }) => (ruby === undefined ? own : `${own}(${ruby})`))
    .join('')

test.each([
  ['食べる', '食(た)べる'],
  ['取り扱い', '取(と)り扱(あつか)い'],
  ['お茶', 'お茶(ちゃ)'],
  ['お母さん', 'お母(かあ)さん'],
  ['自動ドア', '自動(じどう)ドア'],
  ['一人暮らし', '一人暮(ひとりぐ)らし'],
  ['一ヶ月', '一ヶ月(いっかげつ)'],
  ['第１回', '第(だい)１回(かい)'],
  ['区役所の窓口', '区役所(くやくしょ)の窓口(まどぐち)'],
  ['困りごと', '困(こま)りごと'],
  ['1人で２人', '1人(ひとり)で２人(ふたり)'],
  ['三日', '三日(みっか)'],
  ['二十日', '二十日(はつか)'],
  ['10日', '10日(とおか)'],
  ['13日', '13日(にち)'],
  ['二十歳', '二十歳(はたち)'],
  ['80歳', '80歳(さい)'],
  ['4月', '4月(がつ)'],
  ['30分', '30分(ぷん)'],
  ['5分', '5分(ふん)'],
  ['何歳ですか', '何(なん)歳(さい)ですか'],
  ['何を', '何(なに)を'],
  ['担当の方', '担当(たんとう)の方(かた)'],
  ['電話の方が早い', '電話(でんわ)の方(ほう)が早(はや)い'],
  ['病院に行った', '病院(びょういん)に行(い)った'],
  ['手続きを行った', '手続(てつづ)きを行(おこな)った'],
  ['窓口が開いている', '窓口(まどぐち)が開(あ)いている'],
  ['金がない', '金(かね)がない'],
  ['人形町', '人形(にんぎょう)町(ちょう)'],
  ['私の町', '私(わたし)の町(まち)'],
  ['21番', '21番(ばん)'],
  ['龘', '龘'],
  ['LINE', 'LINE'],
  ['こども ｶﾅ 😀😀です。', 'こども ｶﾅ 😀😀です。'],
])('%s → %s', (text, ruby) => {
  expect(shown(text)).toBe(ruby)
})

describe('for any text', () => {
  test('the pieces join to the text and only kanji bear a reading', () => {
    const words = fc.constantFrom(
      '介護',
      '食べる',
      '三日',
      'お母さん',
      '𠮷',
      '😀',
      'ー',
      '々',
      '〆',
      '。',
      'ヶ',
      '月',
      '1',
      '人',
      'カ',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 }),
        (parts) => {
          const text = parts.join('')
          const pieces = furigana(tokenise(text))
          expect(pieces.map((piece) => piece.text).join('')).toBe(text)
          for (const { text: own, ruby } of pieces) {
            if (ruby === undefined) continue
            expect(own).toMatch(/\p{Script=Han}/u)
            expect(ruby).toMatch(/^[ぁ-ゖー]+$/)
          }
        },
      ),
      { seed: 11, numRuns: 1500 },
    )
  })
})
