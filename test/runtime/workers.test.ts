import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { intake } from '../../src/bot/intake.ts'
import { lineKeys } from '../../src/channels/line/keys.ts'
import type { Received } from '../../src/ports.ts'
import { redisStore } from '../../src/stores/redis.ts'
import { sealer } from '../../src/stores/seal.ts'
import { lineBody, postToWebhook, SECRET } from '../e2e/line-event.ts'
import { built } from '../support/built.ts'
import { quiet } from '../support/canaries/watch.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { type LineSink, lineSink } from './line-sink.ts'
import { type RunningWorker, startWorker } from './worker.ts'

const APP_SECRET = 'a secret of the tests'
const SLOW = { timeout: 15_000, interval: 50 }
let redis: RedisServer
let line: LineSink
let worker: RunningWorker
let watching: Redis

beforeAll(async () => {
  redis = await startRedis()
  line = await lineSink()
  watching = new Redis(redis.port, '127.0.0.1', { retryStrategy: () => 50 })
  watching.on('error', () => {})
  worker = await startWorker({
    WARD: 'mihon',
    REDIS_URL: redis.url,
    APP_SECRET,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'a-token-for-tests',
    LINE_API_BASE_URL: line.url,
  })
}, 60_000)
afterAll(async () => {
  await worker?.stop()
  watching?.disconnect()
  line?.close()
  await redis?.remove()
})
beforeEach(() => {
  line.read.length = 0
})

const begin = async () => {
  const made = await fetch(`${worker.url}/api/chat`, { method: 'POST' })
  return (await made.json()) as { token: string; conversation: string }
}
const say = (token: string, id: string, text: string) =>
  fetch(`${worker.url}/api/chat/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ id, text }),
  })
/** Connections to Redis besides the one that looks. */
const connections = async () =>
  String(await watching.client('LIST'))
    .trim()
    .split('\n').length - 1

/** Leaves an event in the inbox as a process does that dies right after its 200. */
async function leaveEvent(id: string, text: string): Promise<void> {
  const store = redisStore(redis.url, { space: 'mihon', log: quiet, strict: false })
  await store.asked
  const conversation = lineKeys(APP_SECRET).pseudonym('U2')
  const received: Received = {
    id,
    conversation,
    at: Date.now(),
    to: 'U2',
    replyToken: `token-${id}`,
    standby: false,
    what: { kind: 'said', content: { kind: 'text', text }, messageId: `message-${id}` },
  }
  await intake({ store, sealer: sealer(APP_SECRET), clock: Date.now, holdMs: 0 }).keep(received, {
    urgent: false,
  })
  await store.close()
}

describe('Worker として', () => {
  test('はじめの要求がいちどに来ても、みなに答える', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(`${worker.url}/readyz`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
  })

  test('束は gzip で 3 MB まで、資産はどれも 20 MiB まで', () => {
    const bundle = readFileSync(join(built.worker, 'bundle/index.mjs'))
    expect(gzipSync(bundle).length).toBeLessThanOrEqual(3_000_000)
    const assets = join(built.worker, 'assets')
    for (const name of readdirSync(assets, { recursive: true, encoding: 'utf8' }))
      expect(statSync(join(assets, name)).size, name).toBeLessThanOrEqual(20 * 1024 ** 2)
  })

  test('資産は、区の内部の事実もふくむので、外からは読めない', async () => {
    for (const name of readdirSync(join(built.worker, 'assets'), { recursive: true, encoding: 'utf8' }))
      expect((await fetch(`${worker.url}/${name}`)).status, name).toBe(404)
  })

  test('相談は Redis に残り、つながりは要求といっしょに終わる', async () => {
    const { token } = await begin()
    expect((await say(token, 'a', '母の物忘れがひどくて')).status).toBe(200)
    const read = await fetch(`${worker.url}/api/chat`, { headers: { authorization: `Bearer ${token}` } })
    const { messages } = (await read.json()) as { messages: { text: string }[] }
    expect(messages.map(({ text }) => text)).toContain('母の物忘れがひどくて')
    expect(await watching.dbsize()).toBeGreaterThan(0)
    await expect.poll(connections, SLOW).toBe(0)
  })

  test('足りない設定は、動き出さずに、何を入れるかを記録に出す', async () => {
    const lacking = await startWorker({ WARD: 'mihon' })
    expect((await fetch(`${lacking.url}/healthz`)).status).toBe(503)
    expect(lacking.said().join('\n')).toContain('REDIS_URL, APP_SECRET and PUBLIC_URL must be set')
    await lacking.stop()
  })
})

describe('LINE の出来事', () => {
  test('200 のあとに答えが出て、同じ出来事がまた来ても一度だけ', async () => {
    const body = lineBody('01A', '母の物忘れがひどくて心配です')
    expect((await postToWebhook(worker.url, body)).status).toBe(200)
    await expect.poll(() => line.read.length, SLOW).toBeGreaterThan(0)
    const answers = [...line.read]
    expect((await postToWebhook(worker.url, body)).status).toBe(200)
    await worker.cron()
    expect(line.read).toEqual(answers)
    await expect.poll(connections, SLOW).toBe(0)
  })

  test('LINE がしばらく受け取らなくても、届くまで続ける', async () => {
    line.refusals.push(503, 503)
    expect((await postToWebhook(worker.url, lineBody('01B', '家賃が払えません'))).status).toBe(200)
    await expect.poll(() => line.read.length, SLOW).toBeGreaterThan(0)
    expect(line.refusals).toEqual([])
  })

  test('署名が違えば 401 で、何も残らない', async () => {
    const kept = await watching.dbsize()
    expect((await postToWebhook(worker.url, lineBody('01C', 'こんにちは'), 'no')).status).toBe(401)
    expect(await watching.dbsize()).toBe(kept)
  })

  test('ほかの所で倒れた分は、毎分の見回りが答える', async () => {
    await leaveEvent('01D', '仕事がありません')
    await worker.cron()
    expect(line.read.length).toBeGreaterThan(0)
  })

  test('ほかの所で倒れた分は、目覚ましも答える', async () => {
    await leaveEvent('01E', '電気が止まりそうです')
    await worker.alarm()
    await expect.poll(() => line.read.length, SLOW).toBeGreaterThan(0)
  })
})

describe('お話の画面', () => {
  test('開いたままの画面に、次のことばがすぐ出る', async () => {
    const { token } = await begin()
    const reader = new AbortController()
    const stream = await fetch(`${worker.url}/api/chat/events`, {
      headers: { authorization: `Bearer ${token}` },
      signal: reader.signal,
    })
    let seen = ''
    const reading = (async () => {
      for await (const chunk of stream.body ?? []) seen += new TextDecoder().decode(chunk)
    })().catch(() => {})
    await expect.poll(() => seen, SLOW).toContain('event: message')
    // One that asks and one that listens.
    await expect.poll(connections, SLOW).toBe(2)
    expect((await say(token, 'a', '家賃が払えません')).status).toBe(200)
    await expect.poll(() => seen, { timeout: 2_000, interval: 20 }).toContain('家賃が払えません')
    reader.abort()
    await reading
  })
})

describe('Redis が無いとき', () => {
  test('200 と言わず、危険にはその場で答え、戻れば続ける', async () => {
    const { token } = await begin()
    await redis.kill()
    expect((await fetch(`${worker.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${worker.url}/healthz`)).status).toBe(200)
    const chat = await say(token, 'a', 'もう死にたい')
    expect(chat.status).toBe(503)
    expect(await chat.text()).toContain('0120')
    const started = performance.now()
    expect((await postToWebhook(worker.url, lineBody('01F', 'もう死にたい'))).status).toBe(503)
    expect(performance.now() - started).toBeLessThan(1_900)
    await expect.poll(() => line.read.join(), SLOW).toContain('0120')
    await redis.start()
    expect((await say(token, 'a', 'もう死にたい')).status).toBe(200)
  })

  test('200 のすぐあとに止まっても、戻れば、次の出来事も見回りも待たずに答える', async () => {
    expect((await postToWebhook(worker.url, lineBody('01G', '家賃が払えません'))).status).toBe(200)
    await redis.kill()
    expect(line.read).toEqual([])
    await redis.start()
    await expect.poll(() => line.read.length, { timeout: 20_000, interval: 50 }).toBeGreaterThan(0)
  })
})
