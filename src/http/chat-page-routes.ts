import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { noteSeen } from '../bot/seen-on-page.ts'
import type { TurnTaker } from '../bot/take-turn.ts'
import { readHolding } from '../cases/ownership.ts'
import { ALL_LANGS, type Lang } from '../content/vocabulary.ts'
import type { Clock, Randomness, Store } from '../ports.ts'
import type { Message } from '../triage/message.ts'
import { type ChatPage, chatPage } from '../ui/chat/chat-page.ts'
import { NEUTRAL_PAGE } from '../ui/chat/leave.ts'
import { type Look, PLAIN_LOOK, readLook } from '../ui/chat/look.ts'
import { wordsIn } from '../ui/chat/words.ts'
import type { ReadingsOf } from '../ui/ruby.ts'
import { toDocument } from '../ui/to-html.ts'
import { talkSoFar } from './chat-events.ts'
import { type ChatDoor, isForeign, PAGE_MS, pageCookie } from './chat-session.ts'
import { type PageStatus, sendPage } from './page-headers.ts'
import { problem } from './problem.ts'
import { parseJson, readBody } from './read-body.ts'
import type { OpenTalk } from './talk-opener.ts'
import type { TalkSessions } from './talk-sessions.ts'

export interface ChatPageParts {
  readonly ward: ChatPage['ward'] & { readonly frameAncestors: readonly string[] }
  readonly style: string
  readonly script: string
  /** `/api/chat`: forms are one more client of it, with its checks, its limits and its answers. */
  readonly api: Pick<Hono, 'request'>
  readonly turns: Pick<TurnTaker, 'transcript'>
  readonly store: Store
  readonly sessions: TalkSessions
  readonly open: OpenTalk
  readonly readings: ReadingsOf
  readonly random: Randomness
  readonly clock: Clock
}

const MOST_BODY = 100_000
const MOST_LETTERS = 20_000
const asked = z.object({ texts: z.array(z.string()).max(200) })

const langOf = (text: unknown): Lang => ALL_LANGS.find((lang) => lang === text) ?? 'ja'

/** The chat page at one address, and the same conversation by plain forms for browsers without script. */
export function chatPageRoutes(parts: ChatPageParts, door: ChatDoor): Hono {
  const { ward, style, script, api, turns, store, sessions, open, readings, random, clock } = parts
  const { base } = door
  const app = new Hono()
  const cookie = pageCookie(door)
  const ancestors = door.framed ? ward.frameAncestors : []

  interface Shown {
    readonly lang: Lang
    readonly messages: readonly Message[] | null
    readonly look?: Look
    readonly trouble?: string | null
    readonly resumed?: boolean
  }
  const show = (c: Context, shown: Shown, status: PageStatus = 200) => {
    const { look = PLAIN_LOOK, trouble = null, resumed = false, ...rest } = shown
    const page = {
      ...rest,
      look,
      trouble,
      resumed,
      base,
      ward,
      style,
      script,
      readings,
      turn: random.token(),
    }
    return sendPage(c, toDocument(chatPage(page)), status, ancestors)
  }
  const lookOf = async (token: string): Promise<Look> => {
    const kept = await sessions.look(token)
    return kept === null ? PLAIN_LOOK : readLook(JSON.parse(kept))
  }
  /** The talk that this browser's cookie opens. */
  const known = async (c: Context) => {
    const token = cookie.read(c)
    const conversation = await sessions.conversationOf(token)
    if (!token || !conversation) return null
    const talk = await talkSoFar({ store, transcript: turns.transcript, conversation })
    return { token, conversation, ...talk, look: await lookOf(token) }
  }
  const saidSomething = (messages: readonly Message[]) => messages.some(({ from }) => from === 'resident')
  const begin = async (c: Context, lang: Lang) => {
    const begun = await open(c, lang, PAGE_MS)
    if (typeof begun !== 'number') cookie.write(c, begun.token)
    return begun
  }
  const bytesOf = (c: Context) => readBody(c, MOST_BODY)

  app.get(base, async (c) => {
    const lang = langOf(c.req.query('lang'))
    const talk = await known(c)
    if (!talk) {
      cookie.forget(c)
      return show(c, { lang, messages: null })
    }
    const { messages, look, conversation } = talk
    const answer = messages.findLast(({ from }) => from === 'staff')
    // A browser that only looks ahead shows it to nobody.
    if (answer && c.req.header('sec-purpose') === undefined)
      await noteSeen(store, conversation, Date.parse(answer.at))
    return show(c, { lang: messages.at(-1)?.lang ?? lang, messages, look, resumed: saidSomething(messages) })
  })

  app.post(base, async (c) => {
    if (isForeign(c)) return show(c, { lang: 'ja', messages: null, trouble: wordsIn('ja').elsewhere }, 403)
    const bytes = await bytesOf(c)
    const form = new URLSearchParams(new TextDecoder().decode(bytes ?? new Uint8Array()))
    let talk = await known(c)
    const lang = talk?.messages.at(-1)?.lang ?? langOf(form.get('begin'))
    const words = wordsIn(lang)
    if (!bytes)
      return show(c, { ...talk, lang, messages: talk?.messages ?? null, trouble: words['too-long'] }, 413)
    const choice = form.get('choice')
    const text = form.get('text')
    const says = choice !== null || (text !== null && text.trim() !== '')
    let token = talk?.token
    if (!token) {
      // What is said to a talk that is over is not said to a new one.
      if (cookie.read(c) !== undefined && says) {
        cookie.forget(c)
        return show(c, { lang, messages: null, trouble: words.over })
      }
      const begun = await begin(c, lang)
      if (typeof begun === 'number') return show(c, { lang, messages: null, trouble: words.busy }, 503)
      token = begun.token
      talk = null
    }
    if (says) {
      const said = choice === null ? { text } : { choice }
      const response = await api.request('/api/chat/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ id: form.get('id') || random.token(), ...said }),
      })
      const answer = (await response.json()) as { messages?: Message[] }
      // A refusal is told in place: what could not be kept may still carry a danger card.
      if (!response.ok) {
        const { status } = response
        const trouble =
          status === 413 || status === 422 ? words['too-long'] : status === 429 ? words.busy : words.down
        const messages = [...(talk?.messages ?? []), ...(answer.messages ?? [])]
        return show(
          c,
          { ...talk, lang, messages, trouble },
          status === 413 || status === 429 ? status : status === 503 ? 503 : 200,
        )
      }
      // The answer to 消して stands nowhere: it is shown now or never.
      const left = await known(c)
      if (left && left.messages.length === 0)
        return show(c, {
          ...left,
          lang: answer.messages?.at(-1)?.lang ?? lang,
          messages: answer.messages ?? [],
        })
    }
    return c.redirect(`${base}#end`, 303)
  })

  app.post(`${base}/session`, async (c) => {
    if (isForeign(c)) return problem(c, 403, 'このページの外からは使えません。')
    const bytes = await bytesOf(c)
    const { lang } = (bytes && (parseJson(bytes) as { lang?: unknown } | undefined)) ?? {}
    const talk = await known(c)
    const json = (body: object) => c.json(body, 200, { 'cache-control': 'no-store' })
    if (talk) {
      const { conversation, messages, last, look } = talk
      const token = await sessions.open(conversation, PAGE_MS)
      return json({ token, messages, last, look, resumed: saidSomething(messages) })
    }
    const begun = await begin(c, langOf(lang))
    if (typeof begun === 'number') {
      c.header('retry-after', String(begun))
      return problem(c, 429, 'いま混み合っています。少し待ってから、開き直してください。')
    }
    const { conversation, messages } = begun
    const token = await sessions.open(conversation, PAGE_MS)
    return json({ token, messages, last: messages.length, look: PLAIN_LOOK, resumed: false })
  })

  app.post(`${base}/look`, async (c) => {
    const token = cookie.read(c)
    const bytes = await bytesOf(c)
    if (isForeign(c) || !bytes) return problem(c, 403, 'このページの外からは使えません。')
    const json = parseJson(bytes)
    const form = new URLSearchParams(json === undefined ? new TextDecoder().decode(bytes) : '')
    if (token && (await sessions.conversationOf(token))) {
      const size = form.get('size')
      const ruby = form.get('ruby')
      const was = await lookOf(token)
      const next = json ?? { ...was, ...(size ? { size } : {}), ...(ruby ? { ruby: ruby === 'true' } : {}) }
      await sessions.setLook(token, JSON.stringify(readLook(next)), PAGE_MS)
    }
    return json === undefined ? c.redirect(base, 303) : c.body(null, 204)
  })

  app.post(`${base}/readings`, async (c) => {
    const bearer = /^Bearer ([\w-]{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (!(await sessions.conversationOf(bearer))) return problem(c, 401, 'このお話の鍵が見つかりません。')
    const bytes = await bytesOf(c)
    const body = asked.safeParse(bytes && parseJson(bytes))
    if (!body.success || body.data.texts.join('').length > MOST_LETTERS)
      return problem(c, 422, 'texts に、読みを知りたい文を並べてください。')
    return c.json({ readings: body.data.texts.map((text) => readings(text)) }, 200, {
      'cache-control': 'no-store',
    })
  })

  app.post(`${base}/leave`, async (c) => {
    const bytes = await bytesOf(c)
    if (!isForeign(c)) {
      // A frame whose cookie is refused says its token in the body.
      const said = new TextDecoder().decode(bytes ?? new Uint8Array())
      for (const token of new Set([cookie.read(c), /^[\w-]{20,200}$/.test(said) ? said : undefined])) {
        const conversation = await sessions.conversationOf(token)
        if (!conversation) continue
        // Whom a person is waiting for or talking with is not lost by leaving: the page ends, the talk stays.
        const { phase } = await readHolding(store, conversation)
        if (phase !== 'open') await turns.transcript.erase(conversation, clock())
        await sessions.closeAll(conversation)
        await store.notify(`conversation:${conversation}`)
      }
    }
    cookie.forget(c)
    // The script's beacon has nobody to redirect: its page is on its way already.
    const beacon = c.req.header('content-type')?.startsWith('text/plain')
    return beacon ? c.body(null, 204) : c.redirect(NEUTRAL_PAGE, 303)
  })

  return app
}
