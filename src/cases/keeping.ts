import type { CaseState } from './case-state.ts'

const DAY_MS = 24 * 3_600_000
/** A talk nobody needed a person for: so long after its last word. */
export const CHAT_DAYS = 90
/** A case: so long after it was closed. */
export const CASE_DAYS = 365

/** Until when a talk is kept (epoch ms); null while its case is open. `heardAt`: its last word. */
export function keptUntil(
  { phase, closedAt }: Pick<CaseState, 'phase' | 'closedAt'>,
  heardAt: number,
): number | null {
  if (phase === 'open') return null
  if (phase === 'none' || phase === 'erased') return heardAt + CHAT_DAYS * DAY_MS
  return Math.max(closedAt ?? 0, heardAt) + CASE_DAYS * DAY_MS
}
