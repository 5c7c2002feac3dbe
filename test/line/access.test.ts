import { generateKeyPairSync, verify } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LineCredentials, lineAccess } from '../../src/channels/line/access.ts'
import type { SigningKey } from '../../src/channels/line/assertion.ts'
import { watched } from '../support/canaries/watch.ts'
import { linePlatform, type Platform } from './platform.ts'
import { START, said, stage } from './stage.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const SECRET: LineCredentials = { kind: 'secret', channelId: '1234567890', secret: 'the secret' }
const KEY: LineCredentials = {
  kind: 'key',
  channelId: '1234567890',
  keyId: 'a-kid',
  key: { ...privateKey.export({ format: 'jwk' }), key_ops: ['verify'] } as SigningKey,
}

let platform: Platform
/** What LINE was asked for tokens with, and how it answers. */
let asked: URLSearchParams[]
let answers: (() => Response | Promise<Response>)[]
/** Tokens that LINE takes no more. */
let revoked: Set<string>
beforeEach(() => {
  platform = linePlatform()
  asked = []
  answers = []
  revoked = new Set()
  const issue = http.post(`${platform.api}/oauth2/v3/token`, async ({ request }) => {
    asked.push(new URLSearchParams(await request.text()))
    const ordered = answers.shift()
    if (ordered) return ordered()
    return HttpResponse.json({ access_token: `t${asked.length}`, expires_in: 899, token_type: 'Bearer' })
  })
  const bouncer = http.post(`${platform.api}/v2/bot/message/*`, ({ request }) => {
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
    return revoked.has(token) || revoked.has('all')
      ? HttpResponse.json({ message: 'Authentication failed' }, { status: 401 })
      : undefined
  })
  server.resetHandlers(issue, bouncer, ...platform.handlers)
})

const time = { now: START }
const lines: string[] = []
const access = (credentials: LineCredentials = SECRET) => {
  time.now = START
  lines.length = 0
  return lineAccess(credentials, {
    apiBase: platform.api,
    clock: () => time.now,
    log: watched((level, event) => void lines.push(`${level} ${event}`)),
    timeoutMs: 50,
  })
}
const no = (status: number) => () => HttpResponse.json({ error: 'x' }, { status })

describe('a stateless token', () => {
  test('is issued with the channel secret, once for many calls, and again before its 15 minutes are over', async () => {
    const at = access()
    const all = await Promise.all(Array.from({ length: 20 }, () => at.token()))
    expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"kind":"token","token":"t1"}']))
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: '1234567890',
      client_secret: 'the secret',
    })
    time.now += 12 * 60_000
    expect(await at.token()).toEqual({ kind: 'token', token: 't1' })
    time.now += 60_000
    expect(await at.token()).toEqual({ kind: 'token', token: 't2' })
    expect(asked).toHaveLength(2)
  })

  test('is issued with a key: RS256 over the claims LINE asks for, and the secret stays here', async () => {
    expect(await access(KEY).token()).toEqual({ kind: 'token', token: 't1' })
    const form = Object.fromEntries(asked[0] ?? [])
    expect(Object.keys(form).sort()).toEqual(['client_assertion', 'client_assertion_type', 'grant_type'])
    expect(form.client_assertion_type).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    const [head = '', claims = '', signature = ''] = form.client_assertion?.split('.') ?? []
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'a-kid' })
    expect(read(claims)).toEqual({
      iss: '1234567890',
      sub: '1234567890',
      aud: 'https://api.line.me/',
      exp: START / 1_000 + 600,
    })
    const signed = Buffer.from(`${head}.${claims}`)
    expect(verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  test('that was refused is exchanged, but not within its first minute, when it cannot have run out', async () => {
    const at = access()
    await at.token()
    expect(await at.token('t1')).toEqual({ kind: 'refused' })
    time.now += 60_000
    expect(await at.token('t1')).toEqual({ kind: 'token', token: 't2' })
    expect(await at.token('t1')).toEqual({ kind: 'token', token: 't2' })
    expect(asked).toHaveLength(2)
  })

  test.each([
    ['refused', 400],
    ['refused', 401],
    ['away', 500],
    ['away', 429],
  ] as const)(
    'is %s when LINE answers %i, an alarm, and not asked for again for five seconds',
    async (kind, status) => {
      const at = access()
      answers.push(no(status))
      expect(await at.token()).toEqual({ kind })
      expect(await at.token()).toEqual({ kind })
      expect(lines).toEqual(['error line-token'])
      time.now += 5_000
      expect(await at.token()).toEqual({ kind: 'token', token: 't2' })
    },
  )

  test('is away while LINE hangs or answers nonsense', async () => {
    const at = access()
    answers.push(
      () => new Promise(() => {}),
      () => HttpResponse.json({}),
      () => HttpResponse.text('<html>'),
    )
    for (let i = 0; i < 3; i++) {
      expect(await at.token()).toEqual({ kind: 'away' })
      time.now += 5_000
    }
    expect((await at.token()).kind).toBe('token')
  })
})

describe('F-35', () => {
  const late = { credentials: SECRET, sendTimeoutMs: 500 }

  test('a token that ran out unnoticed is renewed once and the answer arrives by reply, without an alarm', async () => {
    const at = stage(platform, late)
    await at.deliver([said('一')])
    await at.work()
    at.time.now += 5 * 60_000
    revoked.add('t1')
    await at.deliver([said('二', { timestamp: at.time.now })])
    await at.work()
    expect(platform.inbox.map(({ way }) => way)).toEqual(['reply', 'reply'])
    expect(asked).toHaveLength(2)
    expect(at.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('a channel that stays refused raises alarms, asks LINE for few tokens, and loses nothing', async () => {
    const at = stage(platform, late)
    revoked.add('all')
    for (let i = 0; i < 5; i++)
      await at.deliver([
        said(`${i}`, { timestamp: at.time.now + i, source: { type: 'user', userId: `U${i}` } }),
      ])
    await at.work(10 * 60_000)
    expect(at.events('line-again').length).toBeGreaterThan(5)
    expect(at.events('line-again').every(({ level }) => level === 'error')).toBe(true)
    expect(asked.length).toBeLessThanOrEqual(11)
    revoked.clear()
    await at.work(2 * 60_000)
    expect(platform.inbox.map(({ messages }) => messages[0]?.text?.split('\n')[0]).toSorted()).toEqual(
      ['0', '1', '2', '3', '4'].map((word) => `1: ${word}`),
    )
  })

  test('credentials that LINE does not take leave the answer waiting, and it arrives when they are mended', async () => {
    const at = stage(platform, late)
    answers.push(...Array(3).fill(no(401)))
    await at.deliver([said('こんにちは')])
    await at.work(5 * 60_000)
    expect(platform.inbox).toHaveLength(1)
    expect(at.events('line-token')).toHaveLength(3)
  })
})
