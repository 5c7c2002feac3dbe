import { expect, it } from 'vitest'
import { lookAgain } from './look-again.ts'

it('開いたままの画面が見直すのは、10分のあいだ一つの閲覧', () => {
  let now = 0
  const isNew = lookAgain(() => now)
  expect(isNew('sato', 'view a')).toBe(true)
  expect(isNew('sato', 'view a')).toBe(false)
  expect(isNew('tanaka', 'view a')).toBe(true)
  expect(isNew('sato', 'view b')).toBe(true)
  now = 10 * 60_000
  expect(isNew('sato', 'view a')).toBe(true)
})
