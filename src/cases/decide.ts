import { type Actor, maySee, mayShare, maySupervise } from './access.ts'
import type { CaseEvent, ConsentBasis, Outcome, Target } from './case-event.ts'
import { type CaseState, INTAKE, teamOf } from './case-state.ts'

/** What staff can do to a case. Texts are named by the id under which they are kept sealed. */
export type Action =
  | { readonly kind: 'claim' }
  | { readonly kind: 'release' }
  | { readonly kind: 'reply'; readonly message: string }
  | { readonly kind: 'note'; readonly text: string; readonly mentions: readonly Actor[] }
  | { readonly kind: 'transfer'; readonly to: Receiver; readonly text: string }
  | { readonly kind: 'accept' }
  | { readonly kind: 'decline'; readonly text: string }
  | { readonly kind: 'consult'; readonly to: Receiver; readonly text: string | null }
  | { readonly kind: 'snooze'; readonly until: number | null; readonly event: 'reply' | null }
  | { readonly kind: 'wait'; readonly for: 'resident' | 'agency' | null }
  | { readonly kind: 'return'; readonly text: string | null; readonly on: number | null }
  | { readonly kind: 'resolve'; readonly outcome: Outcome; readonly next: number | null }
  | { readonly kind: 'reopen' }
  | {
      readonly kind: 'consent'
      readonly basis: ConsentBasis
      readonly scope: readonly string[]
      readonly until: number | null
    }
  | { readonly kind: 'acknowledge' }
  /** Two talks of one person: this one ends, the other goes on. What is told stays where it was told. */
  | { readonly kind: 'merge'; readonly into: string }

/** A team or person a case is offered to, as the directory of staff knows it. */
export type Receiver = Target & { readonly outside: boolean }

export type Refusal =
  | 'not-open'
  | 'erased'
  | 'owned'
  | 'not-yours'
  | 'nothing-offered'
  | 'already-offered'
  | 'no-consent'
  | 'would-widen'
  | 'already'
  | 'past'
  | 'read-only'

export type Decision =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: Refusal }

interface Circumstances {
  readonly now: number
  /** The team that brings others to the table: where a case goes that was handed back twice. */
  readonly core: string
  readonly onDuty: (person: string) => boolean
}

const no = (refusal: Refusal): Decision => ({ ok: false, refusal })
const yes = (...events: readonly CaseEvent[]): Decision => ({ ok: true, events })

const bare = (to: Receiver): Target =>
  to.kind === 'team' ? { kind: 'team', id: to.id } : { kind: 'person', id: to.id, team: to.team }

/** What follows from an action, or why it is refused. Pure: the journal is the state, events are the answer. */
export function decide(state: CaseState, actor: Actor, action: Action, around: Circumstances): Decision {
  const by = actor.id
  const { owner } = state
  const own = owner.kind === 'person' && owner.id === by
  const lead = maySupervise(state, actor)
  const acts = own || lead
  if (actor.role === 'auditor') return no('read-only')
  if (state.phase === 'erased') return no('erased')
  if (action.kind === 'reopen') {
    if (state.phase !== 'resolved') return no('already')
    const back = state.lead?.kind === 'person' && around.onDuty(state.lead.id) ? state.lead : null
    return yes({ kind: 'reopened', by, owner: back && { id: back.id, team: back.team } })
  }
  if (action.kind === 'note')
    return action.mentions.some((one) => !maySee(state, one))
      ? no('would-widen')
      : yes({ kind: 'noted', by, text: action.text, mentions: action.mentions.map(({ id }) => id) })
  if (state.phase !== 'open') return no('not-open')

  switch (action.kind) {
    case 'claim':
      if (own) return no('already')
      if (owner.kind === 'person' && !lead) return no('owned')
      return yes({ kind: 'claimed', by, team: actor.team })
    case 'release':
      return acts && owner.kind === 'person' ? yes({ kind: 'released', by }) : no('not-yours')
    case 'reply':
      return own ? yes({ kind: 'replied', by, message: action.message }) : no('not-yours')
    case 'transfer':
      if (!acts) return no('not-yours')
      if (state.transfer) return no('already-offered')
      if (action.to.outside && !mayShare(state, teamOf(action.to))) return no('no-consent')
      return yes({ kind: 'transfer', by, to: bare(action.to), text: action.text })
    case 'accept':
    case 'decline': {
      const { transfer } = state
      if (!transfer) return no('nothing-offered')
      const { to } = transfer
      if (to.kind === 'team' ? to.id !== actor.team : to.id !== by) return no('not-yours')
      if (action.kind === 'accept') return yes({ kind: 'accepted', by, team: actor.team })
      const declined: CaseEvent = { kind: 'transfer-declined', by, text: action.text }
      // Handed back a second time: those whose work it is to bring others together decide.
      const core: Target = { kind: 'team', id: around.core }
      return state.bounces > 0 && around.core !== INTAKE
        ? yes(declined, { kind: 'consulted', by, to: core, text: null })
        : yes(declined)
    }
    case 'consult':
      if (!acts) return no('not-yours')
      if (action.to.outside && !mayShare(state, teamOf(action.to))) return no('no-consent')
      return yes({ kind: 'consulted', by, to: bare(action.to), text: action.text })
    case 'snooze':
      if (!acts && owner.kind !== 'queue') return no('not-yours')
      if (action.until !== null && action.until <= around.now) return no('past')
      return yes({ kind: 'snoozed', by, until: action.until, event: action.event })
    case 'wait':
      return acts ? yes({ kind: 'waits', by, for: action.for }) : no('not-yours')
    case 'return':
      if (!acts) return no('not-yours')
      if (action.on !== null && action.on <= around.now) return no('past')
      return yes({ kind: 'returned', by, text: action.text, on: action.on })
    case 'resolve':
      if (!acts) return no('not-yours')
      return yes({ kind: 'resolved', by, outcome: action.outcome, next: action.next })
    case 'consent':
      return acts
        ? yes({ kind: 'consent', by, basis: action.basis, scope: [...action.scope], until: action.until })
        : no('not-yours')
    case 'merge':
      return acts ? yes({ kind: 'merged', by, into: action.into }) : no('not-yours')
    case 'acknowledge':
      return state.acknowledgedBy === by ? no('already') : yes({ kind: 'acknowledged', by })
  }
}
