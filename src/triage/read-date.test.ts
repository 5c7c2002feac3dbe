import { describe, expect, test } from 'vitest'
import { pickedOption, readDate, readPicked, sayDate } from './read-date.ts'

describe('a day as people write it', () => {
  test.each([
    ['2026年11月24日', '2026-11-24'],
    ['令和8年11月24日', '2026-11-24'],
    ['令和元年５月１日です', '2019-05-01'],
    ['8年4月1日', '2026-04-01'],
    ['11月24日', '--11-24'],
    ['11/24 10:30', '--11-24T10:30'],
    ['１１月２４日の午後３時半', '--11-24T15:30'],
    ['2026-11-24', '2026-11-24'],
    ['2月29日', '--02-29'],
  ])('%s', (text, iso) => {
    expect(readDate(text)).toBe(iso)
  })

  test.each(['', 'らいしゅう', '13月1日', '2027年2月29日', '11月24日25時', '3', '母が心配です'])(
    '「%s」 is none',
    (text) => {
      expect(readDate(text)).toBe(null)
    },
  )
})

test('a day picked comes back as it was, and nothing else does', () => {
  expect(readPicked(pickedOption('2026-11-24') ?? '')).toBe('2026-11-24')
  expect(readPicked(pickedOption('2026-11-24T10:30') ?? '')).toBe('2026-11-24T10:30')
  for (const wrong of ['', '11-24', '2026-13-01', '2026-11-24T25:00', 'x'.repeat(40)])
    expect(pickedOption(wrong)).toBe(null)
  expect(readPicked('~unsure')).toBe(null)
})

test('a day is said as people say it', () => {
  expect(sayDate('2026-11-24T10:30')).toBe('2026年11月24日 10時30分')
  expect(sayDate('--11-04')).toBe('11月4日')
})
