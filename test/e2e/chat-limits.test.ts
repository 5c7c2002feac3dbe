import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../src/triage/message.ts'
import { type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
}, 300_000)
afterAll(() => service?.stop())

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: { messages?: Message[]; detail?: string; type?: string }
}

async function call(path: string, init: RequestInit & { token?: string } = {}): Promise<Answer> {
  const { token, ...rest } = init
  const response = await fetch(`${service.url}${path}`, {
    ...rest,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...rest.headers },
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} }
}
const begin = async () => {
  const { body } = await call('/api/chat', { method: 'POST' })
  return (body as { token: string }).token
}
const say = (token: string, id: string, text: string, headers: Record<string, string> = {}) =>
  call('/api/chat/messages', { method: 'POST', token, headers, body: JSON.stringify({ id, text }) })

describe('たくさん送る', () => {
  it('一秒に50通は、途中から丁寧に断られ、よそのお話は待たされない', async () => {
    const [token, other] = await Promise.all([begin(), begin()])
    const answers = await Promise.all(
      // The address is nobody's to choose: each claims another one.
      Array.from({ length: 50 }, (_, i) =>
        say(token, `m${i}`, '家賃が払えません', { 'x-forwarded-for': `203.0.113.${i}` }),
      ),
    )
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status === 200).length + refused.length).toBe(50)
    expect(refused.length).toBeGreaterThanOrEqual(15)
    for (const { headers, body } of refused) {
      expect(headers.get('content-type')).toContain('application/problem+json')
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(body.detail).toContain('もう一度送ってください')
    }
    expect((await say(other, 'a', '家賃が払えません')).status).toBe(200)
  })

  it('断られているあいだも、危険の言葉にはいつも番号が返る', async () => {
    const token = await begin()
    await Promise.all(Array.from({ length: 45 }, (_, i) => say(token, `m${i}`, 'あ')))
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => say(token, `d${i}`, 'もう死にたい')),
    )
    for (const { status, body } of answers) {
      expect([200, 429]).toContain(status)
      const card = body.messages?.find(({ danger }) => danger === 'emergency' || danger === 'concern')
      expect(card?.text).toContain('0120-279-338')
    }
    expect(answers.some(({ status }) => status === 200)).toBe(true)
  })

  it('受付のことばのあて推量は、正しい町を添えても、続けられない', async () => {
    const guess = (ticket: string) =>
      fetch(`${service.url}/chat/resume`, {
        method: 'POST',
        body: new URLSearchParams({ ticket, town: '帆風一丁目', area: '' }),
        headers: { 'x-forwarded-for': `198.51.100.${ticket.codePointAt(0)}` },
      })
    const answers = []
    for (const ticket of [...'あいうえおかきくけこさし'].map((first) => `${first}くらい`))
      answers.push(await guess(ticket))
    expect(answers.slice(0, 9).every(({ status }) => status === 200)).toBe(true)
    expect(answers.at(-1)?.status).toBe(429)
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(texts).size).toBe(1)
  })
})

describe('鍵', () => {
  it('知らない鍵、よその鍵、終わった鍵では、何も読めず何も書けない', async () => {
    const [mine, theirs] = await Promise.all([begin(), begin()])
    await say(mine, 'secret', '内緒の話です')
    expect(JSON.stringify((await call('/api/chat', { token: theirs })).body)).not.toContain('内緒')
    for (const token of ['x'.repeat(32), `${mine.slice(0, -1)}_`, '']) {
      expect((await call('/api/chat', { token })).status).toBe(401)
      expect((await say(token, 'a', 'x')).status).toBe(401)
      expect((await call('/api/chat/events', { token })).status).toBe(401)
    }
    expect((await call('/api/chat', { method: 'DELETE', token: mine })).status).toBe(204)
    for (const method of ['GET', 'DELETE'])
      expect((await call('/api/chat', { method, token: mine })).status).toBe(401)
    expect((await say(mine, 'again', 'x')).status).toBe(401)
  })

  it('よそのページからの呼び出しは、鍵があっても断られる', async () => {
    const token = await begin()
    const { status } = await say(token, 'a', 'x', { 'sec-fetch-site': 'cross-site' })
    expect(status).toBe(403)
  })
})

describe('中身', () => {
  it('一万文字は受け取り、十万バイトを超えるものは断る', async () => {
    const token = await begin()
    expect((await say(token, 'a', 'あ'.repeat(10_000))).status).toBe(200)
    expect((await say(token, 'b', 'あ'.repeat(40_000))).status).toBe(413)
    expect((await say(token, 'c', 'a'.repeat(25_000))).status).toBe(422)
  })

  it('どのページにも、守りの見出しがそろっている', async () => {
    for (const path of [
      '/',
      '/chat',
      '/chat/frame',
      '/chat/card',
      '/chat/kept',
      '/chat/towns',
      '/chat/resume',
    ]) {
      const { headers } = await fetch(`${service.url}${path}`)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, path).toContain("default-src 'none'")
      expect(policy, path).not.toMatch(/unsafe|\*/)
      expect(policy, path).toContain('frame-ancestors')
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toBe('no-referrer')
      expect(headers.get('cache-control'), path).toBe('no-store')
    }
  })
})
