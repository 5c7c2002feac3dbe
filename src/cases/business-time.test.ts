import fc from 'fast-check'
import { expect, it } from 'vitest'
import { businessTime } from './business-time.ts'

const HOURS = 'Mo-Fr 08:30-17:15; PH off; Dec 29-Jan 03 off'
const time = businessTime(HOURS)
const at = (text: string) => Date.parse(`${text}+09:00`)
const MINUTE = 60_000

it.each([
  ['その日のうち', '2026-11-25T10:00:00', 120, '2026-11-25T12:00:00'],
  ['終わりまぎわは翌朝に続く', '2026-11-25T17:00:00', 60, '2026-11-26T09:15:00'],
  ['週末をまたぐ', '2026-11-27T17:15:00', 15, '2026-11-30T08:45:00'],
  ['祝日にはさまれた9月22日は休み', '2026-09-18T17:00:00', 30, '2026-09-24T08:45:00'],
  ['年末年始は進まない', '2026-12-28T17:00:00', 60, '2027-01-04T09:15:00'],
  ['夜中に届いたものは朝から数える', '2026-11-25T02:00:00', 15, '2026-11-25T08:45:00'],
])('%s', (_name, from, minutes, to) => {
  expect(time.after(at(from), minutes)).toBe(at(to))
})

it('止めた時間は数えない', () => {
  const pause = { from: at('2026-11-25T11:00:00'), to: at('2026-11-26T13:00:00') }
  expect(time.after(at('2026-11-25T10:00:00'), 120, [pause])).toBe(at('2026-11-26T14:00:00'))
})

it('休みの書かれていない区でも、土日と祝日は数えない', () => {
  expect(businessTime(null).after(at('2026-11-27T17:00:00'), 30)).toBe(at('2026-11-30T08:45:00'))
})

it('長い約束ほど後で、必ず受付の時間のうちに終わる', () => {
  const start = fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2029-12-31T00:00:00') })
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (from, a, b) => {
      const one = time.after(from, a)
      const both = time.after(from, a + b)
      expect(both).toBeGreaterThan(one)
      expect(time.openAt(one - MINUTE / 2)).toBe(true)
      // Counted in two goes it comes to the same.
      expect(time.after(one, b)).toBe(both)
    }),
    { numRuns: 300, seed: 9 },
  )
})
