import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { ALL_LANGS, type Lang } from '../content/vocabulary.ts'
import type { Randomness } from '../ports.ts'
import type { Message } from '../triage/message.ts'
import { type ChatPage, chatPage } from '../ui/chat/chat-page.ts'
import { NEUTRAL_PAGE } from '../ui/chat/leave.ts'
import { toDocument } from '../ui/to-html.ts'
import { sendPage } from './page-headers.ts'
import { readBody } from './read-body.ts'

export interface ChatFormParts {
  readonly ward: ChatPage['ward']
  readonly style: string
  readonly script: string
  /** `/api/chat`: forms are one more client of it, with its checks and its answers. */
  readonly api: Pick<Hono, 'request'>
  readonly random: Randomness
  /** Reached by https: the cookie may be bound to this host. */
  readonly secure: boolean
}

const MOST_BODY = 100_000

interface Answer {
  readonly status: number
  readonly token?: string
  readonly messages?: readonly Message[]
  readonly detail?: string
}

const langOf = (text: string | null | undefined): Lang => ALL_LANGS.find((lang) => lang === text) ?? 'ja'

/** `/chat`: the conversation's page, and the same conversation by plain forms for browsers without script. */
export function chatFormRoutes({ ward, style, script, api, random, secure }: ChatFormParts): Hono {
  const app = new Hono()
  // `__Host-`: no other host or path of the ward's domain can set or read it. Browsers take it on https only.
  const cookie = secure ? '__Host-chat' : 'chat'

  const call = async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    token: string | undefined,
    body?: unknown,
  ): Promise<Answer> => {
    const response = await api.request(path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, ...(text ? (JSON.parse(text) as object) : {}) }
  }

  const html = (lang: Lang, messages: ChatPage['messages'], trouble: string | null = null) =>
    toDocument(chatPage({ ward, lang, style, script, messages, turn: random.token(), trouble }))

  /** The form, or null when it is too large. */
  const readForm = async (c: Context): Promise<URLSearchParams | null> => {
    const bytes = await readBody(c, MOST_BODY)
    return bytes && new URLSearchParams(new TextDecoder().decode(bytes))
  }
  // `Origin` is "null" under no-referrer; this header is what browsers still say.
  const foreign = (c: Context) => !['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'))

  app.get('/chat', async (c) => {
    const lang = langOf(c.req.query('lang'))
    const token = getCookie(c, cookie)
    if (!token) return sendPage(c, html(lang, null))
    const kept = await call('GET', '/api/chat', token)
    const messages = kept.messages ?? []
    if (kept.status === 200 && messages.length > 0)
      return sendPage(c, html(messages.at(-1)?.lang ?? lang, messages))
    if (kept.status === 503) return sendPage(c, html(lang, [], kept.detail ?? null), 503)
    deleteCookie(c, cookie, { path: '/', secure })
    return sendPage(c, html(lang, null))
  })

  app.post('/chat', async (c) => {
    if (foreign(c)) return sendPage(c, html('ja', null, 'このページの外からは送れません。'), 403)
    const form = await readForm(c)
    if (!form) return sendPage(c, html('ja', [], 'メッセージが長すぎます。短く分けて送ってください。'), 413)
    let token = getCookie(c, cookie)
    if (!token) {
      const begun = await call('POST', '/api/chat', undefined, { lang: langOf(form.get('begin')) })
      if (!begun.token) return sendPage(c, html('ja', null, begun.detail ?? null), 503)
      token = begun.token
      setCookie(c, cookie, token, { path: '/', secure, httpOnly: true, sameSite: 'Lax' })
    }
    const choice = form.get('choice')
    const text = form.get('text')
    if (choice !== null || (text !== null && text.trim() !== '')) {
      const said = choice === null ? { text } : { choice }
      const answer = await call('POST', '/api/chat/messages', token, {
        id: form.get('id') ?? random.token(),
        ...said,
      })
      if (answer.status === 401) {
        deleteCookie(c, cookie, { path: '/', secure })
        return sendPage(c, html('ja', null, '前のお話は終わっています。もう一度、はじめから書いてください。'))
      }
      // A refusal is told in place: what could not be kept may still carry a danger card.
      if (answer.status >= 400) {
        const shown = answer.messages ?? (await call('GET', '/api/chat', token)).messages ?? []
        return sendPage(
          c,
          html('ja', shown, answer.detail ?? null),
          answer.status === 413 ? 413 : answer.status === 503 ? 503 : 200,
        )
      }
    }
    return c.redirect('/chat#end', 303)
  })

  app.post('/chat/leave', async (c) => {
    const token = getCookie(c, cookie)
    if (token && !foreign(c)) await call('DELETE', '/api/chat', token)
    deleteCookie(c, cookie, { path: '/', secure })
    return c.redirect(NEUTRAL_PAGE, 303)
  })

  return app
}
