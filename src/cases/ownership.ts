import type { Store } from '../ports.ts'
import { type CaseState, NO_CASE, type Owner } from './case-state.ts'

/** The key, in a conversation's unit, whose version every turn and every sending names. */
export const OWNER = 'owner'

/** Who owns the talk, as it stands beside the session: read by every turn, so it says no more than a turn needs. */
export interface Holding {
  readonly owner: Owner
  readonly term: number
  readonly phase: CaseState['phase']
  /** What the resident was promised when the case opened, while it waits. Epoch ms. */
  readonly by?: number
}

export interface Held extends Holding {
  /** The store's version of the value: 0 while nobody but the bot ever owned the talk. */
  readonly version: number
}

export function holdingOf({ owner, term, phase }: CaseState): string {
  return JSON.stringify({ owner, term, phase } satisfies Holding)
}

export async function readHolding(store: Pick<Store, 'get'>, conversation: string): Promise<Held> {
  const kept = await store.get(conversation, OWNER)
  if (!kept) return { owner: NO_CASE.owner, term: 0, phase: 'none', version: 0 }
  return { ...(JSON.parse(kept.value) as Holding), version: kept.version }
}
