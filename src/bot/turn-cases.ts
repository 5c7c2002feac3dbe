import type { Batch } from '../ports.ts'
import type { Effect, Inbound, Reply, Session } from '../triage/conversation.ts'
import type { Owner } from './turn-frame.ts'

/** Who owns the talk when a turn begins. */
export interface TalkHeld {
  readonly owner: Owner
  /** The fencing token: grows whenever a person takes the talk or lets go of it. */
  readonly term: number
}

/** A turn that has been decided and is about to be written. */
export interface DecidedTurn {
  /** As `hold` gave it. */
  readonly held: TalkHeld
  readonly inbound: Inbound
  readonly session: Session
  readonly effects: readonly Effect[]
  /** The conversation's salt, for what is kept sealed. */
  readonly salt: string
  /** Epoch ms. */
  readonly now: number
}

/** What a case asks of a turn, and adds to it. */
export interface TurnCases {
  hold(conversation: string): Promise<TalkHeld>
  /** Who answers, when, and what until then: said with the turn that asks for a person. */
  promise(turn: DecidedTurn): Reply | null
  /** What is written with the turn: that nobody else owns the talk by now, and the case it opens or goes on with. */
  follow(turn: DecidedTurn): Required<Pick<Batch, 'puts' | 'enqueues' | 'checks'>> & {
    /** Journal entries that stand before what else happened in the turn. */
    readonly opening: readonly object[]
  }
}

/** Where nobody hands over: the terminal, and tests of the guide alone. */
export const NO_CASES: TurnCases = {
  hold: async () => ({ owner: { kind: 'bot' }, term: 0 }),
  promise: () => null,
  follow: () => ({ opening: [], checks: [], puts: [], enqueues: [] }),
}

/** The promise comes last, and what can be tapped stands on what comes last. */
export function withPromise(replies: readonly Reply[], promise: Reply | null): readonly Reply[] {
  const last = replies.at(-1)
  if (!promise || !last) return promise ? [promise] : replies
  const { choices, ...rest } = last
  return [...replies.slice(0, -1), rest, choices ? { ...promise, choices } : promise]
}
