import type { Clock, Received, Sealer, Store } from '../ports.ts'
import { INBOX, inFlight } from './in-flight.ts'
import { REMEMBER_MS } from './transcript.ts'

export interface Intake {
  /** On disk when it resolves; `known` when this event was kept before. Rejects with `StoreDown`. */
  keep(received: Received, options: { readonly urgent: boolean }): Promise<'kept' | 'known'>
  /** Remembers that the event came and why nothing is done. */
  ignore(conversation: string, id: string, reason: string): Promise<void>
  /** Wakes the workers, after everything of a request is kept. What is held back they find by looking. */
  wake(options: { readonly urgent: boolean }): Promise<void>
}

interface Parts {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  /** How long an event waits for an earlier one still on its way; events come out of order. */
  readonly holdMs: number
}

/** The durable doorstep of the inbox: an event's id and its job in one atomic step. */
export function intake({ store, sealer, clock, holdMs }: Parts): Intake {
  const wire = inFlight(sealer)
  const seen = (id: string, value: string, now: number) => ({
    key: `seen:${id}`,
    value,
    expect: 0,
    expires: now + REMEMBER_MS,
  })
  return {
    async keep(received, { urgent }) {
      const { conversation, id, at, what } = received
      const now = clock()
      const committed = await store.commit({
        unit: conversation,
        puts: [
          seen(id, 'kept', now),
          // Stands at once, so that neither a waiting nor a later copy of the message is used.
          ...(what.kind === 'unsent'
            ? [
                {
                  key: `unsent:${what.messageId}`,
                  value: id,
                  expect: 'any' as const,
                  expires: now + REMEMBER_MS,
                },
              ]
            : []),
        ],
        enqueues: [
          {
            queue: INBOX,
            id: `${conversation}/${id}`,
            lane: conversation,
            order: at,
            value: wire.sealWaiting(conversation, { received, receivedAt: now }),
            notBefore: urgent ? now : now + holdMs,
          },
        ],
      })
      return committed.ok ? 'kept' : 'known'
    },
    async ignore(conversation, id, reason) {
      await store.commit({ unit: conversation, puts: [seen(id, reason, clock())] })
    },
    async wake({ urgent }) {
      if (urgent || holdMs === 0) await store.notify(INBOX)
    },
  }
}
