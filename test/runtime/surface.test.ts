import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startService } from '../e2e/service.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { startWorker } from './worker.ts'

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.remove())

const variables = () => ({ WARD: 'mihon', REDIS_URL: redis.url, APP_SECRET: 'a secret of the tests' })
const RUNTIMES = {
  'Node, SQLite': () => startService(),
  'Node, Redis': () => startService(variables()),
  Workers: () => startWorker(variables()),
}

describe.each(Object.entries(RUNTIMES))('%s', (_name, start) => {
  let running: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    running = await start()
  }, 60_000)
  afterAll(() => running?.stop())

  test.each([
    ['/healthz', 200, 'application/json'],
    ['/readyz', 200, 'application/json'],
    ['/', 200, 'text/html; charset=utf-8'],
    ['/chat', 200, 'text/html; charset=utf-8'],
    ['/flows?lang=en', 200, 'text/html; charset=utf-8'],
    ['/nothing', 404, 'application/problem+json; charset=utf-8'],
    ['/api/chat', 401, 'application/problem+json; charset=utf-8'],
    ['/api/staff/cases', 401, 'application/problem+json; charset=utf-8'],
    ['/openapi.json', 200, 'application/json'],
  ])('%s answers %i', async (path, status, type) => {
    const answer = await fetch(running.url + path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type])
  })

  test('LINE is off, and says so', async () => {
    const answer = await fetch(`${running.url}/line/webhook`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(503)
  })

  test('a talk begins, goes on without script, and is erased', async () => {
    const made = await fetch(`${running.url}/api/chat`, { method: 'POST' })
    const { token } = (await made.json()) as { token: string }
    const headers = { authorization: `Bearer ${token}` }
    const said = await fetch(`${running.url}/api/chat/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ id: 'a', text: '家賃が払えません' }),
    })
    expect(said.status).toBe(200)
    // The name is `__Host-chat` where the service is reached by https.
    const cookie = `chat=${token}; __Host-chat=${token}`
    const page = await fetch(`${running.url}/chat`, { headers: { cookie } })
    expect(await page.text()).toContain('家賃が払えません')
    expect((await fetch(`${running.url}/api/chat`, { method: 'DELETE', headers })).status).toBe(204)
    expect((await fetch(`${running.url}/api/chat`, { headers })).status).toBe(401)
  })
})
