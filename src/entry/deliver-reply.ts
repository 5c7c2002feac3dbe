import { inFlight, OUTBOX } from '../bot/in-flight.ts'
import type { Delivery } from '../cases/case-book.ts'
import type { Clock, Sealer, Store } from '../ports.ts'
import type { Message } from '../triage/message.ts'

interface Parts {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  /** As requests to LINE; null where LINE is off. */
  readonly write:
    | ((messages: readonly Message[], conversation: string) => readonly (readonly object[])[])
    | null
}

/**
 * How a staff reply reaches the resident, as part of the commit that decides it: the web page reads the
 * transcript, a LINE talk gets an entry in the outbox.
 */
export function replyDelivery({ store, sealer, clock, write }: Parts): Delivery {
  const wire = inFlight(sealer)
  return async (conversation, message, term) => {
    const to = await wire.userOf(store, conversation)
    if (to === null || !write) return {}
    const now = clock()
    return {
      enqueues: write([message], conversation).map((messages, i) => ({
        queue: OUTBOX,
        id: `${conversation}/${message.id}${i === 0 ? '' : `/${i + 1}`}`,
        lane: conversation,
        order: now,
        value: wire.sealOutgoing(conversation, {
          to,
          replyToken: null,
          receivedAt: now,
          eventAt: now,
          order: now,
          messages,
          plain: false,
          weight: term === undefined ? 'promised' : 'nice',
          fence: term === undefined ? null : { term, safe: [] },
        }),
        notBefore: now,
      })),
    }
  }
}
