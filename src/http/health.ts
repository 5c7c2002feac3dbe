import { Hono } from 'hono'
import type { Store } from '../ports.ts'

/** `/healthz` the process lives; `/readyz` the store takes writes (503 while it does not). */
export function healthRoutes(store: Store): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    try {
      await store.ready()
      return c.json({ status: 'ready' })
    } catch {
      return c.json({ status: 'store away' }, 503)
    }
  })
  return app
}
