import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { type BareWorkerd, bareWorkerd } from './bare-workerd.ts'
import { root } from './worker.ts'

const TALKS = 100
const MB = 1_000_000
let redis: RedisServer
let workerd: BareWorkerd
beforeAll(async () => {
  redis = await startRedis()
  workerd = await bareWorkerd({
    WARD: 'chuo',
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://worker.test',
    REDIS_URL: redis.url,
    APP_SECRET: 'a secret of the tests',
  })
})
afterAll(async () => {
  await workerd?.stop()
  await redis?.remove()
})

test('isolate: 起動は 400 ms、記憶は 400 の要求のあとも 100 MB まで', async () => {
  const started = workerd.cpuMs()
  expect((await fetch(`${workerd.url}/healthz`)).status).toBe(200)
  const loaded = workerd.cpuMs()
  const post = async (path: string, token: string, body: object) => {
    const answer = await fetch(workerd.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    expect(answer.ok).toBe(true)
    return (await answer.json()) as { token: string }
  }
  for (let talk = 0; talk < TALKS; talk++) {
    const { token } = await post('/api/chat', '', {})
    for (const text of ['母の物忘れがひどくて心配です', '月島一丁目', 'もう死にたい'])
      await post('/api/chat/messages', token, { id: text, text })
  }
  const worked = workerd.cpuMs()
  const { heap, buffers } = await workerd.memory()
  console.info(
    `start ${started} ms CPU, first load ${loaded - started} ms CPU, ` +
      `request ${((worked - loaded) / (TALKS * 4)).toFixed(1)} ms CPU, ` +
      `heap ${Math.round(heap / MB)} MB + buffers ${Math.round(buffers / MB)} MB`,
  )
  expect(started).toBeLessThanOrEqual(400)
  expect(heap + buffers).toBeLessThanOrEqual(100 * MB)
}, 120_000)

test('wrangler は、網につながらなくても配備の下見を終える', () => {
  const dry = spawnSync('node_modules/.bin/wrangler', ['deploy', '--dry-run'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false' },
  })
  expect(dry.stderr + dry.stdout).toContain('--dry-run: exiting now.')
  expect(dry.status).toBe(0)
}, 120_000)
