import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../../src/build/inputs.ts'
import { createApp } from '../../../src/http/app.ts'
import { problem } from '../../../src/http/problem.ts'
import { CANARIES, canaryIn, TELLING } from './canaries.ts'
import { lastMetrics, quiet, sighted } from './watch.ts'

const { name, phone, home } = TELLING
/** What the watch has seen until now, which is thereby no fault of this test. */
const seen = async () => (await sighted()).map(({ canary, where }) => [canary, where])

/** A service that answers as it is asked to. */
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://service.test')
  if (pathname === '/moved') response.writeHead(302, { location: `/there?of=${encodeURIComponent(name)}` })
  else if (pathname === '/metrics') response.writeHead(200).write(`# HELP x ${home}`)
  else if (pathname === '/page') response.writeHead(200).write(home)
  else response.writeHead(404).write(`${home}は見つかりません`)
  response.end()
})
let url = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
const get = (path: string) => fetch(url + path, { redirect: 'manual' }).then((answer) => answer.text())

async function ended(script: string): Promise<string> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] })
  return text(child.stderr)
}

describe('a canary is seen', () => {
  test('in the log', async () => {
    quiet('info', 'said', { text: `電話は${phone}` })
    expect(await seen()).toEqual([[phone, 'the log']])
  })

  test('in what a process writes to standard error, which is still there for whoever reads it', async () => {
    const [from, to] = [`電話は${phone.slice(0, 5)}`, phone.slice(5)]
    const written = await ended(
      `process.stderr.write('${from}'); setTimeout(() => process.stderr.write('${to}'), 50)`,
    )
    expect(written).toBe(from + to)
    expect(await seen()).toEqual([[phone, expect.stringContaining('standard error of')]])
  })

  test('in an answer that refuses, over HTTP', async () => {
    await get('/nothing')
    expect(await seen()).toEqual([['見本橋一丁目2番3号', '404 for /nothing']])
  })

  test('in what a service counts', async () => {
    await lastMetrics(url)
    expect(await seen()).toEqual([['見本橋一丁目2番3号', '200 for /metrics']])
  })

  test('in an address that is asked for, at both its ends, and in one that is answered with', async () => {
    await get(`/page?q=${encodeURIComponent(name)}`)
    expect(await seen()).toEqual([
      [name, 'an address that was asked for'],
      [name, 'an address that was asked for'],
    ])
    await get('/moved')
    expect(await seen()).toEqual([[name, 'a header of an answer']])
  })

  test('in an answer that refuses, where no HTTP is between', async () => {
    const routes = new Hono()
    routes.get('/refused', (c) => problem(c, 422, `${name}は使えません。`))
    const app = createApp({ log: quiet, modules: [routes], switchboard: '03-0000-0000' })
    await app.request('/refused')
    expect(await seen()).toEqual([[name, 'an answer of 422']])
  })

  test('by LINE’s ids, but for LINE’s own addresses', async () => {
    quiet('info', 'sent', { to: `U${'0123456789abcdef'.repeat(2)}` })
    expect(await seen()).toHaveLength(1)
    await get('/v2/bot/profile/U4af4980629')
    expect(await seen()).toEqual([['見本橋一丁目2番3号', '404 for /v2/bot/profile/U4af4980629']])
  })
})

describe('no canary is seen', () => {
  test('in what is meant for those who read it', async () => {
    expect(await get('/page')).toBe(home)
    quiet('info', 'line-sent', { job: 'line-x/01EVENT', tries: 1 })
    expect(await seen()).toEqual([])
  })

  test('in the case that a stale action is answered with, but in the words that refuse', async () => {
    const routes = new Hono()
    const refused = (detail: string) => (c: Parameters<typeof problem>[0]) =>
      problem(c, 409, detail, { case: { messages: [{ text: name }] } })
    routes.get('/stale', refused('ほかの職員が先に受け持ちました。'))
    routes.get('/named', refused(`${name}さんの相談は閉じています。`))
    await routes.request('/stale')
    expect(await seen()).toEqual([])
    await routes.request('/named')
    expect(await seen()).toEqual([[name, 'an answer of 409']])
  })
})

test('the test in which a canary is seen fails, and the file where it comes after the last', async () => {
  const script = join(import.meta.dirname, 'run-leaking.ts')
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] })
  expect(JSON.parse(await text(child.stdout))).toEqual({
    tests: [
      { name: 'leaks', state: 'failed', told: expect.stringContaining(phone) },
      { name: 'does not', state: 'passed', told: '' },
    ],
    after: [expect.stringContaining(name)],
  })
}, 60_000)

describe('over the whole suite', () => {
  const files = globSync(['src/**/*.test.ts', 'test/**/*.{ts,yaml}'], { cwd: ROOT })
    .filter((path) => !path.startsWith(join('test', 'support', 'canaries')))
    .map((path) => ({ path, content: readFileSync(join(ROOT, path), 'utf8') }))

  test('every canary is something that a test says', () => {
    const told: readonly string[] = Object.values(TELLING)
    const unsaid = CANARIES.filter(
      (canary) =>
        !told.some((one) => one.includes(canary)) && !files.some(({ content }) => content.includes(canary)),
    )
    expect(unsaid).toEqual([])
    expect(files.filter(({ content }) => /\bTELLING/.test(content)).length).toBeGreaterThan(3)
  })

  test('every log that a test gives to the product is watched', () => {
    const own = /\blog(?::| =)\s*(?:async\s*)?(?:\([^)]*\)|\w+)\s*=>/
    expect(files.filter(({ content }) => own.test(content)).map(({ path }) => path)).toEqual([])
  })

  test('the content itself says no canary that names, numbers or places somebody', () => {
    const content = globSync(['wards/**/*', 'flows/**/*.yaml'], { cwd: ROOT })
      .filter((path) => /\.(yaml|csv)$/.test(path))
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    const personal = [name, phone, ...home.split(' ')]
    expect(personal.every((one) => canaryIn(one) !== null)).toBe(true)
    expect(personal.filter((one) => content.some((file) => file.includes(one)))).toEqual([])
  })
})
