import type { Received, Sealer, Store } from '../ports.ts'
import type { BotFence } from './bot-fence.ts'

/** An inbox job: the event, and when this delivery of it was received (its reply token lives from then). */
export interface Waiting {
  readonly received: Received
  /** Epoch ms. */
  readonly receivedAt: number
}

/** An outbox job: one request of at most five wire objects. */
export interface Outgoing {
  /** null: this chat is never pushed to (groups). */
  readonly to: string | null
  readonly replyToken: string | null
  /** When the delivery that carried the token was received, and when its event happened. Epoch ms. */
  readonly receivedAt: number
  readonly eventAt: number
  /** The job's place in its lane. */
  readonly order: number
  readonly messages: readonly object[]
  /** The plain words sent instead of objects the platform refused: not tried a third way. */
  readonly plain: boolean
  /** Not needed any more once the resident has seen on our page what was written then. Epoch ms. */
  readonly unlessSeen?: number
  /** What a push of it is worth, when the month's pushes run out. */
  readonly weight: Weight
  /** null: written by staff, or queued by a service that knew of none. */
  readonly fence?: BotFence | null
}

/** Safety is always pushed, what was promised as long as the platform takes it, the rest while there is room. */
export type Weight = 'safety' | 'promised' | 'nice'

/** A delivery whose token no answer needed, as a person has the talk: one reply is free, for a minute. */
export type Spare = Pick<Outgoing, 'receivedAt' | 'eventAt'> & { readonly replyToken: string }

export const INBOX = 'line-in'
export const OUTBOX = 'line-out'

// What is on its way is erased with its job, so it needs no salt that can be deleted before.
const WAITING = 'waiting-1'
const OUTGOING = 'outgoing-1'
const USER = 'user-1'
const SPARE = 'spare-1'
/** The key of a `Spare`. Whoever uses one deletes it in the same step, so that no token is used twice. */
export const SPARE_TOKEN = 'line-spare'
const SPARE_MS = 50_000

/** Seals what stands in the queues, and the platform's user id, which is kept for pushes alone. */
export function inFlight(sealer: Sealer) {
  const seal = (conversation: string, use: string, value: unknown) =>
    sealer.seal(conversation, use, JSON.stringify(value))
  const open = (conversation: string, use: string, sealed: string): unknown =>
    JSON.parse(sealer.open(conversation, use, sealed))
  return {
    sealWaiting: (conversation: string, waiting: Waiting) => seal(conversation, WAITING, waiting),
    openWaiting: (conversation: string, sealed: string) => open(conversation, WAITING, sealed) as Waiting,
    sealOutgoing: (conversation: string, outgoing: Outgoing) => seal(conversation, OUTGOING, outgoing),
    openOutgoing: (conversation: string, sealed: string) => open(conversation, OUTGOING, sealed) as Outgoing,
    /** The put that keeps whom to push to. */
    userPut: (conversation: string, to: string) => ({
      key: 'line-user',
      value: seal(conversation, USER, to),
      expect: 'any' as const,
    }),
    /** The put that keeps a token nobody used. */
    sparePut: (conversation: string, spare: Spare) => ({
      key: SPARE_TOKEN,
      value: seal(conversation, SPARE, spare),
      expect: 'any' as const,
      expires: spare.receivedAt + SPARE_MS,
    }),
    async spareOf(
      store: Store,
      conversation: string,
    ): Promise<(Spare & { readonly version: number }) | null> {
      const kept = await store.get(conversation, SPARE_TOKEN)
      return kept && { ...(open(conversation, SPARE, kept.value) as Spare), version: kept.version }
    },
    /** Whom to push to in this conversation; null before the first message and after 消して. */
    async userOf(store: Store, conversation: string): Promise<string | null> {
      const kept = await store.get(conversation, 'line-user')
      return kept ? (open(conversation, USER, kept.value) as string) : null
    },
  }
}
