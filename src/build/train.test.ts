import { describe, expect, test } from 'vitest'
import { classify, scoreLabels } from '../text/classify.ts'
import { extractFeatures } from '../text/features.ts'
import { encodeModel } from '../text/model.ts'
import { normalise } from '../text/normalise.ts'
import { sample, sampleTexts, scriptTokens } from './sample-texts.ts'
import { type Sample, train } from './train.ts'

const answer = (model: ReturnType<typeof train>, text: string) => {
  const normalised = normalise(text)
  return classify(model, normalised, extractFeatures(normalised, scriptTokens(normalised.text)))
}
const samples = sampleTexts().map(({ text, label }) => sample(text, label))
const model = train(samples)

describe('training', () => {
  test('the same samples give the same bytes', () => {
    expect(Buffer.from(encodeModel(train(samples))).equals(Buffer.from(encodeModel(model)))).toBe(true)
  })

  test('a sentence it has not seen goes to the topic whose words it uses', () => {
    expect(answer(model, '兄の認知症が進んで、道に迷う').main).toBe('memory')
    expect(answer(model, '今月の家賃と借金').main).toBe('money')
  })

  test('more margin never means less probability', () => {
    for (const slope of model.slope) expect(slope).toBeGreaterThanOrEqual(0)
    expect(model.trust[0]).toBeGreaterThanOrEqual(0)
    expect(model.trust[1]).toBeGreaterThanOrEqual(0)
  })

  test('a text of two topics gets both labels when the training has such texts', () => {
    const one = sampleTexts().map(({ text, label }) => sample(text, label))
    const two: Sample[] = sampleTexts()
      .slice(0, 120)
      .map(({ text }, at) =>
        sample(`${text}。${'家賃が払えない。借金もある'.slice(0, 6 + (at % 7))}`, 'care', 'money'),
      )
    const multi = train([...one, ...two])
    expect(multi.single).toBe(false)
    const given = answer(multi, '母の介護が大変になって困っています。家賃が払えない').labels
    expect(given.map(({ label }) => label).sort()).toEqual(['care', 'money'])
  })

  test('one label on every row is always the answer', () => {
    const only = train([sample('母の介護', 'care'), sample('父の介護', 'care')])
    expect(answer(only, '何の関係もない文')).toMatchObject({ main: 'care', labels: [{ label: 'care' }] })
  })

  test('a row without labels counts against all of them', () => {
    const with_none = train([
      ...samples,
      ...Array.from({ length: 40 }, (_, at) => sample(`今日は天気がいい${at}`)),
    ])
    const normalised = normalise('今日は天気がいい')
    const scores = scoreLabels(with_none, extractFeatures(normalised, scriptTokens(normalised.text)))
    expect(Math.max(...scores)).toBeLessThan(0.3)
  })

  test('no samples make a model that answers nothing', () => {
    expect(answer(train([]), '母の介護')).toMatchObject({ labels: [], main: '', confidence: 0 })
  })

  test('a sample of a single letter trains', () => {
    expect(answer(train([sample('あ', 'a'), sample('い', 'b')]), 'あ').main).toBe('a')
  })
})

test('phrases count in long texts, where there are enough of them, and not in sentences', () => {
  const texts = sampleTexts()
  const phrases = 3
  expect(train(texts.map(({ text, label }) => sample(text, label))).channels[phrases]).toBe(0)
  // A hundred texts of 3,200 characters, each of sentences of one topic.
  const long = Array.from({ length: 100 }, (_, at) => {
    const { label } = texts[at * 4] as (typeof texts)[number]
    const own = texts.filter((one) => one.label === label)
    const sentences = Array.from({ length: 200 }, (_, i) => own[(i * 7 + at) % own.length]?.text ?? '')
    return sample(sentences.join('。').slice(0, 3200), label)
  })
  expect(train(long, { costs: [1] }).channels[phrases]).toBeGreaterThan(0)
})
