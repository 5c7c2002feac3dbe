import { expect, test } from 'vitest'
import { twoBest } from '../text/classify.ts'
import { CELLS, featureRows, SCALE } from '../text/feature-rows.ts'
import { bucketsOf } from '../text/vector.ts'
import { quantise } from './quantise.ts'
import { randomFrom } from './svm.ts'

const LABELS = 20
const FEATURES = 3000
const random = randomFrom(5)
// Cubed, so that a few weights are large and most are small, as in a trained model.
const weight = () => ((random(2001) - 1000) / 1000) ** 3
const trained = Array.from({ length: LABELS }, () => ({
  weights: Float32Array.from({ length: FEATURES }, weight),
  bias: 0,
}))
const keys = Array.from({ length: FEATURES }, (_, at) => at + 1)
const known = featureRows(
  keys,
  keys.map(() => 1),
)
const vocabulary = { known, channels: [1, 0, 0, 0, 0] as const, buckets: bucketsOf(known) }

test('int8 keeps the best label on 99.5 % of the texts', () => {
  const { weights, known } = quantise(vocabulary, trained, 1_000_000)
  const scale = keys.map((_, row) => known.floats[CELLS * row + SCALE])
  let same = 0
  for (let text = 0; text < 2000; text++) {
    const rows = Array.from({ length: 60 }, () => random(FEATURES))
    const exact = trained.map((label) => rows.reduce((sum, row) => sum + (label.weights[row] ?? 0), 0))
    const rounded = trained.map((_, label) =>
      rows.reduce((sum, row) => sum + (weights[row * LABELS + label] ?? 0) * (scale[row] ?? 0), 0),
    )
    if (twoBest(exact).best === twoBest(rounded).best) same++
  }
  expect(same / 2000).toBeGreaterThanOrEqual(0.995)
})

test('beyond its room the model keeps the features with the strongest weights', () => {
  const { known: kept } = quantise(vocabulary, trained, LABELS * 100)
  expect(kept.count).toBe(100)
})

test('a feature that says nothing is dropped', () => {
  const silent = trained.map(({ bias }) => ({ weights: new Float32Array(FEATURES), bias }))
  expect(quantise(vocabulary, silent, 1_000_000).weights).toHaveLength(0)
})
