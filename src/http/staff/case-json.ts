import type { Target } from '../../cases/case-event.ts'
import { INTAKE } from '../../cases/case-state.ts'
import type { Listed } from '../../cases/case-views.ts'
import { keptUntil } from '../../cases/keeping.ts'
import type { StaffAccount } from '../../cases/staff-account.ts'
import { tokyoIso } from '../../triage/message.ts'

const iso = (at: number | null) => (at === null ? null : tokyoIso(at))

export type NameOf = (username: string) => string

export function namesOf(accounts: readonly StaffAccount[]): NameOf {
  const names = new Map(accounts.map(({ username, name }) => [username, name]))
  return (username) => names.get(username) ?? username
}

/** Teams are named as the directory of the ward names their desk, where they bear its id. */
export type TeamNameOf = (team: string) => string

export interface Names {
  readonly person: NameOf
  readonly team: TeamNameOf
}

export function targetJson(to: Target, names: Names) {
  return to.kind === 'team'
    ? { kind: 'team', id: to.id, name: to.id === INTAKE ? '受付' : names.team(to.id) }
    : { kind: 'person', id: to.id, name: names.person(to.id), team: to.team }
}

/** A case in a list (`contract.md`), and what the console shows beside it. */
export function headJson({ case: found, due, overdue, asleep, waitsFor }: Listed, names: Names) {
  const { id, state, facts } = found
  const { owner } = state
  return {
    id,
    version: state.version,
    owner:
      owner.kind === 'person'
        ? { kind: 'person', id: owner.id, name: names.person(owner.id) }
        : { kind: owner.kind },
    lead: state.lead && targetJson(state.lead, names),
    danger: state.danger,
    danger_kind: state.dangerKind,
    due_at: iso(due.at),
    soon_at: iso(due.soonAt),
    due_for: due.for,
    paused: due.paused,
    overdue,
    areas: facts?.areas ?? [],
    summary: facts?.summary ?? '本人の希望で消去しました',
    channel: facts?.channel ?? null,
    lang: facts?.lang ?? null,
    opened_at: iso(state.openedAt ?? state.closedAt),
    reason: state.reason,
    phase: state.phase,
    waits_for: waitsFor,
    heard_at: iso(facts?.heardAt ?? null),
    replied_at: iso(state.repliedAt),
    snoozed_until: asleep ? iso(state.snooze?.until ?? null) : null,
    asleep,
    transfer: state.transfer && {
      from: { id: state.transfer.from, name: names.person(state.transfer.from) },
      to: targetJson(state.transfer.to, names),
      at: iso(state.transfer.at),
    },
    mentions: state.mentions,
    acknowledged_by: state.acknowledgedBy,
    outcome: state.outcome,
    next_date: iso(state.next),
    closed_at: iso(state.closedAt),
    stopped: facts?.stopped ?? false,
    /** When it will be erased by itself. */
    kept_until: facts ? iso(keptUntil(state, facts.heardAt)) : null,
  }
}

export type HeadJson = ReturnType<typeof headJson>
