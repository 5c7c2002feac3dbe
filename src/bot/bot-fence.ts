import { OWNER, readHolding } from '../cases/ownership.ts'
import type { Batch, Store } from '../ports.ts'

/** What keeps an answer from being sent over a person who has taken the talk since it was decided. */
export interface BotFence {
  /** The talk's term when the answer was decided; null: only a person who owns the talk now is in the way. */
  readonly term: number | null
  /** What is sent in any case: the danger card alone. Empty when there is none. */
  readonly safe: readonly object[]
}

export interface Passed {
  /** What may be sent now. Empty: nothing. */
  readonly messages: readonly object[]
  /** To be named in the commit that marks the attempt: nobody has taken the talk in between. */
  readonly checks: NonNullable<Batch['checks']>
}

/** What of these messages may be sent as things stand. What staff wrote has no fence. */
export async function passFence(
  store: Pick<Store, 'get'>,
  conversation: string,
  fence: BotFence | null,
  messages: readonly object[],
): Promise<Passed> {
  if (!fence) return { messages, checks: [] }
  const held = await readHolding(store, conversation)
  const checks = [{ key: OWNER, expect: held.version }]
  const taken = held.owner.kind === 'person' || (fence.term !== null && fence.term !== held.term)
  return { messages: taken ? fence.safe : messages, checks }
}
