import { Hono } from 'hono'
import type { BusinessTime } from '../../cases/business-time.ts'
import type { CaseIndex } from '../../cases/case-index.ts'
import { listed } from '../../cases/case-views.ts'
import { actorOf } from '../../cases/staff-account.ts'
import type { StaffAccounts } from '../../cases/staff-accounts.ts'
import type { Clock } from '../../ports.ts'
import { tokyoIso } from '../../triage/message.ts'
import { headJson, namesOf, type TeamNameOf } from './case-json.ts'
import type { StaffEnv } from './guard.ts'

interface Parts {
  readonly index: CaseIndex
  readonly accounts: StaffAccounts
  readonly time: BusinessTime
  readonly clock: Clock
  readonly teamName: TeamNameOf
}

/** The first working minutes of the next day: what falls due in them cannot wait until somebody has come. */
const MORNING = 60

/**
 * `GET /api/staff/day`: promises of an answer that must be kept, or be somebody's, before the day ends: `left`,
 * the nearest first, `until` the first hour of the next working day is over.
 */
export function dayRoutes({ index, accounts, time, clock, teamName }: Parts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/api/staff/day', async (c) => {
    await index.catchUp()
    const now = clock()
    const until = time.after(time.closesAt(now) ?? now, MORNING)
    const names = { person: namesOf(await accounts.all()), team: teamName }
    const left = index
      .seenBy(actorOf(c.get('me')))
      .map((found) => listed(found, time, now))
      .filter(
        ({ due, asleep }) => !asleep && due.paused === null && ['first', 'answer'].includes(due.for ?? ''),
      )
      .filter(({ due }) => due.at !== null && due.at <= until)
      .sort((a, b) => (a.due.at ?? 0) - (b.due.at ?? 0))
      .map((one) => headJson(one, names))
    return c.json({ until: tokyoIso(until), left }, 200, { 'cache-control': 'no-store' })
  })
  return app
}
