import type { Act, CaseLine } from './wire.ts'
import type { Me } from './wire-office.ts'

/** The ward's own intake, as cases name it. */
const INTAKE = 'intake'

/**
 * What this person is offered to do with a case. The server decides again; here it only keeps buttons away
 * that could not work (`cases/decide.ts`).
 */
export function allowedActs(line: CaseLine, me: Me): readonly Act[] {
  const { phase, owner, lead, transfer } = line
  if (me.role === 'auditor' || phase === 'erased' || phase === 'merged' || phase === 'none') return []
  if (phase === 'resolved') return ['note', 'reopen']
  const own = owner.kind === 'person' && owner.id === me.username
  const team = lead === null ? INTAKE : lead.kind === 'team' ? lead.id : (lead.team ?? INTAKE)
  const supervises = me.role === 'admin' || (me.role === 'lead' && [me.team, INTAKE].includes(team))
  const acts = own || supervises
  const offered =
    transfer !== null &&
    (transfer.to.kind === 'team' ? transfer.to.id === me.team : transfer.to.id === me.username)
  const found: Act[] = ['note']
  if (offered) found.push('accept', 'decline')
  if (!own && (owner.kind !== 'person' || supervises)) found.push('claim')
  if (own) found.push('reply')
  if (acts) found.push('resolve', 'consult', 'wait', 'return', 'consent', 'merge')
  if (acts && !transfer) found.push('transfer')
  if (acts || owner.kind === 'queue') found.push('snooze')
  if (acts && owner.kind === 'person') found.push('release')
  if (owner.kind === 'queue' && line.acknowledged_by === null) found.push('acknowledge')
  return found
}
