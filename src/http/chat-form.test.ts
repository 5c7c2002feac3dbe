import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { chatFormRoutes } from './chat-form.ts'

const message = (id: string, from: 'bot' | 'resident' | 'system', text: string) => ({
  id,
  from,
  text,
  lang: 'ja',
  at: '2026-11-02T10:00:00.000+09:00',
})

/** The pages over an API that remembers what it was asked. */
function pages(secure = false, refuse: null | { status: 503; body: object } = null) {
  const asked: { path: string; token: string | undefined; body: unknown }[] = []
  const api = new Hono()
  api.post('/api/chat', (c) => c.json({ token: 't'.repeat(32), messages: [] }, 201))
  api.get('/api/chat', (c) =>
    c.req.header('authorization') === `Bearer ${'t'.repeat(32)}`
      ? c.json({ messages: [message('1', 'bot', 'こんにちは'), message('2', 'resident', '<b>物忘れ</b>')] })
      : c.json({ detail: 'unknown' }, 401),
  )
  api.post('/api/chat/messages', async (c) => {
    asked.push({ path: c.req.path, token: c.req.header('authorization'), body: await c.req.json() })
    if (c.req.header('authorization') !== `Bearer ${'t'.repeat(32)}`) return c.json({}, 401)
    return refuse ? c.json(refuse.body, refuse.status) : c.json({ messages: [] })
  })
  api.delete('/api/chat', (c) => {
    asked.push({ path: 'delete', token: c.req.header('authorization'), body: null })
    return c.body(null, 204)
  })
  const app = chatFormRoutes({
    ward: { name: 'みほん区', nameEn: 'Mihon City', invented: true },
    style: 'page.css',
    script: 'client.js',
    api,
    random: { token: () => 'fresh' },
    secure,
  })
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(form), headers })
  return { app, post, asked }
}
const cookie = { cookie: `chat=${'t'.repeat(32)}` }

it('はじめての送信でお話が始まり、鍵はスクリプトに見えないクッキーに入る', async () => {
  const { post, asked } = pages()
  const response = await post('/chat', { id: 'one', text: '母の物忘れ' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/chat#end')
  expect(response.headers.get('set-cookie')).toBe(`chat=${'t'.repeat(32)}; Path=/; HttpOnly; SameSite=Lax`)
  expect(asked).toEqual([
    {
      path: '/api/chat/messages',
      token: `Bearer ${'t'.repeat(32)}`,
      body: { id: 'one', text: '母の物忘れ' },
    },
  ])
})

it('httpsでは、クッキーはこのホストだけのもの', async () => {
  const { post } = pages(true)
  const response = await post('/chat', { begin: 'ja' })
  expect(response.headers.get('set-cookie')).toMatch(
    /^__Host-chat=t+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

it('続きのページは、書かれたものを文字として見せ、答えた質問のボタンを閉じる', async () => {
  const { app } = pages()
  const html = await (await app.request('/chat', { headers: cookie })).text()
  expect(html).toContain('&lt;b&gt;物忘れ&lt;/b&gt;')
  expect(html).not.toContain('<b>')
})

it('知らない鍵のクッキーは消えて、はじめのページになる', async () => {
  const { app } = pages()
  const response = await app.request('/chat', { headers: { cookie: 'chat=nobody' } })
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(await response.text()).toContain('相談をはじめる')
})

it('終わったお話への送信は、終わっていることを告げる', async () => {
  const { post } = pages()
  const response = await post('/chat', { id: 'one', text: '続き' }, { cookie: 'chat=nobody' })
  expect(await response.text()).toContain('前のお話は終わっています')
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
})

it('よそのページからの送信は受け取らない', async () => {
  const { post, asked } = pages()
  const response = await post('/chat', { text: 'にせ' }, { ...cookie, 'sec-fetch-site': 'cross-site' })
  expect(response.status).toBe(403)
  await post('/chat/leave', {}, { ...cookie, 'sec-fetch-site': 'cross-site' })
  expect(asked).toEqual([])
})

it('記録できないときも、危険の案内はその場で見える', async () => {
  const card = message('x', 'system', '下の番号で、いま人と話してください。')
  const { post } = pages(false, { status: 503, body: { detail: 'いま記録ができません。', messages: [card] } })
  const response = await post('/chat', { id: 'one', text: 'もう死にたい' }, cookie)
  const html = await response.text()
  expect(response.status).toBe(503)
  expect(html).toContain('いま人と話してください')
  expect(html).toContain('いま記録ができません')
})

it('すぐ閉じると、お話とクッキーが消えて天気のページへ移る', async () => {
  const { post, asked } = pages()
  const response = await post('/chat/leave', {}, cookie)
  expect(asked.map(({ path }) => path)).toEqual(['delete'])
  expect(response.headers.get('location')).toContain('https://www.jma.go.jp/')
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
})

it('ページはどこにも控えが残らず、よその中身を動かさない', async () => {
  const { app } = pages()
  const { headers } = await app.request('/chat')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
})
