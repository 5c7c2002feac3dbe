import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lineBody, postToWebhook, SECRET } from './line-event.ts'
import { builtProgram, dataFolder, type Program, type Server } from './process.ts'

const folders: ReturnType<typeof dataFolder>[] = []
const folder = () => {
  const made = dataFolder()
  folders.push(made)
  return made.path
}
let program: Program
beforeAll(async () => {
  program = await builtProgram()
}, 300_000)
afterAll(() => {
  program?.remove()
  for (const made of folders) made.remove()
})

const portOf = (server: NetServer) => (server.address() as AddressInfo).port

describe('みほん区で、LINE なしで', () => {
  let server: Server
  beforeAll(async () => {
    server = await program.start({ DATA_DIR: folder(), TZ: 'America/New_York' })
  })
  afterAll(() => server?.stop('SIGKILL'))

  test('PORT=0 なら空いているポートで始まり、そのポートを2度知らせる', async () => {
    expect(server.port).toBeGreaterThan(0)
    const [, told] = await server.until(/^まどぐち（みほん区） http:\/\/localhost:(\d+)$/m)
    expect(Number(told)).toBe(server.port)
    expect(await (await fetch(server.url)).text()).toContain(`http://localhost:${server.port}`)
  })

  test('生きていて、記録ができ、ページが出る', async () => {
    for (const [path, body] of [
      ['/healthz', { status: 'ok' }],
      ['/readyz', { status: 'ready' }],
    ] as const) {
      const answer = await fetch(`${server.url}${path}`)
      expect([answer.status, await answer.json()]).toEqual([200, body])
    }
    const page = await fetch(`${server.url}/chat`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('みほん区')
  })

  test('LINE の入口は、設定されていないと答える', async () => {
    const answer = await fetch(`${server.url}/line/webhook`, { method: 'POST', body: '{"events":[]}' })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 503, detail: 'LINE は設定されていません。' })
  })

  test('ない場所は404、知らない鍵は401、読めない言葉は400と422', async () => {
    const post = (path: string, body: string) => fetch(`${server.url}${path}`, { method: 'POST', body })
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404)
    expect((await fetch(`${server.url}/api/chat`)).status).toBe(401)
    expect((await post('/api/chat', '{"lang":"fr"}')).status).toBe(422)
    expect((await post('/api/chat/messages', '{')).status).toBe(400)
  })

  test('時刻はどの国の計算機でも日本時間で答える', async () => {
    const made = await fetch(`${server.url}/api/chat`, { method: 'POST' })
    const { messages } = (await made.json()) as { messages: { at: string }[] }
    expect(messages.map(({ at }) => at.slice(-6))).toEqual(messages.map(() => '+09:00'))
    expect(Math.abs(Date.parse(messages[0]?.at ?? '') - Date.now())).toBeLessThan(60_000)
  })

  test('開いたままの流れがあっても、SIGTERM で10秒以内に0で終わる', async () => {
    const made = await fetch(`${server.url}/api/chat`, { method: 'POST' })
    const { token } = (await made.json()) as { token: string }
    const stream = await fetch(`${server.url}/api/chat/events`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const reader = stream.body?.getReader()
    await reader?.read()
    const reading = (async () => {
      while (reader && !(await reader.read()).done);
    })().catch(() => 'cut')
    const before = performance.now()
    const { code, stdout } = await server.stop('SIGTERM')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(performance.now() - before).toBeLessThan(10_000)
    await reading
  })
})

describe('LINE ありで', () => {
  let server: Server
  // Takes calls and never answers.
  const silent = createServer()
  beforeAll(async () => {
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    server = await program.start({
      DATA_DIR: folder(),
      LINE_CHANNEL_SECRET: SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: 'a-token-for-tests',
      LINE_API_BASE_URL: `http://127.0.0.1:${portOf(silent)}`,
    })
  })
  afterAll(async () => {
    await server?.stop('SIGKILL')
    silent.close()
  })

  const post = (body: string, signature?: string) => postToWebhook(server.url, body, signature)
  const said = lineBody('01JDTEST00000000000000000A', '家賃が払えない')

  test('署名のある言葉は200、接続の確かめも200', async () => {
    expect((await post(said)).status).toBe(200)
    expect((await post('{"destination":"U0","events":[]}')).status).toBe(200)
  })
  test('署名のない言葉は401', async () => {
    expect((await post(said, '')).status).toBe(401)
    expect((await post(said, createHmac('sha256', 'another').update(said).digest('base64'))).status).toBe(401)
  })
  test('署名があっても読めない言葉は400', async () => {
    for (const body of ['{', '[]', '{"events":1}', 'null', ''])
      expect([body, (await post(body)).status]).toEqual([body, 400])
  })
  test('1 MB を超えるものは413', async () => {
    const big = JSON.stringify({ events: [], more: 'a'.repeat(1_000_000) })
    expect((await post(big)).status).toBe(413)
  })
  test('LINE が返事をしなくても、SIGTERM で10秒以内に0で終わる', async () => {
    const called = once(silent, 'connection', { signal: AbortSignal.timeout(10_000) })
    await post(lineBody('01JDTEST00000000000000000B', '死にたい'))
    await called
    const before = performance.now()
    expect((await server.stop('SIGTERM')).code).toBe(0)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})

describe('始められないときは、1で終わり、何をすればよいかを一文で言う', () => {
  async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
    const { code, stdout, stderr } = await program.launch({ DATA_DIR: folder(), ...env }).ended
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).not.toMatch(/^\s+at |node:internal/m)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    return stderr.trimEnd()
  }

  test.each([
    ['知らない区', { WARD: 'chiyoda' }, /^WARD .*chuo, mihon, nakano/],
    ['LINE の鍵だけ', { LINE_CHANNEL_SECRET: SECRET }, /half configured: set LINE_CHANNEL_ACCESS_TOKEN/],
    [
      'LINE のトークンだけ',
      { LINE_CHANNEL_ACCESS_TOKEN: 'a-token-for-tests' },
      /set LINE_CHANNEL_SECRET too/,
    ],
    ['前の鍵だけ', { LINE_CHANNEL_SECRET_PREVIOUS: SECRET }, /half configured/],
    ['数でないポート', { PORT: 'http' }, /^PORT must be/],
    ['大きすぎるポート', { PORT: '70000' }, /^PORT must be/],
    ['ない住所', { HOST: '192.0.2.1' }, /^Cannot listen on port 0 of 192\.0\.2\.1 .*set HOST/],
    ['Redis', { REDIS_URL: 'http://127.0.0.1:1', APP_SECRET: 'sixteen letters or more' }, /^REDIS_URL/],
    ['鍵のない Redis', { REDIS_URL: 'redis://127.0.0.1:1' }, /^APP_SECRET must be set/],
    ['短い鍵', { APP_SECRET: 'short' }, /^APP_SECRET must be at least 16/],
    ['https でない LINE', { LINE_API_BASE_URL: 'http://example.jp' }, /^LINE_API_BASE_URL/],
    ['書けないフォルダー', { DATA_DIR: '/dev/null/data' }, /^DATA_DIR cannot be used \(ENOTDIR\)/],
  ])('%s', async (_, env, sentence) => {
    expect(await refusal(env)).toMatch(sentence)
  })

  test('値は、知らせる文にも出てこない', async () => {
    expect(await refusal({ APP_SECRET: 'hush' })).not.toContain('hush')
  })

  test('こわれた記録', async () => {
    const path = folder()
    writeFileSync(join(path, 'mihon.db'), 'not a database, but long enough to be read as one. '.repeat(40))
    expect(await refusal({ DATA_DIR: path })).toMatch(/^DATA_DIR cannot be used/)
  })

  test('使われているポート', async () => {
    const other = createServer()
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    const port = `${portOf(other)}`
    expect(await refusal({ PORT: port })).toBe(
      `Cannot listen on port ${port} of 127.0.0.1 (EADDRINUSE): set PORT to another one.`,
    )
    other.close()
  })
})
