import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tokenBucket } from './token-bucket.ts'

it('続けて使えるのは決めた数まで、あとは時間がたつと一つずつ', () => {
  let now = 0
  const bucket = tokenBucket({ burst: 3, perSecond: 0.5, clock: () => now })
  expect([1, 2, 3, 4].map(() => bucket.take('a'))).toEqual([0, 0, 0, 2])
  expect(bucket.take('b')).toBe(0)
  now = 2_000
  expect([bucket.take('a'), bucket.take('a')]).toEqual([0, 2])
  bucket.giveBack('a')
  expect(bucket.take('a')).toBe(0)
})

it('どの順に来ても、時計が戻っても、決めた速さを超えない', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 3_000 }), { maxLength: 200 }), (steps) => {
      let now = 0
      let latest = 0
      let back = 0
      const bucket = tokenBucket({ burst: 5, perSecond: 2, clock: () => now })
      let passed = 0
      for (const step of steps) {
        now += step
        if (step < 0) back -= step
        latest = Math.max(latest, now)
        if (bucket.take('a') === 0) passed += 1
      }
      expect(passed).toBeLessThanOrEqual(5 + Math.ceil(((latest + back) / 1000) * 2))
    }),
  )
})
