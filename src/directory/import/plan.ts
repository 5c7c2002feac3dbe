import type { Refusal, Remark } from './facility.ts'
import type { WardRow } from './match-facilities.ts'
import type { FacilityList } from './read-list.ts'

/** The facts an import compares, named as the columns of points.csv and resources.csv. */
export const COMPARED = [
  'phone',
  'phone_note',
  'address',
  'building',
  'town',
  'lat',
  'lng',
  'hours',
  'hours_text',
  'services',
  'operator',
  'access',
  'url',
] as const
export type Compared = (typeof COMPARED)[number]

/** One fact of a row, as the ward has it and as the list has it. */
export interface Difference {
  readonly field: Compared
  readonly old: string
  readonly now: string
}

/** A conflict is only ever about what a resident acts on. */
export interface Conflict {
  readonly field: 'phone' | 'address' | 'hours'
  readonly old: string
  readonly now: string
  /** Why it is not put on `staff_only_fields`; null when it is. */
  readonly notHidden: string | null
  /** It stands on the row already, from an earlier import. */
  readonly marked: boolean
}

/** A row of the ward and what the list says about it. */
export interface Comparison {
  readonly line: number
  readonly is: WardRow
  /** Written with --write. */
  readonly changes: readonly Difference[]
  readonly conflicts: readonly Conflict[]
  /** Different, but neither changed nor in conflict: left for an official to look at. */
  readonly noticed: readonly Difference[]
}

/** A row to append; columns it does not name stay empty. */
export interface NewRow {
  readonly line: number
  readonly file: 'points' | 'resources'
  readonly cells: Readonly<Record<string, string>>
  /** Rows of the ward at the same address with a name like it. */
  readonly alike: readonly WardRow[]
}

/** Everything an import would do; every row of the list is in exactly one of the parts. */
export interface ImportPlan {
  readonly list: Pick<FacilityList, 'encoding' | 'format' | 'rows'>
  readonly source: string
  readonly date: string | null
  readonly remarks: readonly Remark[]
  readonly added: readonly NewRow[]
  readonly changed: readonly Comparison[]
  readonly conflicting: readonly Comparison[]
  readonly unchanged: readonly Comparison[]
  readonly aside: readonly Refusal[]
  readonly refused: readonly Refusal[]
}
