import type { Batch, Clock, Courier, Job, Log, Received, Sealer, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import type { Inbound } from '../triage/conversation.ts'
import type { Message } from '../triage/message.ts'
import { waitMs } from './delivery.ts'
import { INBOX, inFlight, OUTBOX, type Waiting } from './in-flight.ts'
import { type QueueWorker, queueWorker } from './queue-worker.ts'
import type { TurnTaker } from './take-turn.ts'

export interface InboxParts {
  readonly turns: TurnTaker
  readonly store: Store
  readonly sealer: Sealer
  readonly courier: Pick<Courier, 'working'>
  readonly clock: Clock
  readonly log: Log
  readonly worker: string
  /** Messages as requests to the platform, each at most five wire objects. */
  readonly write: (messages: readonly Message[], conversation: string) => readonly (readonly object[])[]
  /** Said once to a group that invites the account. */
  readonly groupLine: () => readonly object[]
  /** Said when an event could not be handled after every try: sorry, and a telephone. */
  readonly apology: () => readonly object[]
}

const MOST_TRIES = 5
/** Also a store that comes and goes, or an event that ends the process, ends here. */
const MOST_CLAIMS = 20
const SLOW_MS = 1_000
const FIRST_WAIT_MS = 200
/** Longer than a message can be unsent in LINE. */
const MESSAGE_IDS_MS = 30 * 24 * 3_600_000

/** What was received as the inbound of a turn; null when it is none. */
export function inboundOf({ id, conversation, at, what }: Received): Inbound | null {
  return what.kind === 'said' ? { id, conversation, channel: 'line', at, content: what.content } : null
}

/**
 * Takes the turns of received events, each conversation in the order things happened, and hands the
 * answers to the outbox in the same atomic step that settles the event.
 */
export function inboxWorker(parts: InboxParts): QueueWorker {
  const { turns, store, sealer, courier, clock, log } = parts
  const wire = inFlight(sealer)

  const ackOf = (job: Job): Pick<Batch, 'acks'> => ({
    acks: [{ queue: INBOX, id: job.id, fence: job.fence }],
  })
  const outgoing = (
    job: Job,
    { received, receivedAt }: Waiting,
    requests: readonly (readonly object[])[],
  ) => {
    const now = clock()
    const group = received.what.kind === 'invited'
    return requests.map((messages, i) => ({
      queue: OUTBOX,
      id: i === 0 ? job.id : `${job.id}/${i + 1}`,
      lane: job.lane,
      order: now,
      value: wire.sealOutgoing(job.lane, {
        to: group ? null : received.to,
        replyToken: i === 0 ? received.replyToken : null,
        receivedAt,
        eventAt: received.at,
        order: now,
        messages,
        plain: false,
      }),
      notBefore: now,
    }))
  }
  const commit = async (job: Job, batch: Omit<Batch, 'unit'>): Promise<void> => {
    const done = await store.commit({ unit: job.lane, ...batch })
    if (!done.ok) throw new StoreDown(`the conversation changed: ${done.conflict}`)
  }

  async function takeTurn(job: Job, waiting: Waiting, inbound: Inbound): Promise<void> {
    const { received, receivedAt } = waiting
    const { messageId } = received.what.kind === 'said' ? received.what : { messageId: null }
    if (messageId && (await store.get(job.lane, `unsent:${messageId}`))) {
      log('info', 'line-unsent-before', { job: job.id })
      return commit(job, ackOf(job))
    }
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
            ...ackOf(job),
            enqueues: outgoing(job, waiting, requests),
            puts: [
              ...(user ? [] : [wire.userPut(job.lane, received.to)]),
              ...(messageId
                ? [
                    {
                      key: `line-message:${messageId}`,
                      value: `${inbound.id}-0`,
                      expect: 'any' as const,
                      expires: clock() + MESSAGE_IDS_MS,
                    },
                  ]
                : []),
            ],
            deletes: left ? [{ key: 'line-left' }] : [],
          }
        },
      })
    } finally {
      clearTimeout(slow)
    }
    // Answered before, by a process whose acknowledgement we have not seen: nothing is left but the job.
    if (!settled) await store.commit({ unit: job.lane, ...ackOf(job) })
    await store.notify(OUTBOX)
  }

  async function work(job: Job, waiting: Waiting): Promise<void> {
    const { received } = waiting
    const { what } = received
    const inbound = inboundOf(received)
    if (inbound) return takeTurn(job, waiting, inbound)
    switch (what.kind) {
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

  /** Buried for staff to see; the resident is told once, by the next possible way. */
  async function bury(job: Job, reason: string): Promise<void> {
    try {
      const waiting = wire.openWaiting(job.lane, job.value)
      const sorry = waiting.received.standby || waiting.received.what.kind !== 'said' ? [] : [parts.apology()]
      await store.commit({
        unit: job.lane,
        puts: [{ key: `sorry:${job.id}`, value: reason, expect: 0 }],
        enqueues: outgoing(job, waiting, sorry),
      })
    } catch (fault) {
      if (fault instanceof StoreDown) throw fault
      log('error', 'line-unreadable-job', { job: job.id })
    }
    await store.release(job, { dead: reason })
    log('error', 'inbox-dead', { job: job.id, reason })
    await store.notify(OUTBOX)
  }

  async function handle(job: Job): Promise<void> {
    if (job.tries > MOST_CLAIMS) return bury(job, 'never-came-back')
    try {
      await work(job, wire.openWaiting(job.lane, job.value))
    } catch (fault) {
      const name = fault instanceof Error ? fault.name : typeof fault
      log('warn', 'inbox-fault', { job: job.id, tries: job.tries, fault: name })
      if (job.tries >= MOST_TRIES && !(fault instanceof StoreDown)) return bury(job, name)
      await store.release(job, { retryAt: clock() + waitMs(job.id, job.tries, { first: FIRST_WAIT_MS }) })
    }
  }

  return queueWorker({ store, queue: INBOX, worker: parts.worker, clock, log, handle })
}
