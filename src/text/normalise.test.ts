import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCells } from './normalise/cells.ts'
import { KEY_RULES, TOKEN_RULES } from './normalise/rules.ts'
import { kanaKey, normalise } from './normalise.ts'

describe('each rule does to its phrase what it says', () => {
  for (const rule of [...new Set([...TOKEN_RULES, ...KEY_RULES])]) {
    test(`${rule.name}: ${JSON.stringify(rule.phrase)}`, () => {
      const out = rule
        .apply(readCells(rule.phrase))
        .map((cell) => cell.char)
        .join('')
      expect(out).toBe(rule.becomes)
    })
  }
})

describe('a plain text read by the table is what the rules make of it', () => {
  // An invisible letter says nothing and sends the text through the rules.
  const byRules = (text: string) => `${text}\u200b`
  const letters = fc.string({
    unit: fc.constantFrom(
      ...'あいうえおかきたせけれでっゃぁぃアイカサセャッーー・、。「」！？!? \n\u3000…,.wWwａＢ１23-〜死母々',
    ),
    maxLength: 14,
  })
  for (const [name, read] of [
    ['normalise', normalise],
    ['kanaKey', kanaKey],
  ] as const)
    test(name, () => {
      fc.assert(
        fc.property(letters, fc.nat(16), fc.nat(16), (text, a, b) => {
          const plain = read(text)
          const ruled = read(byRules(text))
          expect(plain.text).toBe(ruled.text)
          if (a < b && b <= plain.text.length) expect(plain.original(a, b)).toBe(ruled.original(a, b))
          if (a < plain.text.length) expect(plain.offset(a)).toBe(ruled.offset(a))
        }),
        { numRuns: 20_000 },
      )
    })
})

describe('normalise reads what residents type', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['ﾊﾊﾉｶｲｺﾞ', 'ハハノカイゴ'],
    ['ＬＩＮＥで１２３', 'LINEで123'],
    ['は は の か い ご', 'ははのかいご'],
    ['母 の 介護 の こと', '母の 介護 の こと'],
    ['My mother needs care', 'My mother needs care'],
    ['つらいーーー！！！', 'つらい!'],
    ['おかーさん', 'おかあさん'],
    ['おかあさん', 'おかあさん'],
    ['ははは入院しました', 'ははは入院しました'],
    ['か\u3099っこう', 'がっこう'],
    ['死\u200bに\u202eたい\u0000', '死にたい'],
    ['あ\ud800い', 'あい'],
    ['𠮷野さん', '𠮷野さん'],
    ['３ー１９ー１', '3-19-1'],
    ['サービス', 'サービス'],
    ['3ヶ月', '3ヶ月'],
    ['㈱㍿①', '(株)株式会社1'],
    ['人々', '人々'],
    ['www.example.jp', 'www.example.jp'],
  ]
  for (const [input, expected] of cases) {
    test(`${JSON.stringify(input)} → ${expected}`, () => expect(normalise(input).text).toBe(expected))
  }
})

describe('one key for all spellings', () => {
  const same: readonly (readonly string[])[] = [
    ['おかーさん', 'おかあさん', 'オカアサン', 'ｵｶｰｻﾝ', 'お か あ さ ん', 'おかぁさん', 'おか～さん'],
    ['しにたい', 'シニタイ', 'ｼﾆﾀｲ', 'しにたぃ', 'しにたぁい', 'しにたーい', 'し に た い', 'し、に。た・い'],
    ['せんせい', 'せんせー', 'センセー'],
    ['おとうさん', 'おとーさん'],
    ['デイサービス', 'デーサービス', 'でいさーびす'],
    ['びょういん', 'びよういん'],
    ['SHINITAI', 'shinitai', 'ｓｈｉｎｉｔａｉ', 's h i n i t a i'],
    ['一ヶ月', '一ケ月', '一け月'],
    ['こゝろ', 'こころ'],
  ]
  for (const spellings of same) {
    test(spellings.join(' = '), () => {
      expect(new Set(spellings.map((spelling) => kanaKey(spelling).text)).size).toBe(1)
    })
  }
})

describe('the way back', () => {
  test('a stretch of the key gives back what the resident wrote', () => {
    const key = kanaKey('もう、ｼﾆ ﾀｧｰｲ です')
    const at = key.text.indexOf('しにたい')
    expect(key.original(at, at + 4)).toBe('ｼﾆ ﾀｧｰｲ')
  })
  test('an empty stretch is empty', () => expect(kanaKey('母').original(0, 0)).toBe(''))
  test('the whole of a normalised text spans the original letters', () => {
    const text = normalise('ｶﾞｷﾞｸﾞ')
    expect(text.text).toBe('ガギグ')
    expect(text.original(0, 3)).toBe('ｶﾞｷﾞｸﾞ')
  })
})

describe('for any string at all', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((units) => String.fromCharCode(...units)),
  )
  test('neither form throws, and every stretch is a piece of the original', () => {
    fc.assert(
      fc.property(anything, fc.nat(300), fc.nat(300), (text, a, b) => {
        for (const form of [normalise(text), kanaKey(text)]) {
          expect(text.includes(form.original(Math.min(a, b), Math.max(a, b)))).toBe(true)
          expect(form.text.isWellFormed()).toBe(true)
        }
      }),
    )
  })
  test('a second pass over a key never makes it longer', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'あいかきたいにしーぁっ死母 。Aw1-〜'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(letters, (text) => {
        const once = kanaKey(text).text
        expect(kanaKey(once).text.length).toBeLessThanOrEqual(once.length)
      }),
    )
  })
  test('no more than 20,000 characters are read, marks piled on one letter included', () => {
    expect(normalise('あか'.repeat(50_000)).text.length).toBe(20_000)
    const started = performance.now()
    for (const text of [
      '\u0301\u0323'.repeat(10_000),
      'ﷺ'.repeat(20_000),
      'ー'.repeat(20_000),
      'あ '.repeat(10_000),
    ]) {
      normalise(text)
      kanaKey(text)
    }
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
