import { serve } from '@hono/node-server'
import { validateSignature } from '@line/bot-sdk'
import { Hono } from 'hono'

/** The peer of the acknowledgement rate: a route that verifies the signature, reads the JSON, keeps nothing and says 200. */
const app = new Hono()
app.post('/line/webhook', async (c) => {
  const raw = Buffer.from(await c.req.arrayBuffer())
  const signature = c.req.header('x-line-signature') ?? ''
  if (!validateSignature(raw, process.env.LINE_CHANNEL_SECRET ?? '', signature)) return c.body(null, 401)
  JSON.parse(raw.toString('utf8'))
  return c.json({})
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stderr.write(`${JSON.stringify({ event: 'ready', port })}\n`)
})
