import type { Area, Danger, DangerKind, Lang, Speaker } from '../../content/vocabulary.ts'
import type { ConsultationPoint } from '../../directory/consultation-point.ts'
import type { Message } from '../../triage/message.ts'

/** What `/api/staff` says, as the console reads it. Times are ISO 8601, +09:00. */

export const VIEWS = ['danger', 'queue', 'mine', 'team', 'waiting', 'snoozed', 'done'] as const
export type View = (typeof VIEWS)[number]
export type Counts = Readonly<Record<View, number>>

/** A member of staff, by the name people know. */
export interface Named {
  readonly id: string
  readonly name: string
}

export interface OwnerShown {
  readonly kind: 'bot' | 'queue' | 'person'
  readonly id?: string
  readonly name?: string
}

/** Somebody a case can be given to; a person with their team. */
export interface TargetShown extends Named {
  readonly kind: 'team' | 'person'
  readonly team?: string
}

/** 本人の希望・危険・二度読み取れない・合う制度がない・訪問の希望・職員から */
export type Reason = 'asked' | 'danger' | 'misses' | 'gap' | 'visit' | 'staff'
export type Outcome = 'connected' | 'refused' | 'full' | 'declined' | 'gap'
export type Consent = 'person' | 'conference' | 'none'

/** One line of a list. */
export interface CaseLine {
  readonly id: string
  readonly version: number
  readonly phase: 'none' | 'open' | 'resolved' | 'merged' | 'erased'
  readonly owner: OwnerShown
  readonly lead: TargetShown | null
  readonly danger: Danger
  readonly danger_kind: string | null
  /** null when nothing is promised. */
  readonly due_at: string | null
  readonly due_for: 'first' | 'answer' | 'snooze' | 'follow-up' | 'next' | null
  /** From when the promise is close: 80 % of its working time is over. */
  readonly soon_at: string | null
  /** The clock stands still for them. */
  readonly paused: 'resident' | 'agency' | null
  readonly areas: readonly Area[]
  readonly summary: string
  readonly channel: 'line' | 'web' | 'terminal' | null
  readonly lang: Lang | null
  readonly opened_at: string | null
  readonly heard_at: string | null
  readonly reason: Reason | null
  readonly waits_for: 'staff' | 'resident' | 'agency' | null
  readonly asleep: boolean
  readonly transfer: { readonly from: Named; readonly to: TargetShown; readonly at: string } | null
  readonly acknowledged_by: string | null
  readonly outcome: Outcome | null
  readonly next_date: string | null
  /** When it will be erased by itself. */
  readonly kept_until: string | null
  /** やめる was said. */
  readonly stopped: boolean
}

export type Act =
  | 'claim'
  | 'release'
  | 'reply'
  | 'note'
  | 'transfer'
  | 'accept'
  | 'decline'
  | 'consult'
  | 'snooze'
  | 'wait'
  | 'return'
  | 'resolve'
  | 'reopen'
  | 'consent'
  | 'merge'
  | 'acknowledge'

export interface NoteShown {
  readonly id: string
  readonly at: string
  readonly by: Named
  readonly text: string
  readonly mentions: readonly string[]
}

/** One entry of the case's journal. Which of the rest is there depends on its kind. */
export interface HistoryEntry {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly by?: Named
  readonly from?: Named
  readonly to?: TargetShown | string
  readonly text?: string | null
  readonly reason?: string
  readonly danger?: Danger
  readonly danger_kind?: string | null
  readonly outcome?: Outcome
  readonly for?: 'resident' | 'agency' | null
  readonly basis?: Consent
  readonly because?: 'offline' | 'shift'
  readonly until?: number | null
  readonly next?: number | null
  readonly on?: number | null
  readonly level?: number
  readonly face?: Face | null
  readonly forward?: boolean | null
  readonly way?: ReplyWay
}

export type Face = 'good' | 'fair' | 'bad'

export interface Viewer extends Named {
  readonly doing: 'viewing' | 'typing'
}

/** What the talk itself says; nothing of it is left once it is erased. */
export interface PacketShown {
  readonly speaker: Speaker | null
  readonly needs: readonly Named[]
  readonly household: readonly {
    readonly who: string
    readonly decade: number | null
    readonly together: boolean
    readonly needs: readonly string[]
  }[]
  /** The short expressions that made it so. */
  readonly words: readonly string[]
  readonly place: { readonly town: string; readonly block: number | null } | null
  readonly place_declined: boolean
  readonly elsewhere: string | null
  readonly access: readonly string[]
  readonly visit: boolean
  readonly answers: readonly {
    readonly question: string
    readonly answer: string
    readonly how: 'answered' | 'unsure' | 'declined'
  }[]
  /** Desks the resident was already told. */
  readonly told: readonly {
    readonly id: string
    readonly name: string
    readonly phone: string | null
    readonly at: string
  }[]
  readonly suggested: { readonly point: ConsultationPoint; readonly why: string } | null
  readonly violence: boolean
  /** 相談受付票: its sixteen fields. */
  readonly sheet: readonly { readonly id: string; readonly label: string; readonly mark: '' | '○' | '◎' }[]
}

export interface FactsShown extends Partial<PacketShown> {
  /** 複合課題: what it is called and why. */
  readonly patterns: readonly { readonly id: string; readonly name: string; readonly reason: string }[]
  readonly dangers: readonly {
    readonly danger: Danger
    readonly kind: DangerKind | null
    readonly rule: string | null
    readonly at: string
  }[]
  readonly consent: {
    readonly basis: Consent
    readonly scope: readonly string[]
    readonly until: string | null
  }
  readonly consulted: readonly TargetShown[]
  readonly follow_up: { readonly on: string; readonly text: string | null } | null
  readonly transfer_reason: string | null
  readonly ratings: readonly {
    readonly face: Face | null
    readonly forward: boolean | null
    readonly week: number
  }[]
}

/** How words of staff travel: on the page the resident uses; on LINE; or LINE only says that they are there. */
export type ReplyWay = 'web' | 'line' | 'page'

/** A message, and what is known of its way. */
export interface SaidMessage extends Message {
  /** Known not to have arrived. */
  readonly not_sent?: boolean
  readonly way?: ReplyWay
  /** Stands before the resident; absent where nobody can know. */
  readonly opened?: boolean
  /** What of it is masked until somebody asks to see it, which is on record. */
  readonly masked?: readonly MaskedKind[]
}
export type MaskedKind = 'phone' | 'house' | 'my-number' | 'card'

export interface CaseWhole extends CaseLine {
  readonly messages: readonly SaidMessage[]
  /** How a reply would travel now. */
  readonly reply_way: ReplyWay
  readonly notes: readonly NoteShown[]
  readonly facts: FactsShown
  readonly history: readonly HistoryEntry[]
}
