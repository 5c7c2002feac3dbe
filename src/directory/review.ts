import type { CatchmentRow, HotlineRow, PointRow, ResourceRow, Ward } from '../content/ward.ts'
import { isConfirmed } from './reasons.ts'

/** Why the ward has to look at a fact, the most pressing first. */
export const REVIEW_REASONS = [
  'expired',
  'conflict',
  'third-party',
  'unknown-phone',
  'unknown-hours',
  'never-confirmed',
  'confirmed-long-ago',
] as const
export type ReviewReason = (typeof REVIEW_REASONS)[number]

type Row = PointRow | ResourceRow | HotlineRow | CatchmentRow

/** One fact an official has to look at, with every reason for it. */
export interface ReviewItem {
  readonly row: Row
  readonly name: string
  readonly reasons: readonly ReviewReason[]
}

/**
 * Every fact of the ward that has expired, contradicts itself, comes from a third party, lacks what a
 * resident asks for, or was not confirmed within 180 days. `now` is epoch ms, `today` its day in Tokyo.
 */
export function reviewWard(ward: Ward, now: number, today: string): readonly ReviewItem[] {
  const names = new Map(ward.points.map(({ id, name }) => [id, name]))
  const nameOf = (row: Row) =>
    'name' in row ? row.name : `${names.get(row.point) ?? row.point}の担当区域 ${row.town ?? ''}`.trim()
  const items = [...ward.points, ...ward.resources, ...ward.hotlines, ...ward.catchments].map((row) => ({
    row,
    name: nameOf(row),
    reasons: reasonsFor(row, now, today),
  }))
  const pressing = ({ reasons }: ReviewItem) =>
    Math.min(...reasons.map((reason) => REVIEW_REASONS.indexOf(reason)))
  return items.filter(({ reasons }) => reasons.length > 0).sort((a, b) => pressing(a) - pressing(b))
}

function reasonsFor(row: Row, now: number, today: string): ReviewReason[] {
  const { confidence, confirmedOn } = row.provenance
  const reasons: ReviewReason[] = []
  if (row.validTo !== null && row.validTo < today) reasons.push('expired')
  if (('staffOnly' in row && row.staffOnly) || ('staffOnlyFields' in row && row.staffOnlyFields.length > 0))
    reasons.push('conflict')
  if (confidence === 'C') reasons.push('third-party')
  if ('serves' in row && (row.serves.length > 0 || 'dangers' in row)) {
    const number = 'phone' in row ? row.phone : row.number
    if (number === null) reasons.push('unknown-phone')
    if (row.hours === null) reasons.push('unknown-hours')
  }
  if (confirmedOn === null) reasons.push('never-confirmed')
  else if (!isConfirmed(confirmedOn, now)) reasons.push('confirmed-long-ago')
  return reasons
}
