import { afterAll, expect, test } from 'vitest'
import { TELLING } from './canaries.ts'
import { quiet } from './watch.ts'

// What the watch must find; run by `watch.test.ts` alone.
test('leaks', () => {
  quiet('info', 'said', { text: `電話は${TELLING.phone}` })
  expect(true).toBe(true)
})
test('does not', () => {
  quiet('info', 'said', { conversation: 'line-x' })
})
afterAll(() => quiet('warn', 'late', { name: TELLING.name }))
