import type { CaseLine, Counts, Named } from './wire.ts'

/** What `/api/staff` says of the people who work there, and of their lists. */

export type Role = 'staff' | 'lead' | 'admin' | 'auditor'

/** As the system has it, or always so. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export interface Me {
  readonly theme: Theme
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly team: string
}

export interface Colleague extends Named {
  readonly role: Role
  readonly team: string
  /** Of another agency. */
  readonly outside: boolean
  readonly here: boolean
}

export interface People {
  readonly people: readonly Colleague[]
  readonly teams: readonly Named[]
}

/** A prepared reply in three registers. */
export interface Canned {
  readonly id: string
  readonly title: string
  readonly text: { readonly ja: string; readonly easy: string; readonly en: string }
}

/** Who is signed in, and whom and what they work with. */
export interface SessionShown extends People {
  readonly me: Me
  readonly canned: readonly Canned[]
}

export interface ListShown {
  readonly cases: readonly CaseLine[]
  readonly counts: Counts
}

/** Promises that fall due before the next opening: kept or given to somebody before the day ends. */
export interface DayShown {
  readonly until: string
  readonly left: readonly CaseLine[]
}

export interface IntegrityShown {
  readonly open: number
  /** Open cases nobody would take up, and why. */
  readonly orphans: readonly {
    readonly id: string
    readonly why: 'no-lead' | 'owner-gone' | 'team-gone' | 'owner-split'
  }[]
  readonly overdue: number
  readonly bounced: number
  /** 0–1; null: none was due yet. */
  readonly promise_kept: number | null
}

/** Who did what, when. Ids and codes only. */
export interface AuditShown {
  readonly records: readonly {
    readonly seq: number
    readonly at: string
    readonly who: string
    readonly what: string
    readonly case: string | null
    readonly detail: string | null
  }[]
  /** The first record that does not follow from those before it; null when all do. */
  readonly broken_at: number | null
}

export interface AccountShown {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly team: string
  readonly outside: boolean
  readonly active: boolean
}
