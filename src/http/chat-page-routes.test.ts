import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { memoryStore } from '../stores/memory.ts'
import type { Message } from '../triage/message.ts'
import { chatPageRoutes } from './chat-page-routes.ts'
import { talkSessions } from './talk-sessions.ts'

const message = (id: string, from: Message['from'], text: string): Message => ({
  id,
  from,
  text,
  lang: 'ja',
  at: '2026-11-02T10:00:00.000+09:00',
})
const SAID = [message('1', 'bot', 'こんにちは'), message('2', 'resident', '<b>物忘れ</b>')]

/** The page over one conversation, and an API that remembers what it was asked. */
async function pages({
  secure = false,
  framed = false,
  refuse = null as null | { status: 503 | 429; body: object },
} = {}) {
  const store = memoryStore(() => 0)
  const asked: unknown[] = []
  const erased: string[] = []
  let drawn = 0
  const random = { token: () => `token-${(drawn++).toString().padStart(26, '0')}` }
  const sessions = talkSessions({ store, random, clock: () => 0, digest: (text) => `#${text}` })
  const { token, conversation, puts, kept } = sessions.begin(1_000)
  await kept
  await store.commit({ unit: conversation, puts })
  const api = new Hono()
  api.post('/api/chat/messages', async (c) => {
    asked.push({ key: c.req.header('authorization'), ...(await c.req.json()) })
    return refuse ? c.json(refuse.body, refuse.status) : c.json({ messages: [] })
  })
  const transcript = {
    since: async () => SAID.map((one, i) => ({ seq: i + 1, message: one })),
    erase: async (which: string) => void erased.push(which),
  }
  const app = chatPageRoutes(
    {
      ward: {
        name: 'みほん区',
        nameEn: 'Mihon City',
        invented: true,
        frameAncestors: ['https://ward.example'],
      },
      style: 'page.css',
      script: 'client.js',
      api,
      turns: { transcript: transcript as never },
      store,
      sessions,
      open: async () => ({ ...sessions.begin(1_000), messages: [] }),
      readings: () => undefined,
      random,
      clock: () => 0,
    },
    { base: framed ? '/chat/frame' : '/chat', framed, secure },
  )
  const cookie = { cookie: `chat=${token}` }
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = cookie) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(form), headers })
  return { app, post, asked, erased, sessions, token, conversation, cookie, store }
}

it('はじめての送信でお話が始まり、鍵はスクリプトに見えないクッキーに入る', async () => {
  const { post, asked } = await pages()
  const response = await post('/chat', { id: 'one', text: '母の物忘れ' }, {})
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/chat#end')
  expect(response.headers.get('set-cookie')).toMatch(/^chat=token-\d+; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(asked).toMatchObject([{ id: 'one', text: '母の物忘れ' }])
})

it('httpsでは、クッキーはこのホストだけのもの、枠の中ではその外のページごとに別のもの', async () => {
  const own = await (await pages({ secure: true })).post('/chat', { begin: 'ja' }, {})
  expect(own.headers.get('set-cookie')).toMatch(
    /^__Host-chat=token-\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  const framed = await (await pages({ secure: true, framed: true })).post('/chat/frame', { begin: 'ja' }, {})
  expect(framed.headers.get('set-cookie')).toMatch(
    /^__Host-frame=token-\d+; Path=\/; HttpOnly; Secure; SameSite=None; Partitioned$/,
  )
})

it('続きのページは、書かれたものを文字として見せ、共用の端末への注意を添える', async () => {
  const { app, cookie } = await pages()
  const html = await (await app.request('/chat', { headers: cookie })).text()
  expect(html).toContain('&lt;b&gt;物忘れ&lt;/b&gt;')
  expect(html).not.toContain('<b>')
  expect(html).toContain('ほかの人も使う端末では')
})

it('知らない鍵のクッキーは消えて、はじめのページになる', async () => {
  const { app } = await pages()
  const response = await app.request('/chat', { headers: { cookie: 'chat=nobody' } })
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(await response.text()).toContain('相談をはじめる')
})

it('終わったお話への送信は、新しいお話に紛れこまない', async () => {
  const { post, asked } = await pages()
  const response = await post('/chat', { id: 'one', text: '続き' }, { cookie: 'chat=nobody' })
  expect(await response.text()).toContain('このお話は終わっています')
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(asked).toEqual([])
})

it('よそのページからは、送ることも、鍵をもらうことも、終わらせることもできない', async () => {
  const { post, asked, erased, cookie } = await pages()
  const from = (site: string) => ({ ...cookie, 'sec-fetch-site': site })
  expect((await post('/chat', { text: 'にせ' }, from('cross-site'))).status).toBe(403)
  expect((await post('/chat/session', {}, from('same-site'))).status).toBe(403)
  expect((await post('/chat/look', { size: 'large' }, from('cross-site'))).status).toBe(403)
  await post('/chat/leave', {}, from('cross-site'))
  expect([...asked, ...erased]).toEqual([])
})

it.each([503, 429] as const)('%sでも、危険の案内はその場で見える', async (status) => {
  const card = message('x', 'system', '下の番号で、いま人と話してください。')
  const { post } = await pages({ refuse: { status, body: { messages: [card] } } })
  const response = await post('/chat', { id: 'one', text: 'もう死にたい' })
  expect(response.status).toBe(status)
  expect(await response.text()).toContain('いま人と話してください')
})

it('読み込み直したページは、同じお話の新しい鍵をもらう', async () => {
  const { post, sessions, token, conversation } = await pages()
  const body = (await (await post('/chat/session', {})).json()) as { token: string }
  expect(body).toMatchObject({ resumed: true, messages: SAID, last: 2 })
  expect(body.token).not.toBe(token)
  expect(await sessions.conversationOf(body.token)).toBe(conversation)
})

it('すぐ閉じると、お話もすべての鍵も終わって、天気のページへ移る', async () => {
  const { post, erased, sessions, token, conversation } = await pages()
  const elsewhere = await sessions.open(conversation, 1_000)
  const response = await post('/chat/leave', {})
  expect(response.headers.get('location')).toContain('https://www.jma.go.jp/')
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(erased).toEqual([conversation])
  for (const one of [token, elsewhere]) expect(await sessions.conversationOf(one)).toBe(null)
})

it('職員に引き継いだお話は、すぐ閉じると画面だけが終わり、職員のところには残る', async () => {
  const { post, erased, sessions, token, conversation, store } = await pages()
  const held = { owner: { kind: 'queue' }, term: 1, phase: 'open' }
  await store.commit({ unit: conversation, puts: [{ key: 'owner', value: JSON.stringify(held), expect: 0 }] })
  await post('/chat/leave', {})
  expect(erased).toEqual([])
  expect(await sessions.conversationOf(token)).toBe(null)
})

it('文字の大きさは、鍵のそばに覚えられる', async () => {
  const { app, post, cookie } = await pages()
  await post('/chat/look', { size: 'larger' })
  await post('/chat/look', { ruby: 'true' })
  const html = await (await app.request('/chat', { headers: cookie })).text()
  expect(html).toContain('data-text-size="larger"')
  await post('/chat/look', { size: '<b>' })
  expect(await (await app.request('/chat', { headers: cookie })).text()).toContain('data-text-size="normal"')
})

it('ページはどこにも控えが残らず、よその中身を動かさず、区のサイトの枠にだけ入る', async () => {
  const policy = async (framed: boolean) => {
    const { app } = await pages({ framed })
    return (await app.request(framed ? '/chat/frame' : '/chat')).headers
  }
  const headers = await policy(false)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect((await policy(true)).get('content-security-policy')).toContain(
    'frame-ancestors https://ward.example;',
  )
})
