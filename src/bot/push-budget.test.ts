import { expect, test } from 'vitest'
import { watched } from '../../test/support/canaries/watch.ts'
import { memoryStore } from '../stores/memory.ts'
import { pushBudget } from './push-budget.ts'

function budget(monthly: number | null) {
  const time = { now: Date.UTC(2026, 10, 22) }
  const events: string[] = []
  const clock = () => time.now
  const made = pushBudget({
    store: memoryStore(clock),
    clock,
    monthly,
    log: watched((_level, event) => void events.push(event)),
  })
  return { ...made, time, events }
}

test('every push of the month is counted, from many processes at once', async () => {
  const { spend, spent } = budget(null)
  await Promise.all(Array.from({ length: 10 }, () => spend('promised')))
  expect(await spent()).toBe(10)
})

test('what would be nice makes room at 70 %, a promised answer and safety never', async () => {
  const { spend } = budget(10)
  for (let i = 0; i < 7; i++) expect(await spend('nice')).toBe(true)
  expect(await spend('nice')).toBe(false)
  for (let i = 0; i < 20; i++) expect(await spend('promised')).toBe(true)
  expect(await spend('safety')).toBe(true)
})

test('an alarm says at 80 % and at the end that pushes run out', async () => {
  const { spend, events } = budget(10)
  for (let i = 0; i < 12; i++) await spend('promised')
  expect(events).toEqual(['line-pushes-running-out', 'line-pushes-running-out'])
})

test('a new month begins at midnight in Tokyo', async () => {
  const { spend, spent, time } = budget(10)
  time.now = Date.UTC(2026, 10, 30, 14, 59)
  await spend('promised')
  time.now = Date.UTC(2026, 10, 30, 15, 0)
  expect(await spent()).toBe(0)
})
