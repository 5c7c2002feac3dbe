import { randomBytes } from 'node:crypto'
import { createBot } from '../../src/bot/controller.ts'
import { turnTaker } from '../../src/bot/take-turn.ts'
import type { Role } from '../../src/cases/access.ts'
import type { Mailer } from '../../src/cases/notify-staff.ts'
import { replyDelivery } from '../../src/entry/deliver-reply.ts'
import { createStaff } from '../../src/entry/staff.ts'
import { createApp } from '../../src/http/app.ts'
import type { Store } from '../../src/ports.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { passwords } from '../../src/stores/passwords.ts'
import { sealer } from '../../src/stores/seal.ts'
import type { InboundContent } from '../../src/triage/conversation.ts'
import type { Message } from '../../src/triage/message.ts'
import { guideOf } from '../support/built.ts'
import { watched } from '../support/canaries/watch.ts'

const random = { token: () => randomBytes(24).toString('base64url') }
/** みほん区, a Wednesday morning in the staff's hours. */
export const MORNING = Date.parse('2026-11-25T10:00:00+09:00')
export const PASSWORD = 'a password of the tests'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what an API answers is judged by the tests themselves
  readonly body: any
}

/** The staff's side and the residents' over one store and one clock, as the service wires them. */
export async function desk(
  options: {
    ward?: string
    store?: Store
    mailer?: Mailer
    publicUrl?: string
    secret?: string
    previous?: string[]
    /** Messages as requests to LINE, where the talks are on LINE. */
    write?: (messages: readonly Message[]) => readonly (readonly object[])[]
  } = {},
) {
  const { guide, ward, findDanger, canned } = await guideOf(options.ward ?? 'mihon')
  const time = { now: MORNING }
  const clock = () => time.now
  const store = options.store ?? memoryStore(clock)
  const lines: string[] = []
  const log = watched((level, event, fields) => void lines.push(JSON.stringify({ level, event, ...fields })))
  const secret = options.secret ?? 'a secret of the tests'
  const seal = sealer(secret, options.previous)
  const publicUrl = options.publicUrl ?? 'http://localhost'
  const staff = createStaff({
    store,
    sealer: seal,
    clock,
    appSecret: options.previous?.at(-1) ?? secret,
    log,
    guide,
    ward,
    publicUrl,
    mailer: options.mailer ?? null,
    canned,
    passwords: passwords(4),
  })
  const bot = createBot(guide, findDanger)
  const { cases } = staff
  const turns = turnTaker({ store, sealer: seal, bot, guide, findDanger, clock, random, log, cases })
  const routes = staff.routes({
    transcript: turns.transcript,
    replies: replyDelivery({ store, sealer: seal, clock, write: options.write ?? null }),
    told: () => {},
    read: () => {},
    style: 'page.css',
  })
  const app = createApp({ log, modules: [routes], switchboard: ward.switchboard.phone })

  let said = 0
  /** A resident does something on the web. */
  const resident = async (conversation: string, content: InboundContent | string) => {
    const what: InboundContent = typeof content === 'string' ? { kind: 'text', text: content } : content
    const messages = await turns.take({
      id: `in-${++said}`,
      conversation,
      channel: 'web',
      at: clock(),
      content: what,
    })
    await staff.feed.runOnce()
    return messages
  }

  async function ask(
    cookie: string,
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ) {
    const response = await app.request(path, {
      method,
      headers: { 'content-type': 'application/json', cookie, ...more },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const words = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(words) : words,
    }
    return answer
  }

  /** Somebody of the staff, signed in. */
  const signIn = async (
    username: string,
    role: Role = 'staff',
    team = 'fukushi',
    more: { outside?: boolean; email?: string } = {},
  ) => {
    await staff.accounts.add({
      username,
      name: `${username}さん`,
      role,
      team,
      password: PASSWORD,
      totp: false,
      ...more,
    })
    const signed = await ask('', 'POST', '/api/staff/session', { username, password: PASSWORD })
    const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? ''
    const version = async (id: string) => (await staff.book.load(id)).state.version
    return {
      cookie,
      get: (path: string) => ask(cookie, 'GET', path),
      post: (path: string, body: unknown, headers = {}) => ask(cookie, 'POST', path, body, headers),
      list: async (view: string): Promise<string[]> =>
        (await ask(cookie, 'GET', `/api/staff/cases?view=${view}`)).body.cases.map(
          (one: { id: string }) => one.id,
        ),
      /** An action on the case as it stands. */
      act: async (id: string, action: string, body: object = {}) =>
        ask(cookie, 'POST', `/api/staff/cases/${id}/${action}`, { version: await version(id), ...body }),
    }
  }
  return { store, sealer: seal, staff, turns, app, time, lines, resident, ask, signIn }
}

export type Desk = Awaited<ReturnType<typeof desk>>
