import type { Batch } from '../ports.ts'

/** The journal of a conversation's case: a stream of its unit. */
export const CASE = 'case'

/** The queue that carries news of cases to those who list them. */
export const CASES = 'cases'

/** The entry of a batch that tells every list of this case's change. `once` names the change. */
export function caseNews(
  conversation: string,
  once: string,
  now: number,
): NonNullable<Batch['enqueues']>[number] {
  return {
    queue: CASES,
    id: `${conversation}/${once}`,
    lane: conversation,
    order: now,
    value: '',
    notBefore: now,
  }
}
