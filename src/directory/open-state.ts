import { type Span, spansOn } from './day-hours.ts'
import { dateOf, dayAt, dayOf, isoAt, minuteAt } from './tokyo-time.ts'

/** The columns of a row that say when it is open. */
export interface HoursRow {
  readonly hours: string | null
  readonly hoursText: string | null
  /** HH:MM. */
  readonly lastReception: string | null
  /** yyyy-mm-dd days or `from/to` ranges. */
  readonly closedOn: readonly string[]
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** A minute of a Tokyo day. */
export interface Moment {
  readonly day: number
  readonly minute: number
}

export type OpenState =
  | { readonly kind: 'unknown' }
  /** `until` is null when it never closes. */
  | { readonly kind: 'open'; readonly until: Moment | null; readonly lastReception: number | null }
  | {
      readonly kind: 'closed'
      /** Outside its hours, after the last reception of an open day, or on a day of closedOn. */
      readonly because: 'hours' | 'reception' | 'suspended'
      /** The last closed day of a suspension, yyyy-mm-dd. */
      readonly suspendedTo: string | null
      readonly lastReception: number | null
      /** Within the next 60 days, else null. */
      readonly next: Moment | null
    }

const SEARCH_DAYS = 60

/** What was last said of each row: every talk of the same minute asks again. */
const lately = new WeakMap<HoursRow, { readonly minute: number; readonly state: OpenState }>()

/** Whether a row is open at `now` (epoch ms), and when that ends or begins. Asia/Tokyo whatever the machine's zone. */
export function openState(row: HoursRow, now: number): OpenState {
  const minute = Math.floor(now / 60_000)
  const known = lately.get(row)
  if (known?.minute === minute) return known.state
  const state = stateAt(row, dayAt(now), minuteAt(now))
  lately.set(row, { minute, state })
  return state
}

function stateAt(row: HoursRow, day: number, minute: number): OpenState {
  const today = daySpans(row, day)
  if (today === null) return { kind: 'unknown' }
  const last = minuteOf(row.lastReception)
  const current = today.find((s) => s.from <= minute && minute < s.to)
  if (current?.unsure) return { kind: 'unknown' }
  if (current && !(last !== null && receptionOver(current, last, minute))) {
    const ends = last !== null && current.from <= last && last <= current.to
    return { kind: 'open', until: closing(row, day, current), lastReception: ends ? last : null }
  }
  const suspendedTo = closedUntil(row, day)
  return {
    kind: 'closed',
    because: suspendedTo !== null ? 'suspended' : current ? 'reception' : 'hours',
    suspendedTo,
    lastReception: current ? last : null,
    next: nextOpening(row, day, minute, last),
  }
}

/** The moment as ISO 8601 with +09:00. */
export function isoOf(moment: Moment): string {
  return isoAt(moment.day, moment.minute)
}

/** The row's hours on that day: none on closed and invalid days, null when they are not known. */
function daySpans(row: HoursRow, day: number): readonly Span[] | null {
  if (row.hours === null) return null
  const date = dateOf(day)
  if (row.validFrom !== null && date < row.validFrom) return []
  if (row.validTo !== null && date > row.validTo) return []
  if (closedUntil(row, day) !== null) return []
  return spansOn(row.hours, day)
}

/** The last day of the closure `day` lies in, following ranges that touch; null when it is none. */
function closedUntil(row: HoursRow, day: number): string | null {
  let until: string | null = null
  let next = dateOf(day)
  for (let again = row.closedOn.length; again > 0; again--) {
    const hit = row.closedOn.find((c) => within(c, next))
    if (!hit) break
    until = hit.split('/')[1] ?? hit
    next = dateOf(dayOf(until) + 1)
  }
  return until
}

function within(closure: string, date: string): boolean {
  const [from = '', to = from] = closure.split('/')
  // A range that ends before it begins, or holds no date, closes nothing.
  return from <= date && date <= to && !Number.isNaN(dayOf(to))
}

/** 「受付は16:30まで」: at 16:30 one is still received, at 16:31 no more. */
function receptionOver(span: Span, last: number, minute: number): boolean {
  return span.from <= last && last <= span.to && minute > last
}

function closing(row: HoursRow, day: number, span: Span): Moment | null {
  let end: Moment = { day, minute: span.to }
  for (let ahead = 1; end.minute === 1440; ahead++) {
    if (ahead > 7) return null
    const goesOn = daySpans(row, day + ahead)?.find((s) => s.from === 0 && !s.unsure)
    if (!goesOn) return end
    end = { day: day + ahead, minute: goesOn.to }
  }
  return end
}

function nextOpening(row: HoursRow, day: number, minute: number, last: number | null): Moment | null {
  for (let d = day; d <= day + SEARCH_DAYS; d++) {
    if (row.validTo !== null && dateOf(d) > row.validTo) return null
    const span = daySpans(row, d)?.find(
      (s) => !s.unsure && (d > day || s.from > minute) && (last === null || s.from <= last),
    )
    if (span) return { day: d, minute: span.from }
  }
  return null
}

function minuteOf(clock: string | null): number | null {
  const [hour, minute] = (clock ?? '').split(':').map(Number)
  return hour !== undefined && minute !== undefined && !Number.isNaN(hour + minute)
    ? hour * 60 + minute
    : null
}
