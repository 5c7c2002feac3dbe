import type { Target } from './case-event.ts'
import { type CaseState, INTAKE, teamOf } from './case-state.ts'

export const ROLES = ['staff', 'lead', 'admin', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** Who asks. */
export interface Actor {
  readonly id: string
  readonly team: string
  readonly role: Role
  /** Of another agency: sees what was consented to and nothing of the ward's intake. */
  readonly outside: boolean
}

const isFor = (to: Target, actor: Actor) => (to.kind === 'team' ? to.id === actor.team : to.id === actor.id)

/** Need to know: the case is one's own, one's team's, offered to one, or nobody's yet. */
export function maySee(state: CaseState, actor: Actor): boolean {
  if (state.phase === 'none') return false
  if (actor.role === 'admin' || actor.role === 'auditor') return true
  if (state.owner.kind === 'person' && state.owner.id === actor.id) return true
  if (actor.outside && !mayShare(state, actor.team)) return false
  if (state.transfer && (isFor(state.transfer.to, actor) || state.transfer.from === actor.id)) return true
  if (state.consulted.some((to) => isFor(to, actor))) return true
  const team = teamOf(state.lead)
  return team === actor.team || (team === INTAKE && !actor.outside)
}

/** Whether what was told may go to that team of another agency. Without consent only the ward's own staff know. */
export function mayShare({ consent }: CaseState, team: string): boolean {
  return consent.basis !== 'none' && (consent.scope.length === 0 || consent.scope.includes(team))
}

/** Texts of residents and notes; an auditor sees that something was done, not what was told. */
export function mayRead(actor: Actor): boolean {
  return actor.role !== 'auditor'
}

/** May act for others of the team: take over, hand back, resolve what a colleague left. */
export function maySupervise(state: CaseState, actor: Actor): boolean {
  if (actor.role === 'admin') return true
  return actor.role === 'lead' && [actor.team, INTAKE].includes(teamOf(state.lead))
}
