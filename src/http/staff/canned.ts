import { Hono } from 'hono'
import type { CannedReply } from '../../content/canned-reply.ts'
import type { StaffEnv } from './guard.ts'

/** `/api/staff/canned`: prepared replies, in every register. */
export function cannedRoutes(canned: readonly CannedReply[]): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/api/staff/canned', (c) => c.json({ canned }, 200, { 'cache-control': 'no-store' }))
  return app
}
