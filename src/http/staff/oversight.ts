import { Hono } from 'hono'
import type { CaseWatch } from '../../cases/case-watch.ts'
import { problem } from '../problem.ts'
import type { StaffEnv } from './guard.ts'

/** `GET /api/staff/integrity`: orphans (must be 0), promises kept, cases handed back. `?deep=1` compares every case with its owner. */
export function oversightRoutes(watch: CaseWatch): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/api/staff/integrity', async (c) => {
    const { role } = c.get('me')
    if (role === 'staff') return problem(c, 403, 'この操作をする役割ではありません。')
    const found = await watch.integrity(c.req.query('deep') === '1')
    return c.json(
      {
        open: found.open,
        orphans: found.orphans,
        overdue: found.overdue,
        bounced: found.bounced,
        promise_kept: found.promiseKept,
      },
      200,
      { 'cache-control': 'no-store' },
    )
  })
  return app
}
