import { expect, test } from 'vitest'
import { bestThreshold } from './calibrate.ts'
import { fitCurve } from './fit-curve.ts'

test('the fitted curve gives the share of hits at each margin', () => {
  const inputs = Array.from({ length: 4000 }, (_, at) => [at % 2 === 0 ? -1 : 1])
  const hits = inputs.map(([margin], at) => Number(margin === 1 ? at % 8 !== 1 : at % 8 === 0))
  const { weights, constant } = fitCurve(inputs, hits)
  const at = (margin: number) => 1 / (1 + Math.exp(-((weights[0] ?? 0) * margin + constant)))
  expect(at(1)).toBeCloseTo(0.75, 2)
  expect(at(-1)).toBeCloseTo(0.25, 2)
})

test('a margin that speaks against the hits is left out', () => {
  const inputs = Array.from({ length: 100 }, (_, at) => [at, 100 - at])
  const { weights } = fitCurve(
    inputs,
    inputs.map((_, at) => Number(at < 50)),
  )
  expect(weights[0]).toBe(0)
  expect(weights[1]).toBeGreaterThan(0)
})

test('hits without a miss stay short of certainty', () => {
  const { constant } = fitCurve([[0], [0], [0]], [1, 1, 1])
  expect(1 / (1 + Math.exp(-constant))).toBeCloseTo(0.8, 2)
})

test('perfectly divided margins give finite weights', () => {
  const { weights, constant } = fitCurve([[-2], [-1], [1], [2]], [0, 0, 1, 1])
  expect(Number.isFinite(weights[0]) && Number.isFinite(constant)).toBe(true)
})

test('nothing to fit gives even odds', () => {
  expect(fitCurve([], [])).toEqual({ weights: [], constant: 0 })
})

test('the best threshold lies half way between the last hit taken and the next score', () => {
  expect(bestThreshold([0.9, 0.8, 0.4, 0.2], [1, 1, 0, 0])).toEqual({ threshold: 0.6000000000000001, f1: 1 })
})

test('equal scores stand on one side of the threshold', () => {
  expect(bestThreshold([0.5, 0.5, 0.5], [1, 0, 0])).toEqual({ threshold: 0.5, f1: 0.5 })
})
