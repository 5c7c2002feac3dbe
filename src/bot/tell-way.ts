import type { Opened } from './bubbles.ts'
import { INBOX, inFlight, OUTBOX } from './in-flight.ts'
import type { InboxParts } from './inbox.ts'
import type { AnswersTo } from './outgoing.ts'

/**
 * Answers 「返事を読む」 with the way to the ward's own page, whoever owns the talk: nothing is said in it, and
 * nothing of it is kept. False for everything else, and where no talk is kept (any more).
 */
export function wayTeller(
  { turns, store, sealer, clock, write, replies }: InboxParts,
  answersTo: AnswersTo,
): (opened: Opened) => Promise<boolean> {
  const wire = inFlight(sealer)
  return async ({ job, waiting }) => {
    const { received } = waiting
    if (received.standby || received.what.kind !== 'said' || !replies.asksWay(received.what.content))
      return false
    const [{ session }, user] = await Promise.all([
      turns.transcript.open(job.lane),
      store.get(job.lane, 'line-user'),
    ])
    if (!session) return false
    const { message, put } = replies.way(job.lane, session.lang, clock())
    const requests = write([message], job.lane)
    const [safe = []] = requests
    await store.commit({
      unit: job.lane,
      acks: [{ queue: INBOX, id: job.id, fence: job.fence }],
      puts: [put, ...(user ? [] : [wire.userPut(job.lane, received.to)])],
      deletes: [{ key: 'line-left' }],
      enqueues: answersTo(job, waiting, requests, [], { term: null, safe }),
    })
    await store.notify(OUTBOX)
    return true
  }
}
