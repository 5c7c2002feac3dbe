import type { Access, Lang, Need, Speaker } from '../content/vocabulary.ts'
import type { PointRow } from '../content/ward.ts'
import type { ConsultationPoint } from './consultation-point.ts'
import { type Directory, isForResidents, isValidOn } from './directory.ts'
import type { Place } from './place.ts'
import type { Reason } from './reasons.ts'
import { todayAt } from './tokyo-time.ts'

/** Whom somebody looks for. */
export interface PointQuery {
  /** The main one first. */
  readonly needs: readonly Need[]
  readonly place: Place | null
  /** Epoch ms. */
  readonly now: number
  readonly lang: Lang
  readonly access?: readonly Access[]
  /** ISO 639-1. */
  readonly languages?: readonly string[]
  /** Someone should come (訪問). */
  readonly visit?: boolean
  /** Already shown (「ここではない」). */
  readonly exclude?: readonly string[]
  readonly speaker?: Speaker | null
  /** 母, 子ども: whom it is about. */
  readonly members?: readonly string[]
  /** Whose each need is (母, 自分); then every point says which need it is named for. */
  readonly whose?: ReadonlyMap<Need, string>
  /** How many points at most; 3 unless told. */
  readonly limit?: number
}

/** A point with the right it is named by. */
export interface Pick {
  readonly row: PointRow
  readonly basis: ConsultationPoint['basis']
  readonly reason: Reason
  /** The need it is named for, when not the main one. */
  readonly need?: Need
}

/** A query with what follows from it. */
export interface Search extends PointQuery {
  readonly directory: Directory
  /** What the first point is for. */
  readonly need: Need
  /** No switchboard, no general desk, no address: whoever is sought may be watched. */
  readonly violence: boolean
  readonly today: string
}

/** Any mention of violence at home makes the whole answer a safe one. */
export function startSearch(directory: Directory, query: PointQuery): Search {
  const violence = query.needs.includes('legal.dv')
  const need = violence ? 'legal.dv' : (query.needs[0] ?? 'other.unknown')
  return { ...query, directory, need, violence, today: todayAt(query.now) }
}

/** Residents may be told of it today: not for staff only, not confidence C, valid. */
export function isShown(row: PointRow, today: string): boolean {
  return isForResidents(row) && isValidOn(row, today)
}

/** The point of that id, when residents may be told of it today. */
export function shownPoint(search: Search, id: string): PointRow | null {
  const row = search.directory.point(id)
  return row && isShown(row, search.today) ? row : null
}

/** The ward's general or outreach desk. */
export function deskOf(search: Search, id: string, reason: Reason): Pick[] {
  const row = shownPoint(search, id)
  return row ? [{ row, basis: 'wardwide', reason }] : []
}

/** The desk that can be asked while nobody can say who is responsible. */
export function generalDesk(search: Search): Pick[] {
  const { ward } = search.directory
  return deskOf(search, ward.generalDesk, { kind: 'knows', why: ward.generalDeskWhy })
}
