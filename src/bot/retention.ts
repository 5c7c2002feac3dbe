import { type Recorded, readCaseEvent } from '../cases/case-event.ts'
import { CASE } from '../cases/case-news.ts'
import { foldCase } from '../cases/case-state.ts'
import { CHAT_DAYS, keptUntil } from '../cases/keeping.ts'
import type { Batch, Clock, Job, Log, Store } from '../ports.ts'
import { type QueueWorker, queueWorker, type Run } from './queue-worker.ts'
import type { Transcript } from './transcript.ts'

export const KEEPING = 'keeping'
const DAY_MS = 24 * 3_600_000
/** Nothing is urgent here: looking through all that is kept costs more than finding it some minutes later. */
const POLL_MS = 10 * 60_000

/** The entry that has a talk looked at again when it might be over. Made with its first word. */
export function keepingJob(conversation: string, now: number): NonNullable<Batch['enqueues']>[number] {
  const notBefore = now + CHAT_DAYS * DAY_MS
  return { queue: KEEPING, id: conversation, lane: conversation, order: now, value: '', notBefore }
}

interface Parts {
  readonly store: Store
  readonly transcript: Transcript
  readonly clock: Clock
  readonly log: Log
}

/** Erases what has been kept for as long as its class is kept (`cases/keeping.ts`), as 消して would. */
export function retentionWorker({ store, transcript, clock, log }: Parts): QueueWorker {
  async function until(conversation: string, heardAt: number): Promise<number | null> {
    const entries = await store.read(conversation, CASE, 0)
    const events = entries.flatMap(({ seq, at, value }): Recorded[] => {
      const event = readCaseEvent(value)
      return event ? [{ ...event, seq, at }] : []
    })
    return keptUntil(foldCase(events), heardAt)
  }
  async function settle(job: Job): Promise<void> {
    const now = clock()
    const { session } = await transcript.open(job.lane)
    const end = session && (await until(job.lane, session.at))
    if (session && (end === null || end > now))
      return store.release(job, { retryAt: end ?? now + 30 * DAY_MS, untried: true })
    if (session) {
      await transcript.erase(job.lane, now)
      log('info', 'kept-long-enough', { conversation: job.lane })
    }
    await store.commit({ unit: job.lane, acks: [{ queue: KEEPING, id: job.id, fence: job.fence }] })
  }
  const handle = async ([job]: Run) => settle(job)
  return queueWorker({
    store,
    queue: KEEPING,
    clock,
    log,
    handle,
    limit: 16,
    pollMs: POLL_MS,
    leaseMs: 60_000,
  })
}
