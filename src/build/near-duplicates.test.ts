import { expect, test } from 'vitest'
import { extractFeatures } from '../text/features.ts'
import { normalise } from '../text/normalise.ts'
import { foldsOf } from './cross-validate.ts'
import { groupNearDuplicates } from './near-duplicates.ts'

const keysOf = (text: string) => new Set(extractFeatures(normalise(text), []).keys)

test('「家賃が払えない」と「家賃が払えません」は同じ組、「家賃が高い」は別の組', () => {
  const groups = groupNearDuplicates(['家賃が払えない', '家賃が高い', '家賃が払えません'].map(keysOf), 0.4)
  expect([...groups]).toEqual([0, 1, 0])
})

test('the same text twice is one group, and empty texts are no trouble', () => {
  expect([...groupNearDuplicates(['あい', '', 'あい', ''].map(keysOf), 0.6)]).toEqual([0, 1, 0, 3])
})

test('a group never straddles two folds, and every fold sees every label', () => {
  const groups = Int32Array.from({ length: 100 }, (_, at) => at - (at % 2))
  const target = Uint8Array.from(groups, (_, at) => Number(at < 20))
  const folds = foldsOf(groups, [target, target.map((hit) => 1 - hit)], 5, 1)
  for (let at = 0; at < 100; at += 2) expect(folds[at]).toBe(folds[at + 1])
  expect(new Set(folds.subarray(0, 20)).size).toBe(5)
})
