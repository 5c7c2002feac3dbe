import { validateSignature } from '@line/bot-sdk'
import { type Context, Hono } from 'hono'
import type { Intake } from '../bot/intake.ts'
import type { Pace } from '../bot/pace.ts'
import { fieldsOf, textOf } from '../channels/line/fields.ts'
import { type EventRead, type ReadContext, readEvent } from '../channels/line/read.ts'
import type { Clock, Log, Received } from '../ports.ts'
import { problem } from './problem.ts'
import { parseJson, readBody } from './read-body.ts'

export interface LineParts {
  /** The channel secret, and the former one while it is being exchanged. */
  readonly secrets: readonly string[]
  /** Our bot's LINE id; null when it is not known, and every destination is ours. */
  readonly botUserId: string | null
  readonly intake: Intake
  readonly reading: Omit<ReadContext, 'now'>
  /** Whether these words are dangerous: such an event is not held back for others. */
  readonly urgent: (received: Received) => boolean
  /** Sends the danger card by reply token, without the store; null when nothing is dangerous. */
  readonly answerAtOnce: (received: Received) => Promise<unknown> | null
  readonly clock: Clock
  readonly log: Log
  /** Runs an acknowledgement before anything that can wait. */
  readonly urgently?: Pace['urgently']
}

const MOST_BODY = 1_000_000
/** LINE waits 2 s: one for the store, and the rest for a danger card when the store is away. */
const STORE_MS = 1_000
const CARD_MS = 700

/** Resolves with the work or with the time, whichever is first over. */
async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}

/** `POST /line/webhook`. 200 means: every event of the request is on disk, or on record as ignored. */
export function lineRoutes(parts: LineParts | null): Hono {
  const app = new Hono()

  app.post('/line/webhook', async (c) => {
    if (!parts) return problem(c, 503, 'LINE は設定されていません。')
    return parts.urgently ? parts.urgently(() => take(c, parts)) : take(c, parts)
  })
  return app
}

async function take(c: Context, parts: LineParts): Promise<Response> {
  const { secrets, intake, clock, log } = parts
  const bytes = await readBody(c, MOST_BODY)
  if (!bytes) return problem(c, 413, '送られた内容が大きすぎます。')
  // Over the bytes as received: LINE may write 「あ」 as itself or as \u3042.
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signature = c.req.header('x-line-signature') ?? ''
  if (!secrets.some((secret) => validateSignature(raw, secret, signature)))
    return problem(c, 401, '署名が確かめられません。')
  const webhook = fieldsOf({ webhook: parseJson(bytes) }, 'webhook')
  const events = webhook && Object.hasOwn(webhook, 'events') ? webhook.events : null
  if (!webhook || !Array.isArray(events)) return problem(c, 400, 'LINE の形式として読めません。')
  const destination = textOf(webhook, 'destination', 100)
  if (parts.botUserId !== null && destination !== null && destination !== parts.botUserId) {
    log('warn', 'line-other-bot', { events: events.length })
    return c.json({})
  }

  const now = clock()
  const reads = events.map((event) => readEvent(event, { ...parts.reading, now }))
  const durable = new Set<EventRead>()
  let anyUrgent = false
  const keep = async (read: EventRead): Promise<void> => {
    if (read.kind === 'received') {
      const { received } = read
      const urgent = parts.urgent(received)
      const kept = await intake.keep(received, { urgent })
      anyUrgent ||= urgent
      if (kept === 'known') log('info', 'line-known', { event: received.id })
    } else {
      if (read.id && read.conversation) await intake.ignore(read.conversation, read.id, read.reason)
      log('info', 'line-ignored', { event: read.id, reason: read.reason })
    }
    durable.add(read)
  }
  await within(Promise.allSettled(reads.map(keep)), STORE_MS)
  if (durable.size > 0) intake.wake({ urgent: anyUrgent }).catch(() => {})
  if (durable.size === reads.length) return c.json({})
  log('error', 'line-not-kept', { events: reads.length, kept: durable.size })

  // Danger is answered also while nothing can be kept; LINE brings the event again for the record.
  const cards = reads.flatMap((read) =>
    read.kind === 'received' && !durable.has(read) ? (parts.answerAtOnce(read.received) ?? []) : [],
  )
  await within(Promise.allSettled(cards), CARD_MS)
  return problem(c, 503, 'いま記録ができません。もう一度お送りください。')
}
