import type { Need } from '../content/vocabulary.ts'
import { type Responsible, responsibleFor } from './catchment.ts'
import { covers } from './directory.ts'
import { type Pick, type Search, shownPoint } from './point-query.ts'
import type { Reason } from './reasons.ts'

/** Who answers for a need, or what would decide it. */
export type Answer =
  | { readonly kind: 'decided'; readonly pick: Pick }
  | (Exclude<Responsible, { kind: 'decided' }> & { readonly partition: string | null })

/** Follows the first row of the ward's responsibility list that covers the need to a point. */
export function answerFor(search: Search, need: Need): Answer {
  const { ward } = search.directory
  const rule = ward.responsibility.find((row) => covers(row.needs, need))
  if (!rule) return nobody(null)
  if ('point' in rule) {
    const row = shownPoint(search, rule.point)
    return row
      ? { kind: 'decided', pick: { row, basis: 'wardwide', reason: { kind: 'wardwide' } } }
      : nobody(null)
  }
  const found = responsibleFor(ward, rule.partition, search.place, search.today)
  if (found.kind !== 'decided') return { ...found, partition: rule.partition }
  const row = shownPoint(search, found.point)
  if (!row) return nobody(rule.partition)
  const reason: Reason = { kind: 'catchment', place: search.violence ? null : search.place }
  return { kind: 'decided', pick: { row, basis: 'catchment', reason } }
}

/** Certain on paper, but residents may not be told of the desk (C, in conflict, not valid today): the ward has to say. */
function nobody(partition: string | null): Answer {
  return { kind: 'ward-must-confirm', candidates: [], partition }
}
