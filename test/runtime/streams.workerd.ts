import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { startRedis } from '../support/redis-server.ts'
import { startWorker } from './worker.ts'

test('閉じた画面のつながりは、次の合図で終わる', async () => {
  const redis = await startRedis()
  const worker = await startWorker({
    WARD: 'mihon',
    REDIS_URL: redis.url,
    APP_SECRET: 'a secret of the tests',
  })
  const watching = new Redis(redis.port, '127.0.0.1')
  const connections = async () =>
    String(await watching.client('LIST'))
      .trim()
      .split('\n').length - 1
  const made = await fetch(`${worker.url}/api/chat`, { method: 'POST' })
  const { token } = (await made.json()) as { token: string }
  const reader = new AbortController()
  await fetch(`${worker.url}/api/chat/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: reader.signal,
  })
  await expect.poll(connections, { timeout: 10_000 }).toBe(2)
  reader.abort()
  // Every 15 s, and the first of them may still find a buffer to go into.
  await expect.poll(connections, { timeout: 45_000 }).toBe(0)
  watching.disconnect()
  await worker.stop()
  await redis.remove()
}, 90_000)
