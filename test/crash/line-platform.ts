import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { faultsOf } from '../line/line-limits.ts'
import type { Dice } from './dice.ts'
import type { SentEvent } from './residents.ts'

/** A request as it arrived, whatever became of it. */
export interface Arrived {
  /** The reply token, or the retry key. */
  readonly by: string
  readonly messages: readonly unknown[]
}

/** A request LINE took: from here on its messages stand in the resident's chat. */
export interface Accepted extends Arrived {
  readonly at: number
  readonly way: 'reply' | 'push'
}

const FAULTS = ['500', 'reset', 'accept-reset', 'accept-500', 'accept-hang'] as const
export type Fault = (typeof FAULTS)[number]
/** After these nobody but LINE knows whether the request was taken. */
export const AMBIGUOUS: readonly Fault[] = ['500', 'reset', 'accept-reset', 'accept-500', 'accept-hang']

const FAULT_SHARE = 0.02
const TOKEN_MS = 60_000
const EVENT_MS = 20 * 60_000
const KEY_MS = 24 * 3_600_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface Token {
  readonly eventAt: number
  deliveredAt: number
  used: boolean
}

interface Answer {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

const INVALID: Answer = { status: 400, body: { message: 'Invalid reply token' } }

/**
 * LINE's sending side on loopback, by LINE's published rules: a token works once, a minute from its
 * (re)delivery and twenty from its event; a retry key works once in 24 hours, and never on a reply.
 */
export async function linePlatform(
  dice: Dice,
  accessToken: string,
  {
    kinds = FAULTS,
    remember = (messages) => messages,
  }: {
    /** What goes wrong now and then. */
    readonly kinds?: readonly Fault[]
    /** What is kept of a request's messages. */
    readonly remember?: (messages: readonly unknown[]) => readonly unknown[]
  } = {},
) {
  const accepted: Accepted[] = []
  const arrived: Arrived[] = []
  const tokens = new Map<string, Token>()
  const keys = new Map<string, { readonly at: number; readonly request: string }>()
  const faults = new Map<Fault, number>()
  const answers = new Map<string, number>()
  const wrong: string[] = []
  let requests = 0

  function reply(body: Record<string, unknown>, key: string | undefined, now: number): Answer {
    if (key !== undefined) return { status: 400, body: { message: 'The retry key is not allowed' } }
    const token = tokens.get(String(body.replyToken))
    if (!token || token.used || now - token.deliveredAt > TOKEN_MS || now - token.eventAt > EVENT_MS)
      return INVALID
    token.used = true
    return take('reply', String(body.replyToken), body, now)
  }
  function push(body: Record<string, unknown>, key: string | undefined, now: number): Answer {
    if (key === undefined || !UUID.test(key)) return { status: 400, body: { message: 'Bad retry key' } }
    const before = keys.get(key)
    if (before && now - before.at < KEY_MS)
      return {
        status: 409,
        body: { message: 'The retry key is already accepted', sentMessages: [] },
        headers: { 'x-line-accepted-request-id': before.request },
      }
    keys.set(key, { at: now, request: `request-${requests}` })
    return take('push', key, body, now)
  }
  function take(way: 'reply' | 'push', by: string, body: Record<string, unknown>, at: number): Answer {
    const messages = body.messages as unknown[]
    accepted.push({ at, way, by, messages: remember(messages) })
    return { status: 200, body: { sentMessages: messages.map((_, i) => ({ id: `${requests}-${i}` })) } }
  }
  function act(path: string, body: Record<string, unknown>, request: IncomingMessage): Answer {
    if (request.headers.authorization !== `Bearer ${accessToken}`)
      return { status: 401, body: { message: 'Authentication failed' } }
    if (path === '/v2/bot/chat/loading/start') return { status: 202, body: {} }
    const key = request.headers['x-line-retry-key'] as string | undefined
    const found = Array.isArray(body.messages) ? faultsOf(body.messages) : ['no messages']
    if (found.length > 0) {
      wrong.push(...found)
      return { status: 400, body: { message: 'The request body has errors', details: [] } }
    }
    if (path === '/v2/bot/message/reply') return reply(body, key, Date.now())
    if (path === '/v2/bot/message/push') return push(body, key, Date.now())
    return { status: 404, body: { message: 'Not found' } }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += chunk
    requests += 1
    const path = request.url ?? ''
    // This account has no menus: the watch for the hour asks once after each start.
    if (request.method === 'GET') return void response.writeHead(404).end('{}')
    const asked = JSON.parse(text) as Record<string, unknown>
    if (path.startsWith('/v2/bot/message/'))
      arrived.push({
        by: String(asked.replyToken ?? request.headers['x-line-retry-key']),
        messages: remember(asked.messages as unknown[]),
      })
    // As rare for each kind, however many there are.
    const fault = kinds[dice.below(Math.round(1 / FAULT_SHARE))]
    if (fault && path.startsWith('/v2/bot/message/')) faults.set(fault, (faults.get(fault) ?? 0) + 1)
    if (fault === 'reset') return void request.socket.destroy()
    const failed: Answer = { status: 500, body: { message: 'Internal' } }
    const answer = fault === '500' ? failed : act(path, asked, request)
    if (fault === 'accept-reset') return void request.socket.destroy()
    if (fault === 'accept-hang') return
    const { status, body, headers } = fault === 'accept-500' ? failed : answer
    const name = `${path.split('/').at(-1)} ${status}`
    answers.set(name, (answers.get(name) ?? 0) + 1)
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-line-request-id': `request-${requests}`,
      ...headers,
    })
    response.end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    // A caller that was killed in the middle of its request.
    handle(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    /** Every request with messages, in the order in which they came. */
    arrived,
    faults,
    /** How often each call was answered with which status. */
    answers,
    /** What LINE would have refused in our messages. */
    wrong,
    /** A delivery leaves: the token's minute begins, or begins again when it is a redelivery. */
    delivers({ token, at }: SentEvent, redelivery: boolean): void {
      const known = tokens.get(token)
      if (!known) tokens.set(token, { eventAt: at, deliveredAt: Date.now(), used: false })
      else if (redelivery) known.deliveredAt = Date.now()
    },
    close(): void {
      server.close()
      server.closeAllConnections()
    },
  }
}
export type LinePlatform = Awaited<ReturnType<typeof linePlatform>>
