import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { TurnTaker } from '../bot/take-turn.ts'
import { chatMessage, readChatMessage } from '../channels/web/read.ts'
import { ALL_LANGS } from '../content/vocabulary.ts'
import type { Clock, Randomness, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { openTalk, tokenUnit } from './open-talk.ts'
import { problem } from './problem.ts'
import { parseJson, readBody } from './read-body.ts'

export interface ChatParts {
  readonly turns: TurnTaker
  readonly store: Store
  readonly random: Randomness
  readonly clock: Clock
  /** SHA-256, base64url: tokens are kept only as their hash. */
  readonly digest: (text: string) => string
}

const MOST_BODY = 100_000
const HEARTBEAT_MS = 15_000
const start = z.object({ lang: z.enum(ALL_LANGS).optional() })

/** `/api/chat`: the web conversation. The bearer token is the only key to it, and never stands in a URL. */
export function chatRoutes({ turns, store, random, clock, digest }: ChatParts): Hono {
  const app = new Hono()

  const tokenOf = (c: Context): string | null => {
    const header = c.req.header('authorization') ?? ''
    const match = /^Bearer ([\w-]{20,200})$/.exec(header)
    return match?.[1] ?? null
  }
  const conversationOf = async (c: Context): Promise<string | null> => {
    const token = tokenOf(c)
    return token ? ((await store.get(tokenUnit(digest(token)), 'conversation'))?.value ?? null) : null
  }
  const unknown = (c: Context) =>
    problem(c, 401, 'このお話の鍵が見つかりません。はじめから開き直してください。')
  const down = (c: Context, more = {}) =>
    problem(c, 503, 'いま記録ができません。少し待ってから、もう一度送ってください。', more)

  app.post('/api/chat', async (c) => {
    const bytes = await readBody(c, MOST_BODY)
    if (!bytes) return problem(c, 413, '送られた内容が大きすぎます。')
    const asked = start.safeParse(bytes.length === 0 ? {} : parseJson(bytes))
    if (!asked.success) return problem(c, 422, 'lang に使えるのは ja, easy, en などの決まった値です。')
    const conversation = random.token()
    const at = clock()
    const lang = asked.data.lang ?? 'ja'
    // Side by side: they wait for one sync of the disk, and neither says anything before both are kept.
    const [token, messages] = await Promise.all([
      openTalk({ store, random, clock, digest }, conversation),
      turns.take(
        { id: 'arrive', conversation, channel: 'web', at, content: { kind: 'arrive', lang } },
        { lang },
      ),
    ])
    return c.json({ token, conversation, messages }, 201, { 'cache-control': 'no-store' })
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
      const messages = await turns.take(inbound(conversation))
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
    let after = Number(c.req.header('last-event-id') ?? 0)
    if (!Number.isSafeInteger(after) || after < 0) after = 0
    return streamSSE(c, async (stream) => {
      let wake = () => {}
      let told = true
      const stop = store.subscribe(`conversation:${conversation}`, () => {
        told = true
        wake()
      })
      stream.onAbort(() => {
        stop()
        wake()
      })
      while (!stream.aborted) {
        if (told) {
          told = false
          for (const { seq, message } of await turns.transcript.since(conversation, after)) {
            await stream.writeSSE({ event: 'message', id: String(seq), data: JSON.stringify(message) })
            after = seq
          }
          continue
        }
        const timer = { id: undefined as ReturnType<typeof setTimeout> | undefined }
        await new Promise<void>((resolve) => {
          wake = resolve
          timer.id = setTimeout(resolve, HEARTBEAT_MS)
        })
        clearTimeout(timer.id)
        if (!told && !stream.aborted) {
          await stream.write(': still here\n\n')
          // Other processes tell us best effort; look for ourselves as well.
          told = true
        }
      }
    })
  })

  app.delete('/api/chat', async (c) => {
    const conversation = await conversationOf(c)
    const token = tokenOf(c)
    if (!conversation || !token) return unknown(c)
    await turns.transcript.erase(conversation, clock())
    await store.commit({ unit: tokenUnit(digest(token)), deletes: [{ key: 'conversation' }] })
    return c.body(null, 204)
  })

  return app
}
