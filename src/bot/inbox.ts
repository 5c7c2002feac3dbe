import { caseNews } from '../cases/case-news.ts'
import type { Batch, Clock, Courier, Job, Log, Received, Sealer, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import type { Effect, Inbound } from '../triage/conversation.ts'
import type { Message, Outbound } from '../triage/message.ts'
import { type Burst, burstsOf, type Opened } from './bubbles.ts'
import { burial } from './bury.ts'
import { caseEntry } from './case-entry.ts'
import { waitMs } from './delivery.ts'
import { INBOX, inFlight, OUTBOX } from './in-flight.ts'
import { answersTo } from './outgoing.ts'
import type { Pace } from './pace.ts'
import { type QueueWorker, queueWorker, type Run } from './queue-worker.ts'
import type { ReplyNotice } from './reply-notice.ts'
import { burstTaker } from './take-burst.ts'
import type { TurnTaker } from './take-turn.ts'
import { wayTeller } from './tell-way.ts'
import { REMEMBER_MS } from './transcript.ts'

export interface InboxParts {
  readonly turns: TurnTaker
  readonly store: Store
  readonly sealer: Sealer
  readonly courier: Pick<Courier, 'working'>
  readonly clock: Clock
  readonly log: Log
  /** Messages as requests to the platform, each at most five wire objects. */
  readonly write: (messages: readonly Outbound[], conversation: string) => readonly (readonly object[])[]
  /** The answer with what is sent beside it and stands in no transcript, like the way to the ward's own page. */
  readonly beside: (
    inbound: Inbound,
    messages: readonly Message[],
    effects: readonly Effect[],
  ) => { readonly messages: readonly Outbound[]; readonly puts: NonNullable<Batch['puts']> } | null
  /** What is told of an answer that is read on the ward's own page. */
  readonly replies: Pick<ReplyNotice, 'asksWay' | 'way'>
  /** Said by the reply token when an answer takes so long that the token would be lost. */
  readonly slowLine: () => readonly object[]
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
const LONGEST_HOLD_MS = 1_000
/** A token lives a minute: from here on it is better spent on a word than lost. */
const SLOW_MS = 35_000
const TOKEN_MS = 50_000
/** Turns at a time: one takes the processor, the others wait for the disk or to be let pass (`pace.ts`). */
const TURNS = 24
/** So many bubbles are looked at together. */
const MOST_BUBBLES = 20
const FIRST_WAIT_MS = 200

/**
 * Takes the turns of received events, each conversation in the order things happened, and hands the
 * answers to the outbox in the same atomic step that settles the event.
 */
export function inboxWorker(parts: InboxParts): QueueWorker {
  const { turns, store, sealer, clock, log } = parts
  const wire = inFlight(sealer)

  const ackOf = (...jobs: readonly Job[]): Pick<Batch, 'acks'> => ({
    acks: jobs.map(({ id, fence }) => ({ queue: INBOX, id, fence })),
  })
  const outgoing = answersTo(wire, clock)
  const commit = async (job: Job, batch: Omit<Batch, 'unit'>): Promise<void> => {
    const done = await store.commit({ unit: job.lane, ...batch })
    if (!done.ok) throw new StoreDown(`the conversation changed: ${done.conflict}`)
  }

  const takeTurn = burstTaker(parts, outgoing)
  const tellWay = wayTeller(parts, outgoing)

  async function work(burst: Burst): Promise<void> {
    const [{ job, waiting }] = burst
    const { received } = waiting
    const { what } = received
    switch (what.kind) {
      case 'said':
        return (await tellWay(burst[0])) ? undefined : takeTurn(burst)
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
          // Staff who wait for this resident wait in vain.
          appends: [caseEntry(clock(), { kind: 'left' })],
          enqueues: [caseNews(job.lane, `${job.id}-left`, clock())],
        })
      case 'invited':
        await commit(job, {
          ...ackOf(job),
          enqueues: received.standby ? [] : outgoing(job, waiting, [parts.groupLine()], []),
        })
        return store.notify(OUTBOX)
    }
  }

  const bury = burial(parts, outgoing)

  /** Spends a token that would otherwise be lost before the answer is there. Best effort. */
  async function sayItTakesLong({ job, waiting }: Opened): Promise<void> {
    const { received, receivedAt } = waiting
    const age = clock() - receivedAt
    if (received.standby || received.what.kind !== 'said' || received.replyToken === null) return
    if (age < SLOW_MS || age > TOKEN_MS) return
    const [answer] = outgoing(job, { receivedAt, received: { ...received, to: '' } }, [parts.slowLine()], [])
    if (!answer) return
    const put = { key: `slow:${job.id}`, value: '1', expect: 0, expires: clock() + REMEMBER_MS }
    const spent = { ...answer, id: `${job.id}~slow` }
    await store.commit({ unit: job.lane, puts: [put], enqueues: [spent] }).catch(() => {})
  }

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
        await sayItTakesLong(burst[0])
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
