import type { Batch, Job, Received } from '../ports.ts'
import { goesOn } from '../text/goes-on.ts'
import type { Inbound } from '../triage/conversation.ts'
import type { Burst, Opened } from './bubbles.ts'
import { INBOX, inFlight, OUTBOX, type Waiting } from './in-flight.ts'
import type { InboxParts } from './inbox.ts'
import type { AnswersTo } from './outgoing.ts'

const SLOW_MS = 1_000
/** Longer than a message can be unsent in LINE. */
const MESSAGE_IDS_MS = 30 * 24 * 3_600_000

function joined(texts: readonly string[]): string {
  return texts.reduce((before, text) => `${before}${goesOn(before) ? '' : '\n'}${text}`)
}

/** What was received, in one bubble or several, as the inbound of a turn; null when it is none. */
export function inboundOf(received: readonly Received[]): Inbound | null {
  const [first] = received
  if (first?.what.kind !== 'said') return null
  const { id, conversation, at, what } = first
  const inbound = { id, conversation, channel: 'line' as const, at, content: what.content }
  if (received.length === 1) return inbound
  const texts = received.flatMap(({ id, at, what }) =>
    what.kind === 'said' && what.content.kind === 'text' ? [{ id, at, ...what.content }] : [],
  )
  const bubbles = texts.map(({ id, at, text }) => ({ id, at, text }))
  const text = joined(bubbles.map((bubble) => bubble.text))
  const left = [...new Set(texts.flatMap((one) => one.left ?? []))]
  return { ...inbound, content: { kind: 'text', text, ...(left.length > 0 ? { left } : {}) }, bubbles }
}

/** Which message of the transcript LINE's own message is, for when it is unsent. */
function messageIdPuts({ id, what }: Received, now: number): NonNullable<Batch['puts']> {
  if (what.kind !== 'said' || what.messageId === null) return []
  const key = `line-message:${what.messageId}`
  return [{ key, value: `${id}-0`, expect: 'any', expires: now + MESSAGE_IDS_MS }]
}

/** Takes the turn of bubbles read as one; answers and acknowledgements are written in the turn's own step. */
export function burstTaker(
  { turns, store, sealer, courier, clock, log, write, beside }: InboxParts,
  answersTo: AnswersTo,
): (burst: Burst) => Promise<void> {
  const wire = inFlight(sealer)
  const ackOf = (jobs: readonly Job[]): Pick<Batch, 'acks'> => ({
    acks: jobs.map(({ id, fence }) => ({ queue: INBOX, id, fence })),
  })

  /** Without the bubbles that were taken back while they waited. */
  async function stillSaid(burst: Burst): Promise<readonly Opened[]> {
    const [{ job }] = burst
    const idOf = ({ waiting: { received } }: Opened) =>
      received.what.kind === 'said' ? received.what.messageId : null
    const unsent = await store.getMany(
      job.lane,
      burst.map((opened) => `unsent:${idOf(opened)}`),
    )
    const gone = burst.map((opened, i) => idOf(opened) !== null && unsent[i] !== null)
    for (const [i, { job }] of burst.entries())
      if (gone[i]) log('info', 'line-unsent-before', { job: job.id })
    return burst.filter((_, i) => !gone[i])
  }
  /** The delivery to answer: its token may have been spent on saying that the answer takes a while. */
  async function answering(job: Job, waiting: Waiting): Promise<Waiting> {
    const spent = job.tries > 1 && (await store.get(job.lane, `slow:${job.id}`)) !== null
    return spent ? { ...waiting, received: { ...waiting.received, replyToken: null } } : waiting
  }

  return async (burst) => {
    const [{ job }] = burst
    const jobs = burst.map((opened) => opened.job)
    const said = await stillSaid(burst)
    const newest = said.at(-1)
    const all = said.map(({ waiting }) => waiting.received)
    const inbound = inboundOf(all)
    if (!newest || !inbound) {
      await store.commit({ unit: job.lane, ...ackOf(jobs) })
      return
    }
    const { received, receivedAt } = newest.waiting
    const [[user, left], waiting] = await Promise.all([
      store.getMany(job.lane, ['line-user', 'line-left']),
      answering(job, newest.waiting),
    ])
    const { replyToken } = waiting.received
    const readToken = all.findLast(({ what }) => what.kind === 'said' && what.readToken)?.what
    const slow = received.standby
      ? undefined
      : setTimeout(() => void courier.working(received.to), Math.max(0, receivedAt + SLOW_MS - clock()))
    let settled = false
    try {
      await turns.take(inbound, {
        overhear: received.standby,
        also: (messages, effects, term) => {
          settled = true
          const more = received.standby ? null : beside(inbound, messages, effects)
          const requests = received.standby ? [] : write(more?.messages ?? messages, job.lane)
          const [safe = []] = write(
            messages.filter(({ from }) => from === 'system'),
            job.lane,
          )
          return {
            ...ackOf(jobs),
            enqueues: answersTo(job, waiting, requests, messages, { term, safe }),
            puts: [
              ...(user ? [] : [wire.userPut(job.lane, received.to)]),
              ...all.flatMap((one) => messageIdPuts(one, clock())),
              ...(readToken?.kind === 'said' && readToken.readToken
                ? [{ key: 'line-read', value: readToken.readToken, expect: 'any' as const }]
                : []),
              ...(requests.length === 0 && replyToken !== null && !received.standby
                ? [wire.sparePut(job.lane, { replyToken, receivedAt, eventAt: received.at })]
                : []),
              ...(more?.puts ?? []),
            ],
            deletes: left ? [{ key: 'line-left' }] : [],
          }
        },
      })
    } finally {
      clearTimeout(slow)
    }
    // Answered before, by a process whose acknowledgement we have not seen: nothing is left but the jobs.
    if (!settled) await store.commit({ unit: job.lane, ...ackOf(jobs) })
    await store.notify(OUTBOX)
  }
}
