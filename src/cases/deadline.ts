import type { Danger } from '../content/vocabulary.ts'
import type { BusinessTime } from './business-time.ts'
import type { Reason } from './case-event.ts'
import type { CaseState } from './case-state.ts'

/** Working minutes until somebody has taken up an opened case. */
const FIRST: Readonly<Record<Reason, number>> = {
  asked: 120,
  danger: 60,
  misses: 480,
  gap: 960,
  visit: 480,
  staff: 120,
}
const URGENT: Readonly<Record<Danger, number | null>> = { emergency: 15, concern: 60, none: null }
/** Working minutes until a resident who wrote again is answered. */
const ANSWER = 240
/** From here on a promise is close. */
const SOON = 0.8

export interface Due {
  /** Epoch ms; null when nothing is promised. */
  readonly at: number | null
  /** When four fifths of what was promised are over. Epoch ms. */
  readonly soonAt: number | null
  /** What the clock runs for. */
  readonly for: 'first' | 'answer' | 'snooze' | 'follow-up' | 'next' | null
  readonly paused: 'resident' | 'agency' | null
}

/** Working minutes promised for the first contact. */
export function firstMinutes(reason: Reason, danger: Danger): number {
  return Math.min(FIRST[reason], URGENT[danger] ?? Number.POSITIVE_INFINITY)
}

/**
 * What is promised next and until when, from the journal and the calendar alone: a corrected calendar
 * corrects the past. `heardAt`: when the resident last wrote.
 */
export function dueOf(state: CaseState, heardAt: number | null, time: BusinessTime, now: number): Due {
  const plain = (at: number | null, of: Due['for']): Due => ({ at, soonAt: null, for: of, paused: null })
  if (state.phase === 'resolved') return plain(state.next, state.next === null ? null : 'next')
  if (state.phase !== 'open' || state.openedAt === null) return plain(null, null)
  const { snooze, waits } = state
  const pauses = waits ? [...state.pauses, { from: waits.since, to: now }] : state.pauses
  const paused = waits?.for ?? null
  const promise = (of: 'first' | 'answer', from: number, minutes: number): Due => ({
    at: time.after(from, minutes, pauses),
    soonAt: time.after(from, Math.floor(minutes * SOON), pauses),
    for: of,
    paused,
  })
  const later: Due = state.followUp ? plain(state.followUp.on, 'follow-up') : plain(null, null)
  if (snooze && snoozed(state, heardAt, now)) return { ...plain(snooze.until, 'snooze'), paused }
  const inDanger = (of: 'first' | 'answer') =>
    state.dangerAt === null ? null : promise(of, state.dangerAt, firstMinutes('danger', state.danger))
  if (state.repliedAt === null) {
    if (state.owner.kind === 'bot' && state.claimedAt !== null)
      return { ...later, paused: later.at === null ? null : paused }
    const first = promise('first', state.openedAt, firstMinutes(state.reason ?? 'asked', 'none'))
    const urgent = inDanger('first')
    return urgent && (urgent.at ?? 0) < (first.at ?? 0) ? urgent : first
  }
  if (state.dangerAt !== null && state.dangerAt > state.repliedAt) return inDanger('answer') ?? later
  if (state.owner.kind !== 'bot' && heardAt !== null && heardAt > state.repliedAt)
    return promise('answer', heardAt, ANSWER)
  if (state.owner.kind === 'queue') return promise('answer', state.openedAt, ANSWER)
  return { ...later, paused }
}

/** Asleep until its time, or until the resident writes. */
export function snoozed(state: CaseState, heardAt: number | null, now: number): boolean {
  const { snooze } = state
  if (state.phase !== 'open' || !snooze) return false
  if (heardAt !== null && heardAt > snooze.at) return false
  return snooze.until === null || snooze.until > now
}
