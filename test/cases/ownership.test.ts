import { afterAll, beforeAll, expect, it } from 'vitest'
import { doubleClaims } from './double-claims.ts'
import { sequences } from './sequences.ts'
import { type TwoServices, twoServices } from './two-services.ts'

let at: TwoServices
beforeAll(async () => {
  at = await twoServices(9)
}, 60_000)
afterAll(() => at?.stop())

it('二つのプロセスでどんな順に重なっても、ボットは人の上から話さず、引き継ぎは失われない', async () => {
  const account = await sequences(at, { count: 80, seed: 9 })
  expect(account).toMatchObject({
    overPerson: [],
    lost: [],
    split: [],
    wrongReplies: [],
    wrongNotices: [],
    unlisted: [],
  })
  // The test is of nothing unless people really came between.
  expect(account.taken).toBeGreaterThan(100)
  expect(account.refused).toBeGreaterThan(200)
  expect(account.withheld).toBeGreaterThan(10)
  expect(account.sent).toBeGreaterThan(50)
  expect(at.platform.wrong).toEqual([])
}, 180_000)

it('二人が別々のプロセスで同時に受け持とうとすると、ちょうど一人だけが受け持つ', async () => {
  const { first, second, both, neither, wrong } = await doubleClaims(at, 200)
  expect({ won: first + second, both, neither, wrong }).toEqual({ won: 200, both: 0, neither: 0, wrong: [] })
  expect(at.falls()).toEqual([])
}, 120_000)
