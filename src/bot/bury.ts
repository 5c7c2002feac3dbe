import { caseNews } from '../cases/case-news.ts'
import type { Job } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { caseEntry } from './case-entry.ts'
import { inFlight, OUTBOX } from './in-flight.ts'
import type { InboxParts } from './inbox.ts'
import type { AnswersTo } from './outgoing.ts'
import { ownWords } from './own-words.ts'

/**
 * Buries an event for staff to see; the resident is told once, by the next possible way. What was written
 * goes into the transcript, where 消して finds it: a dead letter itself holds no words.
 */
export function burial(
  { turns, store, sealer, clock, log, apology }: InboxParts,
  answersTo: AnswersTo,
): (job: Job, reason: string) => Promise<void> {
  const wire = inFlight(sealer)

  async function tell(job: Job, reason: string): Promise<void> {
    const waiting = wire.openWaiting(job.lane, job.value)
    const { standby, what, id, at } = waiting.received
    const sorry = standby || what.kind !== 'said' ? [] : [apology()]
    const words = what.kind === 'said' ? ownWords(what.content, () => null) : null
    const kept = words === null ? null : await turns.transcript.note(job.lane, { id, at, text: words })
    await store.commit({
      unit: job.lane,
      puts: [{ key: `sorry:${job.id}`, value: reason, expect: 0 }, ...(kept?.puts ?? [])],
      appends: [...(kept?.appends ?? []), caseEntry(clock(), { kind: 'not-handled', event: id, reason })],
      enqueues: [...answersTo(job, waiting, sorry, []), caseNews(job.lane, `${job.id}-buried`, clock())],
    })
  }
  return async (job, reason) => {
    try {
      await tell(job, reason)
    } catch (fault) {
      if (fault instanceof StoreDown) throw fault
      log('error', 'line-unreadable-job', { job: job.id })
    }
    await store.release(job, { dead: reason })
    log('error', 'inbox-dead', { job: job.id, reason })
    await store.notify(OUTBOX)
  }
}
