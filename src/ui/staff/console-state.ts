import type { Act, CaseLine, CaseWhole, Counts, HistoryEntry, View, Viewer } from './wire.ts'
import type { AccountShown, AuditShown, DayShown, IntegrityShown, SessionShown } from './wire-office.ts'

export type Page = 'cases' | 'day' | 'integrity' | 'audit' | 'accounts'

/** What somebody has written or chosen and not yet sent, by field. */
export type Fields = Readonly<Record<string, string>>

/** An action met a case that had changed meanwhile. What was typed stands in its draft. */
export interface Conflict {
  readonly case: string
  readonly act: Act
  readonly why: string
  readonly changes: readonly HistoryEntry[]
}

export type Dialog =
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }

export interface Notice {
  readonly tone: 'done' | 'trouble'
  readonly text: string
}

/** All that the console shows. Kept in memory alone: closing the page forgets it. */
export interface ConsoleState {
  readonly session: SessionShown | null
  /** `asked`: nobody is signed in (any more); drafts wait meanwhile. */
  readonly door: 'unknown' | 'asked' | 'open'
  /** It was open before: the session has run out. */
  readonly ranOut: boolean
  readonly page: Page
  readonly view: View
  readonly lines: readonly CaseLine[] | null
  readonly counts: Counts | null
  readonly openId: string | null
  readonly whole: CaseWhole | null
  /** Texts whose masked parts were asked for, by message. */
  readonly revealed: Readonly<Record<string, string>>
  readonly viewers: readonly Viewer[]
  /** Why the case that was asked for is not shown. */
  readonly missing: string | null
  readonly day: DayShown | null
  readonly integrity: IntegrityShown | null
  readonly audit: AuditShown | null
  readonly accounts: readonly AccountShown[] | null
  readonly connected: boolean
  readonly dialog: Dialog | null
  readonly drafts: Readonly<Record<string, Fields>>
  readonly conflict: Conflict | null
  readonly notice: Notice | null
  readonly busy: Act | null
  readonly letterKeys: boolean
  /** Epoch ms, moved on by a clock: chips count down by themselves. */
  readonly now: number
}

export const NOTHING: ConsoleState = {
  session: null,
  door: 'unknown',
  ranOut: false,
  page: 'cases',
  view: 'queue',
  lines: null,
  counts: null,
  openId: null,
  whole: null,
  revealed: {},
  viewers: [],
  missing: null,
  day: null,
  integrity: null,
  audit: null,
  accounts: null,
  connected: true,
  dialog: null,
  drafts: {},
  conflict: null,
  notice: null,
  busy: null,
  letterKeys: true,
  now: Date.now(),
}

export interface Store {
  readonly state: ConsoleState
  change(what: Partial<ConsoleState>): void
  listen(listener: () => void): () => void
}

export function createStore(): Store {
  let state = NOTHING
  const listeners = new Set<() => void>()
  return {
    get state() {
      return state
    },
    change(what) {
      state = { ...state, ...what }
      for (const listener of listeners) listener()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const draftKey = (id: string, act: Act) => `${id}/${act}`

/** Whether anything written would be lost by closing the page. */
export function hasDrafts({ drafts }: ConsoleState): boolean {
  return Object.values(drafts).some(({ text = '' }) => text.trim() !== '')
}
