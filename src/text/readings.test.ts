import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { realTokeniser } from '../../test/support/tokeniser.ts'
import { reader } from './reader.ts'
import { furigana, type Ruby } from './readings.ts'
import type { Tokenise } from './tokenise.ts'

let tokenise: Tokenise

beforeAll(async () => {
  tokenise = await realTokeniser()
}, 60_000)

/** As `flows/readings.yaml` has them. */
const KNOWN = {
  words: new Map([
    ['私', 'わたし'],
    ['人形町', 'にんぎょうちょう'],
    ['新富', 'しんとみ'],
    ['日中', 'にっちゅう'],
    ['一日中', 'いちにちじゅう'],
    ['親なき後', 'おやなきあと'],
  ]),
  counts: new Map([
    ['1人', 'ひとり'],
    ['2人', 'ふたり'],
    ['3日', 'みっか'],
    ['10日', 'とおか'],
    ['20日', 'はつか'],
    ['20歳', 'はたち'],
    ['一ヶ月', 'いっかげつ'],
  ]),
}

const shown = (text: string) => joined(reader(tokenise, KNOWN)(text))

const joined = (pieces: readonly Ruby[]) =>
  pieces.map(({ text: own, ruby }) => (ruby === undefined ? own : `${own}(${ruby})`)).join('')

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
  ['人形町', '人形町(にんぎょうちょう)'],
  ['日本橋人形町一丁目', '日本橋(にほんばし)人形町(にんぎょうちょう)一(いち)丁目(ちょうめ)'],
  ['新富一丁目', '新富(しんとみ)一(いち)丁目(ちょうめ)'],
  ['一日中家にいる', '一日中(いちにちじゅう)家(いえ)にいる'],
  ['日中一時支援', '日中(にっちゅう)一時(いちじ)支援(しえん)'],
  ['親なき後のこと', '親(おや)なき後(あと)のこと'],
  ['料金', '料金(りょうきん)'],
  ['住居確保給付金', '住居(じゅうきょ)確保(かくほ)給付(きゅうふ)金(きん)'],
  ['相談（そうだん）できます', '相談（そうだん）できます'],
  ['話（はな）したことを 消（け）す', '話（はな）したことを 消（け）す'],
  ['電話番号（でんわばんごう）', '電話番号（でんわばんごう）'],
  ['名前（なまえ）と住所', '名前（なまえ）と住所(じゅうしょ)'],
  ['月・水・金 9:00-17:00', '月(げつ)・水(すい)・金(きん) 9:00-17:00'],
  ['第2火・第3木', '第(だい)2火(か)・第(だい)3木(もく)'],
  ['煙、水から離れて', '煙(けむり)、水(みず)から離(はな)れて'],
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
          const bare = furigana(tokenise(text))
          expect(bare.map((piece) => piece.text).join('')).toBe(text)
          const pieces = reader(tokenise, KNOWN)(text)
          expect(pieces.map((piece) => piece.text).join('')).toBe(text)
          for (const { text: own, ruby } of [...bare, ...pieces]) {
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
