import type { Batch, Clock, Courier, Job, Log, Received, Sealer, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import type { Inbound } from '../triage/conversation.ts'
import type { Message } from '../triage/message.ts'
import { type Burst, burstsOf, type Opened } from './bubbles.ts'
import { burial } from './bury.ts'
import { waitMs } from './delivery.ts'
import { INBOX, inFlight, OUTBOX } from './in-flight.ts'
import { answersTo } from './outgoing.ts'
import type { Pace } from './pace.ts'
import { type QueueWorker, queueWorker, type Run } from './queue-worker.ts'
import type { TurnTaker } from './take-turn.ts'

export interface InboxParts {
  readonly turns: TurnTaker
  readonly store: Store
  readonly sealer: Sealer
  readonly courier: Pick<Courier, 'working'>
  readonly clock: Clock
  readonly log: Log
  /** Messages as requests to the platform, each at most five wire objects. */
  readonly write: (messages: readonly Message[], conversation: string) => readonly (readonly object[])[]
  /** Said once to a group that invites the account. */
  readonly groupLine: () => readonly object[]
  /** Said when an event could not be handled after every try: sorry, and a telephone. */
  readonly apology: () => readonly object[]
  /** Whether a text means something by being sent alone, and so is not read with its neighbours. */
  readonly alone: (text: string) => boolean
  /** How long an event waits for an earlier one still on its way. */
  readonly holdMs: number
  /** Danger in these words: they wait for nothing. */
  readonly urgent: (received: Received) => boolean
  /** Acknowledgements go before turns. */
  readonly pace?: Pick<Pace, 'turn'>
}

const MOST_TRIES = 5
/** Also a store that comes and goes, or an event that ends the process, ends here. */
const MOST_CLAIMS = 20
const SLOW_MS = 1_000
const LONGEST_HOLD_MS = 1_000
/** Turns at a time: they take the processor, and more of them at once would only make each slower. */
const TURNS = 8
/** So many bubbles are looked at together. */
const MOST_BUBBLES = 20
const FIRST_WAIT_MS = 200
/** Longer than a message can be unsent in LINE. */
const MESSAGE_IDS_MS = 30 * 24 * 3_600_000

/** What was received, in one bubble or several, as the inbound of a turn; null when it is none. */
export function inboundOf(received: readonly Received[]): Inbound | null {
  const [first] = received
  if (first?.what.kind !== 'said') return null
  const { id, conversation, at, what } = first
  const inbound = { id, conversation, channel: 'line' as const, at, content: what.content }
  if (received.length === 1) return inbound
  const bubbles = received.flatMap(({ id, at, what }) =>
    what.kind === 'said' && what.content.kind === 'text' ? [{ id, at, text: what.content.text }] : [],
  )
  const text = bubbles.map((bubble) => bubble.text).join('\n')
  return { ...inbound, content: { kind: 'text', text }, bubbles }
}

/**
 * Takes the turns of received events, each conversation in the order things happened, and hands the
 * answers to the outbox in the same atomic step that settles the event.
 */
export function inboxWorker(parts: InboxParts): QueueWorker {
  const { turns, store, sealer, courier, clock, log } = parts
  const wire = inFlight(sealer)

  const ackOf = (...jobs: readonly Job[]): Pick<Batch, 'acks'> => ({
    acks: jobs.map(({ id, fence }) => ({ queue: INBOX, id, fence })),
  })
  const outgoing = answersTo(wire, clock)
  const commit = async (job: Job, batch: Omit<Batch, 'unit'>): Promise<void> => {
    const done = await store.commit({ unit: job.lane, ...batch })
    if (!done.ok) throw new StoreDown(`the conversation changed: ${done.conflict}`)
  }

  /** Without the bubbles that were taken back while they waited. */
  async function stillSaid(burst: Burst): Promise<readonly Opened[]> {
    const unsent = await Promise.all(
      burst.map(async ({ job, waiting: { received } }) => {
        const id = received.what.kind === 'said' ? received.what.messageId : null
        return id !== null && (await store.get(job.lane, `unsent:${id}`)) !== null
      }),
    )
    for (const [i, { job }] of burst.entries())
      if (unsent[i]) log('info', 'line-unsent-before', { job: job.id })
    return burst.filter((_, i) => !unsent[i])
  }

  async function takeTurn(burst: Burst): Promise<void> {
    const [{ job }] = burst
    const jobs = burst.map((opened) => opened.job)
    const said = await stillSaid(burst)
    const newest = said.at(-1)
    const inbound = inboundOf(said.map(({ waiting }) => waiting.received))
    if (!newest || !inbound) return commit(job, ackOf(...jobs))
    const { received, receivedAt } = newest.waiting
    const [user, left] = await Promise.all([
      store.get(job.lane, 'line-user'),
      store.get(job.lane, 'line-left'),
    ])
    const slow = received.standby
      ? undefined
      : setTimeout(() => void courier.working(received.to), Math.max(0, receivedAt + SLOW_MS - clock()))
    let settled = false
    try {
      await turns.take(inbound, {
        overhear: received.standby,
        also: (messages) => {
          settled = true
          const requests = received.standby ? [] : parts.write(messages, job.lane)
          return {
            ...ackOf(...jobs),
            enqueues: outgoing(job, newest.waiting, requests),
            puts: [
              ...(user ? [] : [wire.userPut(job.lane, received.to)]),
              ...said.flatMap(({ waiting }) => messageIdPut(waiting.received)),
            ],
            deletes: left ? [{ key: 'line-left' }] : [],
          }
        },
      })
    } finally {
      clearTimeout(slow)
    }
    // Answered before, by a process whose acknowledgement we have not seen: nothing is left but the jobs.
    if (!settled) await store.commit({ unit: job.lane, ...ackOf(...jobs) })
    await store.notify(OUTBOX)
  }

  /** Which message of the transcript LINE's own message is, for when it is unsent. */
  const messageIdPut = ({ id, what }: Received) =>
    what.kind === 'said' && what.messageId !== null
      ? [
          {
            key: `line-message:${what.messageId}`,
            value: `${id}-0`,
            expect: 'any' as const,
            expires: clock() + MESSAGE_IDS_MS,
          },
        ]
      : []

  async function work(burst: Burst): Promise<void> {
    const [{ job, waiting }] = burst
    const { received } = waiting
    const { what } = received
    switch (what.kind) {
      case 'said':
        return takeTurn(burst)
      case 'unsent': {
        const message = await store.get(job.lane, `line-message:${what.messageId}`)
        const gone = message ? await turns.transcript.unsay(job.lane, message.value) : {}
        await commit(job, { ...ackOf(job), ...gone })
        return store.notify(`conversation:${job.lane}`)
      }
      case 'left':
        // Stops every push until a message or a follow shows that the account is no longer blocked.
        return commit(job, {
          ...ackOf(job),
          puts: [{ key: 'line-left', value: String(received.at), expect: 'any' }],
        })
      case 'invited':
        await commit(job, { ...ackOf(job), enqueues: outgoing(job, waiting, [parts.groupLine()]) })
        return store.notify(OUTBOX)
    }
  }

  const bury = burial(parts, outgoing)

  /** Opens what was claimed; what cannot be read is buried. */
  async function open(run: Run): Promise<readonly Opened[]> {
    const opened: Opened[] = []
    for (const job of run) {
      if (job.tries > MOST_CLAIMS) await bury(job, 'never-came-back')
      else
        try {
          opened.push({ job, waiting: wire.openWaiting(job.lane, job.value) })
        } catch {
          await bury(job, 'unreadable')
        }
    }
    return opened
  }

  /**
   * Until when this run waits: a bubble that has just come may be followed by another, or by an earlier one
   * that was slow. At most a second after the first came.
   */
  function waitUntil(opened: readonly Opened[]): number {
    const first = opened[0]?.waiting.receivedAt ?? 0
    if (opened.length < 2 || opened.some(({ waiting }) => parts.urgent(waiting.received))) return 0
    const newest = Math.max(...opened.map(({ waiting }) => waiting.receivedAt))
    return Math.min(newest + parts.holdMs, first + LONGEST_HOLD_MS)
  }

  async function handle(run: Run): Promise<void> {
    const opened = await open(run)
    const until = waitUntil(opened)
    if (until > clock()) {
      for (const { job } of opened) await store.release(job, { retryAt: until, untried: true })
      return
    }
    // What failed before is tried alone, so that it takes nobody with it.
    const [first] = opened
    const bursts =
      first && first.job.tries > 1 ? opened.map((one): Burst => [one]) : burstsOf(opened, parts.alone)
    for (const [i, burst] of bursts.entries()) {
      const [{ job }] = burst
      try {
        await work(burst)
      } catch (fault) {
        const name = fault instanceof Error ? fault.name : typeof fault
        log('warn', 'inbox-fault', { job: job.id, tries: job.tries, fault: name })
        const later = [...burst.slice(1), ...bursts.slice(i + 1).flat()]
        if (job.tries >= MOST_TRIES && !(fault instanceof StoreDown)) await bury(job, name)
        else {
          const retryAt = clock() + waitMs(job.id, job.tries, { first: FIRST_WAIT_MS })
          await store.release(job, { retryAt })
        }
        for (const behind of later) await store.release(behind.job, { retryAt: clock() })
        return
      }
    }
  }

  return queueWorker({
    store,
    queue: INBOX,
    clock,
    log,
    handle,
    limit: TURNS,
    perLane: MOST_BUBBLES,
    ...(parts.pace ? { pace: parts.pace } : {}),
  })
}
