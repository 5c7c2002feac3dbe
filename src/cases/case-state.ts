import { type Danger, graver } from '../content/vocabulary.ts'
import type { CaseEvent, ConsentBasis, Outcome, Reason, Recorded, Target } from './case-event.ts'

export type Owner =
  | { readonly kind: 'bot' }
  | { readonly kind: 'queue' }
  | { readonly kind: 'person'; readonly id: string; readonly team: string }

/** A case as the fold of its journal. Times are epoch ms. */
export interface CaseState {
  readonly phase: 'none' | 'open' | 'resolved' | 'merged' | 'erased'
  /** Grows with everything staff do and with each opening; what a resident says leaves it. */
  readonly version: number
  /** The last entry folded in. */
  readonly seq: number
  readonly owner: Owner
  /** The fencing token: grows whenever a person takes the talk or lets go of it. */
  readonly term: number
  /** Exactly one, from the moment it opens. */
  readonly lead: Target | null
  readonly openedAt: number | null
  readonly reason: Reason | null
  readonly danger: Danger
  readonly dangerKind: string | null
  readonly dangerAt: number | null
  readonly claimedAt: number | null
  readonly repliedAt: number | null
  readonly escalated: number
  readonly acknowledgedBy: string | null
  readonly transfer: {
    readonly from: string
    readonly to: Target
    readonly text: string
    readonly at: number
  } | null
  readonly bounces: number
  readonly consulted: readonly Target[]
  readonly snooze: { readonly at: number; readonly until: number | null } | null
  readonly waits: { readonly for: 'resident' | 'agency'; readonly since: number } | null
  /** Spans in which the clock stood still. */
  readonly pauses: readonly { readonly from: number; readonly to: number }[]
  readonly followUp: { readonly text: string | null; readonly on: number } | null
  readonly outcome: Outcome | null
  readonly next: number | null
  readonly closedAt: number | null
  readonly consent: {
    readonly basis: ConsentBasis
    readonly scope: readonly string[]
    readonly until: number | null
  }
  readonly mentions: readonly string[]
  readonly mergedInto: string | null
  /** May be asked again in one week and in four. */
  readonly invited: boolean
  /** After how many weeks the resident has been asked how it was, since it was resolved. */
  readonly asked: readonly number[]
  readonly ratings: readonly {
    readonly face: 'good' | 'fair' | 'bad' | null
    readonly forward: boolean | null
    readonly week: number
  }[]
}

export const NO_CASE: CaseState = {
  phase: 'none',
  version: 0,
  seq: 0,
  owner: { kind: 'bot' },
  term: 0,
  lead: null,
  openedAt: null,
  reason: null,
  danger: 'none',
  dangerKind: null,
  dangerAt: null,
  claimedAt: null,
  repliedAt: null,
  escalated: 0,
  acknowledgedBy: null,
  transfer: null,
  bounces: 0,
  consulted: [],
  snooze: null,
  waits: null,
  pauses: [],
  followUp: null,
  outcome: null,
  next: null,
  closedAt: null,
  consent: { basis: 'none', scope: [], until: null },
  mentions: [],
  mergedInto: null,
  invited: false,
  asked: [],
  ratings: [],
}

/** What residents and the service cause leaves the version: nobody's reply is stale because of it. */
const PASSIVE: ReadonlySet<CaseEvent['kind']> = new Set<CaseEvent['kind']>([
  'handoff',
  'danger',
  'pattern',
  'gap',
  'not-sent',
  'not-handled',
  'left',
  'rated',
  'escalated',
  'invited',
  'asked',
  'checked-in',
])

/** The team a case falls back to when its person lets go. */
export function teamOf(lead: Target | null): string {
  return lead === null ? INTAKE : lead.kind === 'team' ? lead.id : lead.team
}

/** The ward's own intake: cases no team is responsible for yet. Every member of the ward's staff sees them. */
export const INTAKE = 'intake'

const awake = { snooze: null, waits: null } as const

function resumed(state: CaseState, at: number): CaseState {
  if (!state.waits) return state
  return { ...state, waits: null, pauses: [...state.pauses, { from: state.waits.since, to: at }] }
}

function apply(state: CaseState, event: CaseEvent, at: number): CaseState {
  switch (event.kind) {
    case 'opened':
      return {
        ...NO_CASE,
        phase: 'open',
        term: state.owner.kind === 'person' ? state.term + 1 : state.term,
        owner: { kind: 'queue' },
        lead: { kind: 'team', id: event.team },
        openedAt: at,
        reason: event.reason,
        consent: state.consent,
        ratings: state.ratings,
      }
    case 'danger':
      return state.phase === 'open'
        ? {
            ...state,
            danger: graver(state.danger, event.danger),
            dangerKind: event.danger_kind ?? state.dangerKind,
            dangerAt: at,
            snooze: null,
          }
        : state
    case 'claimed':
    case 'accepted':
      return {
        ...resumed(state, at),
        ...awake,
        owner: { kind: 'person', id: event.by, team: event.team },
        lead: { kind: 'person', id: event.by, team: event.team },
        term: state.term + 1,
        claimedAt: state.claimedAt ?? at,
        acknowledgedBy: event.by,
        transfer: null,
        followUp: null,
      }
    case 'released':
    case 'requeued':
      return {
        ...resumed(state, at),
        ...awake,
        owner: { kind: 'queue' },
        lead: { kind: 'team', id: teamOf(state.lead) },
        term: state.term + 1,
        transfer: null,
        acknowledgedBy: null,
      }
    case 'escalated':
      return { ...state, escalated: event.level }
    case 'acknowledged':
      return { ...state, acknowledgedBy: event.by }
    case 'replied':
      return { ...state, repliedAt: at }
    case 'noted':
      return { ...state, mentions: [...new Set([...state.mentions, ...event.mentions])] }
    case 'transfer':
      return { ...state, transfer: { from: event.by, to: event.to, text: event.text, at } }
    case 'transfer-declined':
      return { ...state, transfer: null, bounces: state.bounces + 1 }
    case 'consulted':
      return { ...state, consulted: [...state.consulted, event.to] }
    case 'snoozed':
      return { ...state, snooze: { at, until: event.until } }
    case 'waits': {
      const moved = resumed(state, at)
      return event.for === null ? moved : { ...moved, waits: { for: event.for, since: at } }
    }
    case 'returned':
      return {
        ...resumed(state, at),
        ...awake,
        owner: { kind: 'bot' },
        lead: { kind: 'team', id: teamOf(state.lead) },
        term: state.term + 1,
        transfer: null,
        followUp: event.on === null ? null : { text: event.text, on: event.on },
      }
    case 'resolved':
      return {
        ...resumed(state, at),
        ...awake,
        phase: 'resolved',
        owner: { kind: 'bot' },
        term: state.term + 1,
        transfer: null,
        followUp: null,
        outcome: event.outcome,
        next: event.next,
        asked: [],
        invited: false,
        closedAt: at,
      }
    case 'reopened':
      return {
        ...state,
        ...awake,
        phase: 'open',
        owner: event.owner ? { kind: 'person', ...event.owner } : { kind: 'queue' },
        lead: event.owner ? { kind: 'person', ...event.owner } : { kind: 'team', id: teamOf(state.lead) },
        term: state.term + 1,
        openedAt: at,
        outcome: null,
        next: null,
        closedAt: null,
        claimedAt: event.owner ? at : null,
        repliedAt: null,
        pauses: [],
        escalated: 0,
        acknowledgedBy: event.owner ? event.owner.id : null,
      }
    case 'consent':
      return { ...state, consent: { basis: event.basis, scope: event.scope, until: event.until } }
    case 'merged':
      return {
        ...state,
        ...awake,
        phase: 'merged',
        owner: { kind: 'bot' },
        term: state.term + 1,
        mergedInto: event.into,
        closedAt: at,
        transfer: null,
      }
    case 'rated':
      return {
        ...state,
        ratings: [...state.ratings, { face: event.face, forward: event.forward, week: event.week }],
      }
    case 'invited':
      return { ...state, invited: true }
    case 'asked':
      return { ...state, asked: [...state.asked, event.week] }
    case 'checked-in':
      return { ...state, followUp: null }
    case 'erased':
      return {
        ...NO_CASE,
        phase: 'erased',
        version: event.version,
        term: event.term,
        lead: event.lead,
        closedAt: at,
      }
    default:
      return state
  }
}

/** The case after these events of its journal, in order. */
export function foldCase(events: readonly Recorded[], from: CaseState = NO_CASE): CaseState {
  return events.reduce((state, event) => {
    const next = apply(state, event, event.at)
    const version = Math.max(state.version, next.version) + (PASSIVE.has(event.kind) ? 0 : 1)
    return { ...next, version, seq: event.seq }
  }, from)
}
