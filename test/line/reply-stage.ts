import { createHmac } from 'node:crypto'
import { createBot } from '../../src/bot/controller.ts'
import { turnTaker } from '../../src/bot/take-turn.ts'
import { personalWords } from '../../src/directory/personal-words.ts'
import { random, tokenDigest } from '../../src/entry/bearer-token.ts'
import { replyDelivery } from '../../src/entry/deliver-reply.ts'
import { createLine } from '../../src/entry/line.ts'
import { createStaff } from '../../src/entry/staff.ts'
import { createApp } from '../../src/http/app.ts'
import { chatRoutes } from '../../src/http/chat.ts'
import { chatPageRoutes } from '../../src/http/chat-page-routes.ts'
import { oneTimeLinkRoutes } from '../../src/http/one-time-link.ts'
import { talkOpener } from '../../src/http/talk-opener.ts'
import { talkSessions } from '../../src/http/talk-sessions.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { passwords } from '../../src/stores/passwords.ts'
import { sealer } from '../../src/stores/seal.ts'
import { standsAlone } from '../../src/triage/stands-alone.ts'
import { guideOf } from '../support/built.ts'
import { quiet } from '../support/canaries/watch.ts'
import type { Platform } from './platform.ts'
import { SECRET } from './stage.ts'

const PASSWORD = 'a password of the tests'
/** みほん区, a Wednesday morning in the staff's hours. */
const MORNING = Date.parse('2026-11-25T10:00:00+09:00')

/** One resident on LINE and one member of staff, over the service as it is wired. */
export async function replyStage(platform: Platform, lane?: 'open_only' | 'in_line_with_notice') {
  const loaded = await guideOf('mihon')
  const time = { now: MORNING }
  const clock = () => time.now
  const store = memoryStore(clock)
  const { guide, findDanger, canned, readings } = loaded
  const ward = { ...loaded.ward, lineLane: lane ?? loaded.ward.lineLane }
  const appSecret = 'an application secret'
  const publicUrl = 'https://madoguchi.test'
  const seal = sealer(appSecret)
  const digest = tokenDigest(appSecret)
  const staff = createStaff({
    store,
    sealer: seal,
    clock,
    appSecret,
    log: quiet,
    guide,
    ward,
    canned,
    publicUrl,
    mailer: null,
    passwords: passwords(4),
  })
  const bot = createBot(guide, findDanger)
  const { cases } = staff
  const turns = turnTaker({ store, sealer: seal, bot, guide, findDanger, clock, random, log: quiet, cases })
  const sessions = talkSessions({ store, random, clock, digest })
  const open = talkOpener({ turns, sessions, clock })
  const chat = chatRoutes({ turns, store, sessions, open, clock })
  const personal = personalWords(ward)
  const line = createLine({
    turns,
    store,
    sealer: seal,
    clock,
    log: quiet,
    appSecret,
    phrases: guide.phrases,
    switchboard: ward.switchboard.phone,
    lane: ward.lineLane,
    monthlyPushes: null,
    publicUrl,
    personal: (text) => personal(text).left.length > 0,
    wholeTowns: [],
    random,
    digest,
    alone: standsAlone(guide),
    secrets: [SECRET],
    credentials: { kind: 'long-lived', token: 'token' },
    apiBase: platform.api,
    holdMs: 0,
  })
  const shown = { ward, style: 'page.css', secure: true }
  const app = createApp({
    log: quiet,
    switchboard: ward.switchboard.phone,
    modules: [
      line.routes,
      chat,
      oneTimeLinkRoutes({ ...shown, links: line.links, sessions }),
      chatPageRoutes(
        { ...shown, script: 'chat.js', api: chat, turns, store, sessions, open, readings, random, clock },
        { base: '/chat', framed: false, secure: true },
      ),
      staff.routes({
        transcript: turns.transcript,
        replies: replyDelivery({ store, sealer: seal, clock, write: line.write, notice: line.replies }),
        told: () => {},
        read: () => {},
        style: 'page.css',
      }),
    ],
  })
  await staff.accounts.add({
    username: 'sato',
    name: '佐藤',
    role: 'staff',
    team: 'intake',
    password: PASSWORD,
    totp: false,
  })
  const json = { 'content-type': 'application/json' }
  async function signIn(): Promise<string> {
    const signed = await app.request('/api/staff/session', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ username: 'sato', password: PASSWORD }),
    })
    return signed.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  let cookie = await signIn()

  /** Works until nothing can be done before `ms` have passed. */
  async function work(ms = 1_000) {
    const end = time.now + ms
    for (;;) {
      const done = (await line.inbox.runOnce()) + (await line.outbox.runOnce())
      if (done > 0) continue
      if (time.now >= end) break
      time.now += 100
    }
    while ((await staff.feed.runOnce()) > 0);
  }
  let events = 0
  async function deliver(what: object): Promise<void> {
    const event = {
      webhookEventId: `01E${++events}`,
      timestamp: time.now,
      mode: 'active',
      source: { type: 'user', userId: 'U4af4980629' },
      replyToken: `token-${events}`,
      deliveryContext: { isRedelivery: false },
      ...what,
    }
    const body = JSON.stringify({ destination: 'U0', events: [event] })
    const signature = createHmac('sha256', SECRET).update(body).digest('base64')
    await app.request('/line/webhook', {
      method: 'POST',
      body,
      headers: { 'x-line-signature': signature },
    })
  }
  const ask = async (path: string, body?: object) => {
    const once = () =>
      app.request(`/api/staff/${path}`, {
        headers: { ...json, cookie },
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      })
    let answer = await once()
    // Hours pass in these tests, and a session does not last them.
    if (answer.status === 401) {
      cookie = await signIn()
      answer = await once()
    }
    return { status: answer.status, body: await answer.json() }
  }
  const at = {
    app,
    time,
    store,
    work,
    ask,
    says: async (text: string) => {
      await deliver({ type: 'message', message: { type: 'text', id: `9${events}`, text } })
      await work()
    },
    /** Presses the button that LINE was sent with these words. */
    presses: async (data: string) => {
      await deliver({ type: 'postback', postback: { data } })
      await work()
    },
    /** The one case there is. */
    async case() {
      const lists = await Promise.all(
        ['queue', 'mine', 'team', 'waiting'].map((view) => ask(`cases?view=${view}`)),
      )
      const id = lists.flatMap(({ body }) => body.cases.map((one: { id: string }) => one.id))[0]
      return (await ask(`cases/${id}`)).body
    },
    async act(action: string, body: object = {}) {
      const { id, version } = await at.case()
      return ask(`cases/${id}/${action}`, { version, ...body })
    },
    async replies(text: string) {
      const answer = await at.act('reply', { text })
      await work(100)
      return answer
    },
  }
  return at
}
export type ReplyStage = Awaited<ReturnType<typeof replyStage>>
