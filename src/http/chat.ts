import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { noteSeen } from '../bot/seen-on-page.ts'
import type { TurnTaker } from '../bot/take-turn.ts'
import { chatMessage, readChatMessage } from '../channels/web/read.ts'
import { ALL_LANGS } from '../content/vocabulary.ts'
import type { Clock, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { streamTalk } from './chat-events.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { problem } from './problem.ts'
import { parseJson, readBody } from './read-body.ts'
import type { OpenTalk } from './talk-opener.ts'
import type { TalkSessions } from './talk-sessions.ts'
import { tokenBucket } from './token-bucket.ts'

export interface ChatParts {
  readonly turns: TurnTaker
  readonly store: Store
  readonly sessions: TalkSessions
  readonly open: OpenTalk
  readonly clock: Clock
}

const MOST_BODY = 100_000
const TOKEN_MS = 30 * 24 * 3_600_000
const start = z.object({ lang: z.enum(ALL_LANGS).optional() })

/** `POST /api/chat/seen`. */
export const seenMessage = z.object({ message: z.string().min(1).max(200) })

const fromElsewhere = (c: Context) => c.req.header('sec-fetch-site') === 'cross-site'

/** `/api/chat`: the web conversation. The bearer token is the only key to it, and never stands in a URL. */
export function chatRoutes({ turns, store, sessions, open, clock }: ChatParts): Hono {
  const app = new Hono()
  /** Nobody writes faster. */
  const writing = tokenBucket({ burst: 30, perSecond: 2, clock })
  const inOrder = oneAtATime()
  const inDanger = tokenBucket({ burst: 10, perSecond: 0.5, clock })

  const tokenOf = (c: Context): string | null => {
    const header = c.req.header('authorization') ?? ''
    const match = /^Bearer ([\w-]{20,200})$/.exec(header)
    return match?.[1] ?? null
  }
  const conversationOf = (c: Context) => sessions.conversationOf(tokenOf(c))
  const unknown = (c: Context) =>
    problem(c, 401, 'このお話の鍵が見つかりません。はじめから開き直してください。')
  const down = (c: Context, more = {}) =>
    problem(c, 503, 'いま記録ができません。少し待ってから、もう一度送ってください。', more)
  const tooMany = (c: Context, seconds: number, detail: string, more = {}) => {
    c.header('retry-after', String(seconds))
    return problem(c, 429, detail, more)
  }

  app.use('/api/chat/*', async (c, next) => {
    if (fromElsewhere(c)) return problem(c, 403, 'このページの外からは使えません。')
    return next()
  })

  app.post('/api/chat', async (c) => {
    const bytes = await readBody(c, MOST_BODY)
    if (!bytes) return problem(c, 413, '送られた内容が大きすぎます。')
    const asked = start.safeParse(bytes.length === 0 ? {} : parseJson(bytes))
    if (!asked.success) return problem(c, 422, 'lang に使えるのは ja, easy, en などの決まった値です。')
    const begun = await open(c, asked.data.lang ?? 'ja', TOKEN_MS)
    if (typeof begun === 'number')
      return tooMany(c, begun, 'いま混み合っています。少し待ってから、開き直してください。')
    return c.json(begun, 201, { 'cache-control': 'no-store' })
  })

  app.get('/api/chat', async (c) => {
    const conversation = await conversationOf(c)
    if (!conversation) return unknown(c)
    const messages = (await turns.transcript.since(conversation, 0)).map(({ message }) => message)
    return c.json({ conversation, messages }, 200, { 'cache-control': 'no-store' })
  })

  app.post('/api/chat/messages', async (c) => {
    const bytes = await readBody(c, MOST_BODY)
    if (!bytes) return problem(c, 413, 'メッセージが長すぎます。短く分けて送ってください。')
    const json = parseJson(bytes)
    if (json === undefined) return problem(c, 400, '送られた内容が JSON として読めません。')
    const message = chatMessage.safeParse(json)
    if (!message.success) return problem(c, 422, 'id と、text・choice・location のどれか一つが必要です。')
    const inbound = (conversation: string) => readChatMessage(message.data, conversation, clock())
    try {
      const conversation = await conversationOf(c)
      if (!conversation) return unknown(c)
      const wait = writing.take(conversation)
      if (wait > 0) {
        // Danger goes before every limit; a flood of it is answered without being kept.
        const card = turns.cardWithoutStore(inbound(conversation), 'ja')
        if (!card || inDanger.take(conversation) > 0)
          return tooMany(
            c,
            wait,
            '続けてたくさん届いたので、少し待っています。数秒おいて、もう一度送ってください。',
            card ? { messages: [card] } : {},
          )
      }
      const messages = await inOrder(conversation, () => turns.take(inbound(conversation)))
      return c.json({ messages }, 200, { 'cache-control': 'no-store' })
    } catch (fault) {
      if (!(fault instanceof StoreDown)) throw fault
      // Danger is answered also while nothing can be kept.
      const card = turns.cardWithoutStore(inbound('unknown'), 'ja')
      return down(c, card ? { messages: [card] } : {})
    }
  })

  app.get('/api/chat/events', async (c) => {
    const conversation = await conversationOf(c)
    if (!conversation) return unknown(c)
    return streamTalk(c, { store, transcript: turns.transcript, conversation })
  })

  app.post('/api/chat/seen', async (c) => {
    const conversation = await conversationOf(c)
    if (!conversation) return unknown(c)
    const bytes = await readBody(c, MOST_BODY)
    if (!bytes) return problem(c, 413, '送られた内容が大きすぎます。')
    const asked = seenMessage.safeParse(parseJson(bytes))
    if (!asked.success) return problem(c, 422, 'message に、職員の返事の id が必要です。')
    const message = await turns.transcript.message(conversation, asked.data.message)
    if (message?.from === 'staff') await noteSeen(store, conversation, Date.parse(message.at))
    return c.body(null, 204)
  })

  app.delete('/api/chat', async (c) => {
    const conversation = await conversationOf(c)
    const token = tokenOf(c)
    if (!conversation || !token) return unknown(c)
    await turns.transcript.erase(conversation, clock())
    await sessions.closeAll(conversation)
    await sessions.close(token)
    await store.notify(`conversation:${conversation}`)
    return c.body(null, 204)
  })

  return app
}
