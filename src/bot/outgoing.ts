import type { Batch, Clock, Job } from '../ports.ts'
import type { Message } from '../triage/message.ts'
import type { BotFence } from './bot-fence.ts'
import { type inFlight, OUTBOX, type Waiting } from './in-flight.ts'

export type AnswersTo = (
  job: Job,
  waiting: Waiting,
  requests: readonly (readonly object[])[],
  /** What the requests say. */
  messages: readonly Pick<Message, 'danger'>[],
  fence?: BotFence,
) => NonNullable<Batch['enqueues']>

/** Said by the service itself: not while a person owns the talk. */
const ONLY_PERSONS: BotFence = { term: null, safe: [] }

/** Outbox jobs that answer an event: named after its job, the first with its delivery's reply token. */
export function answersTo(wire: ReturnType<typeof inFlight>, clock: Clock): AnswersTo {
  return (job, { received, receivedAt }, requests, said, fence = ONLY_PERSONS) => {
    const grave = said.some(({ danger }) => danger !== undefined && danger !== 'none')
    const now = clock()
    const group = received.what.kind === 'invited'
    return requests.map((messages, i) => ({
      queue: OUTBOX,
      id: i === 0 ? job.id : `${job.id}/${i + 1}`,
      lane: job.lane,
      order: now,
      value: wire.sealOutgoing(job.lane, {
        to: group || received.to === '' ? null : received.to,
        replyToken: i === 0 ? received.replyToken : null,
        receivedAt,
        eventAt: received.at,
        order: now,
        messages,
        plain: false,
        weight: grave ? 'safety' : 'promised',
        fence: i === 0 ? fence : { ...fence, safe: [] },
      }),
      notBefore: now,
    }))
  }
}
