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

export interface Due {
  /** Epoch ms; null when nothing is promised. */
  readonly at: number | null
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
  const nothing: Due = { at: null, for: null, paused: null }
  if (state.phase === 'resolved')
    return state.next === null ? nothing : { at: state.next, for: 'next', paused: null }
  if (state.phase !== 'open' || state.openedAt === null) return nothing
  const { snooze, waits } = state
  const pauses = waits ? [...state.pauses, { from: waits.since, to: now }] : state.pauses
  const paused = waits?.for ?? null
  if (snooze && snoozed(state, heardAt, now)) return { at: snooze.until, for: 'snooze', paused }
  const first = Math.min(
    time.after(state.openedAt, firstMinutes(state.reason ?? 'asked', 'none'), pauses),
    state.dangerAt === null
      ? Number.POSITIVE_INFINITY
      : time.after(state.dangerAt, firstMinutes('danger', state.danger), pauses),
  )
  if (state.repliedAt === null) {
    if (state.owner.kind === 'bot' && state.claimedAt !== null)
      return state.followUp ? { at: state.followUp.on, for: 'follow-up', paused } : nothing
    return { at: first, for: 'first', paused }
  }
  if (state.dangerAt !== null && state.dangerAt > state.repliedAt)
    return {
      at: time.after(state.dangerAt, firstMinutes('danger', state.danger), pauses),
      for: 'answer',
      paused,
    }
  if (state.owner.kind !== 'bot' && heardAt !== null && heardAt > state.repliedAt)
    return { at: time.after(heardAt, ANSWER, pauses), for: 'answer', paused }
  if (state.owner.kind === 'queue')
    return { at: time.after(state.openedAt, ANSWER, pauses), for: 'answer', paused }
  return state.followUp ? { at: state.followUp.on, for: 'follow-up', paused } : { ...nothing, paused }
}

/** Asleep until its time, or until the resident writes. */
export function snoozed(state: CaseState, heardAt: number | null, now: number): boolean {
  const { snooze } = state
  if (state.phase !== 'open' || !snooze) return false
  if (heardAt !== null && heardAt > snooze.at) return false
  return snooze.until === null || snooze.until > now
}
