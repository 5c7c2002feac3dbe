import { type Context, Hono } from 'hono'
import { talkResumer } from '../bot/resume-talk.ts'
import type { Ward } from '../content/ward.ts'
import type { TownEntry } from '../directory/town-search.ts'
import type { Guide } from '../triage/guide.ts'
import { PLAIN_LOOK, readLook } from '../ui/chat/look.ts'
import { cardPage } from '../ui/chat/side/card-page.ts'
import { keptPage } from '../ui/chat/side/kept-page.ts'
import { resumePage } from '../ui/chat/side/resume-page.ts'
import { townsPage } from '../ui/chat/side/towns-page.ts'
import type { Markup } from '../ui/markup.ts'
import { toDocument } from '../ui/to-html.ts'
import type { ChatPageParts } from './chat-page-routes.ts'
import { type ChatDoor, isForeign, PAGE_MS, pageCookie } from './chat-session.ts'
import { type PageStatus, sendPage } from './page-headers.ts'
import { peerOf } from './peer.ts'
import { readBody } from './read-body.ts'
import { tokenBucket } from './token-bucket.ts'

export interface SidePageParts
  extends Pick<
    ChatPageParts,
    'style' | 'script' | 'turns' | 'store' | 'sessions' | 'readings' | 'random' | 'clock'
  > {
  readonly ward: Pick<Ward, 'towns' | 'frameAncestors'>
  readonly guide: Guide
  readonly publicUrl: string
}

const MOST_FORM = 4_000

/** The pages beside the conversation: 窓口カード, what is kept, the list of towns, going on from another device. */
export function sidePageRoutes(parts: SidePageParts, door: ChatDoor): Hono {
  const { ward, style, script, turns, store, sessions, readings, random, clock, publicUrl, guide } = parts
  const { base } = door
  const app = new Hono()
  const cookie = pageCookie(door)
  const ancestors = door.framed ? ward.frameAncestors : []
  const resume = talkResumer({ store, transcript: turns.transcript, guide, clock })
  /** Only wrong tries count: a ward may stand behind one address. */
  const guessing = tokenBucket({ burst: 10, perSecond: 1 / 60, clock })
  const towns: readonly TownEntry[] = ward.towns.map(({ name, kana, aka }) => ({ name, kana, aka }))

  const send = (c: Context, markup: Markup, status: PageStatus = 200) =>
    sendPage(c, toDocument(markup), status, ancestors)
  const around = async (c: Context) => {
    const token = cookie.read(c)
    const conversation = await sessions.conversationOf(token)
    const messages = conversation
      ? (await turns.transcript.since(conversation, 0)).map(({ message }) => message)
      : []
    const kept = token && conversation ? await sessions.look(token) : null
    const look = kept === null ? PLAIN_LOOK : readLook(JSON.parse(kept))
    const lang = messages.at(-1)?.lang ?? 'ja'
    return { conversation, messages, page: { base, lang, look, style, script, readings } }
  }

  app.get(`${base}/card`, async (c) => {
    const { messages, page } = await around(c)
    const last = messages.findLast(({ card }) => card !== undefined)
    const card = last?.card ?? null
    const desk = last?.points?.find(({ id }) => id === card?.point) ?? null
    // Behind `#`: what is scanned stands in no log of any server on the way.
    const scan = `${publicUrl}/staff#ticket=${encodeURIComponent(card?.ticket ?? '')}`
    return send(c, cardPage({ ...page, card, desk, scan, large: c.req.query('view') === 'large' }))
  })

  app.get(`${base}/kept`, async (c) => {
    const { conversation, page } = await around(c)
    return send(c, keptPage({ ...page, talk: conversation !== null, turn: random.token() }))
  })

  app.get(`${base}/towns`, async (c) => {
    const { page } = await around(c)
    const typed = (c.req.query('q') ?? '').slice(0, 40)
    return send(c, townsPage({ ...page, towns, typed, turn: random.token() }))
  })
  if (!door.framed)
    app.get('/chat/towns.json', (c) => c.json({ towns }, 200, { 'cache-control': 'public, max-age=3600' }))

  app.get(`${base}/resume`, async (c) => {
    const { page } = await around(c)
    return send(c, resumePage({ ...page, refused: false }))
  })

  app.post(`${base}/resume`, async (c) => {
    const { page } = await around(c)
    const refused = (status: PageStatus) => send(c, resumePage({ ...page, refused: true }), status)
    const bytes = isForeign(c) ? null : await readBody(c, MOST_FORM)
    if (!bytes) return refused(403)
    const peer = peerOf(c)
    if (guessing.take(peer) > 0) return refused(429)
    const form = new URLSearchParams(new TextDecoder().decode(bytes))
    const said = (name: string) => (form.get(name) ?? '').slice(0, 200)
    const claimed = { ticket: said('ticket'), town: said('town'), area: said('area') }
    const conversation = await resume(claimed)
    if (conversation === null) return refused(200)
    guessing.giveBack(peer)
    cookie.write(c, await sessions.open(conversation, PAGE_MS))
    return c.redirect(`${base}#end`, 303)
  })

  return app
}
