import { CASE } from '../cases/case-news.ts'
import type { Batch } from '../ports.ts'

/** One entry of what happened in a conversation, for staff: kinds, ids and reasons, never what was written. */
export function caseEntry(
  at: number,
  ...entries: readonly (object | string)[]
): NonNullable<Batch['appends']>[number] {
  const values = entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
  return { stream: CASE, expect: 'any', at, values }
}
