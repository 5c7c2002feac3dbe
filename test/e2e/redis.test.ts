import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, type RedisServer, startRedis } from '../support/redis-server.ts'
import { lineBody, postToWebhook, SECRET } from './line-event.ts'
import { builtProgram, dataFolder, type Program, type Server } from './process.ts'

const data = dataFolder()
let program: Program
beforeAll(async () => {
  program = await builtProgram()
}, 300_000)
afterAll(() => {
  program?.remove()
  data.remove()
})

/** A stand-in for LINE that keeps what is sent to it. */
async function listeningLine() {
  const sent: { path: string; body: string }[] = []
  const platform = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    sent.push({ path: request.url ?? '', body })
    response.setHeader('content-type', 'application/json').end('{}')
  })
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve))
  return {
    sent,
    env: {
      LINE_CHANNEL_SECRET: SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: 'a-token-for-tests',
      LINE_API_BASE_URL: `http://127.0.0.1:${(platform.address() as AddressInfo).port}`,
    },
    close() {
      platform.closeAllConnections()
      platform.close()
    },
  }
}

const env = (url: string) => ({
  DATA_DIR: data.path,
  REDIS_URL: url,
  APP_SECRET: 'a secret of sixteen letters',
})
const status = async (server: Server, path: string) => (await fetch(`${server.url}${path}`)).status
const open = async (server: Server) => {
  const made = await fetch(`${server.url}/api/chat`, { method: 'POST' })
  return ((await made.json()) as { token: string }).token
}
const say = (server: Server, token: string, id: string, text: string) =>
  fetch(`${server.url}/api/chat/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ id, text }),
  })

describe('Redis が記録を持つとき', () => {
  test('Redis がまだ無くても起動し、準備中と答え、危険には答える。Redis が来れば働き出す', async () => {
    const port = await freePort()
    const line = await listeningLine()
    const server = await program.start({ ...env(`redis://127.0.0.1:${port}`), ...line.env })
    expect(await status(server, '/healthz')).toBe(200)
    expect(await status(server, '/readyz')).toBe(503)
    expect((await postToWebhook(server.url, lineBody('01JDREDIS0000000000000001', '死にたい'))).status).toBe(
      503,
    )
    expect(line.sent.map(({ body }) => body).join()).toContain('119')
    expect((await fetch(`${server.url}/api/chat`, { method: 'POST' })).status).toBe(503)
    const alone = await say(server, 'a'.repeat(32), 'm1', '死にたい')
    expect(alone.status).toBe(503)
    expect(JSON.stringify(await alone.json())).toContain('119')

    const redis = await startRedis({ port: String(port) })
    await expect.poll(() => status(server, '/readyz'), { timeout: 20_000 }).toBe(200)
    const token = await open(server)
    expect((await say(server, token, 'm1', '母の物忘れが心配です')).status).toBe(200)
    // LINE brings again what was not taken.
    expect(
      (await postToWebhook(server.url, lineBody('01JDREDIS0000000000000002', '家賃が払えません'))).status,
    ).toBe(200)
    await expect.poll(() => line.sent.length, { timeout: 20_000 }).toBeGreaterThan(1)
    // Both were answered by reply token: none of the month's pushes is spent.
    const figures = await (await fetch(`${server.url}/metrics`)).text()
    expect(figures).toContain('madoguchi_line_pushes 0')
    expect((await server.stop()).code).toBe(0)
    line.close()
    await redis.remove()
  })

  test('止まった Redis には一秒で 503、戻れば何もしなくても続く', async () => {
    const redis = await startRedis()
    const line = await listeningLine()
    const server = await program.start({ ...env(redis.url), ...line.env })
    const token = await open(server)
    redis.signal('SIGSTOP')
    const from = performance.now()
    const answers = await Promise.all([
      postToWebhook(server.url, lineBody('01JDREDIS0000000000000003', '家賃が払えません')),
      say(server, token, 'm1', '家賃が払えません'),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([503, 503])
    expect(performance.now() - from).toBeLessThan(1_800)
    redis.signal('SIGCONT')
    await expect.poll(async () => (await say(server, token, 'm1', '家賃が払えません')).status).toBe(200)
    await server.stop()
    line.close()
    await redis.remove()
  })

  test('二つのプロセスが一つの話を分け合い、片方で話したことがもう片方の窓に届く', async () => {
    const redis: RedisServer = await startRedis()
    const [here, there] = await Promise.all([program.start(env(redis.url)), program.start(env(redis.url))])
    if (!here || !there) throw new Error('not started')
    const token = await open(here)
    const events = await fetch(`${there.url}/api/chat/events`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const heard: string[] = []
    const reading = (async () => {
      for await (const chunk of events.body as unknown as AsyncIterable<Uint8Array>)
        heard.push(new TextDecoder().decode(chunk))
    })().catch(() => {})
    const told = await say(here, token, 'm1', '母の物忘れが心配です')
    const { messages } = (await told.json()) as { messages: { id: string }[] }
    await expect.poll(() => heard.join('')).toContain(messages.at(-1)?.id)
    const again = await say(there, token, 'm1', '母の物忘れが心配です')
    expect(await again.json()).toEqual({ messages })
    await Promise.all([here.stop(), there.stop()])
    await reading
    await redis.remove()
  })

  test('本番では、記録を失いうる設定の Redis を、直し方を言って断る', async () => {
    const redis = await startRedis({ appendonly: 'no', 'maxmemory-policy': 'allkeys-lru' })
    const refused = await program.launch({ ...env(redis.url), NODE_ENV: 'production' }).ended
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('set "appendonly yes"')
    expect(refused.stderr).toContain('set "maxmemory-policy noeviction"')

    const warned = await program.start(env(redis.url))
    expect(warned.stderr()).toContain('redis-weak')
    expect(await status(warned, '/readyz')).toBe(200)
    await warned.stop()
    await redis.remove()
  })
})
