import { describe, expect, test } from 'vitest'
import { GROUP_LINE, neutralLine, senderName } from '../../src/channels/line/words.ts'
import { TABLE } from './limits-table.ts'
import { faultsOf } from './line-limits.ts'
import { point } from './samples.ts'
import { asking, everything, letters, write } from './written.ts'

describe.each(TABLE)('$limit', ({ most, of, goes, at, past, said }) => {
  test.each([
    ['at the limit', most, at],
    ['one past it', most + 1, past],
  ])('%s of %i', (_where, n, expected) => {
    const sent = write(...of(n))
    expect(sent.flatMap(faultsOf)).toEqual([])
    expect(goes(sent)).toEqual(expected)
    for (const words of said?.(n) ?? []) expect(everything(sent)).toContain(words)
  })
})

test('a bubble of 30 KB, a carousel of 50 KB and a request of 2 MB are never reached', () => {
  const long = letters(3_000)
  const full = {
    ...point,
    name: long,
    why: long,
    address: long,
    notice: long,
    bring: Array<string>(30).fill(long),
    script: Array<string>(30).fill(long),
    hours: { ...point.hours, text: long },
    source: { name: long, url: null, date: long },
  }
  const card = {
    ticket: long,
    lines: Array<string>(30).fill(long),
    bring: Array<string>(30).fill(long),
    point: 'p',
  }
  for (const count of [1, 2, 3, 12, 13])
    for (const sent of write({ ...asking(60), points: Array(count).fill(full), card })) {
      expect(faultsOf(sent)).toEqual([])
      expect(JSON.stringify(sent).length * 3).toBeLessThan(2_000_000)
    }
})

test('what stands for us has one wording each: altText of 1,500, sender of 20 and never the word LINE, labels of 20', () => {
  for (const lang of ['ja', 'easy', 'en', 'ne'] as const)
    expect(neutralLine(lang).length).toBeLessThanOrEqual(1_500)
  for (const from of ['bot', 'system', 'staff'] as const) {
    expect(senderName(from).length).toBeLessThanOrEqual(20)
    expect(senderName(from)).not.toMatch(/line|ライン/i)
  }
  expect(GROUP_LINE.length).toBeLessThanOrEqual(5_000)
})
