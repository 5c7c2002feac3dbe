import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sample, sampleTexts, scriptTokens } from '../build/sample-texts.ts'
import { train } from '../build/train.ts'
import { classify } from './classify.ts'
import { extractFeatures } from './features.ts'
import { normalise } from './normalise.ts'

const model = train(sampleTexts().map(({ text, label }) => sample(text, label)))
const answer = (text: string) => {
  const normalised = normalise(text)
  return classify(model, normalised, extractFeatures(normalised, scriptTokens(normalised.text)))
}

describe('classify', () => {
  test('「物忘れ」が理由として本人の書いたとおりに示される', () => {
    const [first] = answer('祖母の物忘れがひどい').labels
    expect(first?.label).toBe('memory')
    expect(first?.words.join(' ')).toContain('物忘')
    for (const word of first?.words ?? []) expect('祖母の物忘れがひどい').toContain(word)
  })

  test('離して書かれた「も の わ す れ」も理由はその書き方のまま', () => {
    const text = '家 賃 が 払 え な い'
    for (const { words } of answer(text).labels) for (const word of words) expect(text).toContain(word)
  })

  test('a model with one label per row gives exactly one label', () => {
    expect(answer('母の介護と家賃').labels).toHaveLength(1)
  })

  test('a text of the training topics is trusted more than one of none', () => {
    expect(answer('母の介護が大変になって困っています').confidence).toBeGreaterThan(
      answer('zzz qqq').confidence,
    )
  })

  test.each(['', ' ', '\u0000', '👨‍👩‍👧'.repeat(50), '\ud800', 'あ'.repeat(100_000), 'a\n'.repeat(5_000)])(
    'odd text %#: an answer, no throw',
    (text) => {
      const { confidence, main } = answer(text)
      expect(model.labels).toContain(main)
      expect(confidence).toBeGreaterThanOrEqual(0)
      expect(confidence).toBeLessThanOrEqual(1)
    },
  )

  test('any string gets the same answer twice, with scores between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = answer(text)
        expect(answer(text)).toEqual(once)
        for (const { score } of once.labels) expect(score >= 0 && score <= 1).toBe(true)
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  test('tokens of another text do no harm', () => {
    const normalised = normalise('母の介護')
    expect(() =>
      classify(model, normalised, extractFeatures(normalised, scriptTokens('全然ちがう長い長い文章です'))),
    ).not.toThrow()
  })
})
