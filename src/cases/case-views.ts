import { DANGERS } from '../content/vocabulary.ts'
import type { Actor } from './access.ts'
import type { BusinessTime } from './business-time.ts'
import type { CaseOutline } from './case-book.ts'
import { teamOf } from './case-state.ts'
import { type Due, dueOf, snoozed } from './deadline.ts'

/** 危険・約束超過／未対応／自分／チーム／待ち／スヌーズ／完了 */
export const VIEWS = ['danger', 'queue', 'mine', 'team', 'waiting', 'snoozed', 'done'] as const
export type View = (typeof VIEWS)[number]

export interface Listed {
  readonly case: CaseOutline
  readonly due: Due
  readonly overdue: boolean
  readonly asleep: boolean
  /** Whose turn it is: the resident has written since the last reply, or we wait for somebody. */
  readonly waitsFor: 'staff' | 'resident' | 'agency' | null
}

/** A case as a list shows it at `now`. */
export function listed(found: CaseOutline, time: BusinessTime, now: number): Listed {
  const { state, facts } = found
  const heardAt = facts?.heardAt ?? null
  const due = dueOf(state, heardAt, time, now)
  const overdue = due.at !== null && due.at < now && due.paused === null && due.for !== 'next'
  const answered = state.repliedAt !== null && (heardAt === null || heardAt <= state.repliedAt)
  const waitsFor =
    state.phase !== 'open'
      ? null
      : (state.waits?.for ?? (state.owner.kind === 'bot' || answered ? 'resident' : 'staff'))
  return { case: found, due, overdue, asleep: snoozed(state, heardAt, now), waitsFor }
}

const MEMBERSHIP: Readonly<Record<View, (one: Listed, actor: Actor) => boolean>> = {
  danger: ({ case: { state }, overdue, asleep, waitsFor }) =>
    state.phase === 'open' && ((state.danger !== 'none' && waitsFor === 'staff' && !asleep) || overdue),
  queue: ({ case: { state }, asleep }) => state.phase === 'open' && state.owner.kind === 'queue' && !asleep,
  mine: ({ case: { state }, asleep }, { id }) =>
    state.phase === 'open' &&
    !asleep &&
    ((state.owner.kind === 'person' && state.owner.id === id) ||
      (state.transfer?.to.kind === 'person' && state.transfer.to.id === id) ||
      state.mentions.includes(id)),
  team: ({ case: { state } }, { team }) =>
    state.phase === 'open' &&
    (teamOf(state.lead) === team || (state.transfer?.to.kind === 'team' && state.transfer.to.id === team)),
  waiting: ({ case: { state }, waitsFor, asleep }) =>
    state.phase === 'open' && !asleep && (waitsFor === 'resident' || waitsFor === 'agency'),
  snoozed: ({ asleep }) => asleep,
  done: ({ case: { state } }) =>
    state.phase === 'resolved' || state.phase === 'erased' || state.phase === 'merged',
}

const urgency = ({ case: { state } }: Listed) => DANGERS.indexOf(state.danger)

/** The view's cases, the nearest promise first; of those done, the latest first. */
export function inView(all: readonly Listed[], view: View, actor: Actor): readonly Listed[] {
  const members = all.filter((one) => MEMBERSHIP[view](one, actor))
  if (view === 'done')
    return members.sort((a, b) => (b.case.state.closedAt ?? 0) - (a.case.state.closedAt ?? 0))
  const at = ({ due }: Listed) => due.at ?? Number.POSITIVE_INFINITY
  return members.sort(
    (a, b) =>
      at(a) - at(b) || urgency(b) - urgency(a) || (a.case.state.openedAt ?? 0) - (b.case.state.openedAt ?? 0),
  )
}

/** How many stand in each view. */
export function counts(all: readonly Listed[], actor: Actor): Readonly<Record<View, number>> {
  return Object.fromEntries(
    VIEWS.map((view) => [view, all.filter((one) => MEMBERSHIP[view](one, actor)).length]),
  ) as Record<View, number>
}
