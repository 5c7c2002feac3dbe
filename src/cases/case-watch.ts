import type { Clock, Log, Store } from '../ports.ts'
import type { BusinessTime } from './business-time.ts'
import type { CaseBook, CaseOutline } from './case-book.ts'
import type { CaseEvent } from './case-event.ts'
import type { CaseIndex } from './case-index.ts'
import { INTAKE, teamOf } from './case-state.ts'
import { type Listed, listed } from './case-views.ts'
import { readHolding } from './ownership.ts'
import type { StaffAccount } from './staff-account.ts'
import type { StaffAccounts } from './staff-accounts.ts'
import { STAFF_UNIT } from './staff-accounts.ts'
import { absence, type StaffDuty } from './staff-duty.ts'

/** Why nobody would take up a case although it is open. */
export type Orphan = 'no-lead' | 'owner-gone' | 'team-gone' | 'owner-split'

export interface Integrity {
  readonly open: number
  readonly orphans: readonly { readonly id: string; readonly why: Orphan }[]
  readonly overdue: number
  readonly bounced: number
  /** Of the cases closed or answered so far: how many were answered in time. Null: none yet. */
  readonly promiseKept: number | null
}

interface Parts {
  readonly store: Store
  readonly book: CaseBook
  readonly index: CaseIndex
  readonly accounts: StaffAccounts
  readonly duty: StaffDuty
  readonly time: BusinessTime
  readonly clock: Clock
  readonly log: Log
  readonly core: string
  /** Done by the same process, when the rest is. Never rejects. */
  readonly after: () => Promise<void>
}

const TICK = 'tick'
const SLOT_MS = 15_000
/** Working minutes after a missed promise until those who bring others together are asked too. */
const SECOND_MINUTES = 60

/** What is done about cases without anybody asking: escalation, cases of those who left, the audit of orphans. */
export function caseWatch(parts: Parts) {
  const { store, book, index, accounts, duty, time, clock, log } = parts

  /** Of all processes one does it, each quarter of a minute. */
  async function mine(now: number): Promise<boolean> {
    const slot = Math.floor(now / SLOT_MS)
    const kept = await store.get(STAFF_UNIT, TICK)
    if (kept && Number(kept.value) >= slot) return false
    const put = { key: TICK, value: String(slot), expect: kept?.version ?? 0 }
    return (await store.commit({ unit: STAFF_UNIT, puts: [put] })).ok
  }

  const orphanOf = ({ state }: CaseOutline, staff: readonly StaffAccount[]): Orphan | null => {
    if (state.phase !== 'open') return null
    const { owner, lead } = state
    if (!lead) return 'no-lead'
    if (owner.kind === 'person' && !staff.some((one) => one.active && one.username === owner.id))
      return 'owner-gone'
    const team = teamOf(lead)
    const known = team === INTAKE || staff.some((one) => one.active && one.team === team)
    return owner.kind !== 'person' && !known && staff.length > 0 ? 'team-gone' : null
  }

  function escalation({ case: { state }, overdue, due }: Listed, now: number): readonly CaseEvent[] {
    if (state.phase !== 'open' || state.owner.kind === 'person' || !overdue || due.at === null) return []
    if (state.escalated === 0) return [{ kind: 'escalated', level: 1, to: teamOf(state.lead) }]
    if (state.escalated === 1 && now >= time.after(due.at, SECOND_MINUTES)) {
      const core = { kind: 'team' as const, id: parts.core }
      const ask: CaseEvent[] =
        parts.core === INTAKE ? [] : [{ kind: 'consulted', by: 'service', to: core, text: null }]
      return [{ kind: 'escalated', level: 2, to: parts.core }, ...ask]
    }
    return []
  }

  return {
    /** Never rejects: what could not be done is done a quarter of a minute later. */
    async tick(): Promise<void> {
      try {
        const now = clock()
        if (!(await mine(now))) return
        await index.catchUp()
        const [{ duties }, staff] = await Promise.all([duty.onHand(), accounts.all()])
        const active = new Set(staff.filter((one) => one.active).map(({ username }) => username))
        const find = (found: CaseOutline): readonly CaseEvent[] => {
          const one = listed(found, time, now)
          const { owner, phase } = found.state
          if (phase !== 'open') return []
          if (owner.kind === 'person') {
            const gone = active.has(owner.id) ? absence(duties[owner.id], now) : 'shift'
            // What sleeps or waits for somebody else is safe with its owner until they are back.
            const leaves =
              gone !== null && (!active.has(owner.id) || (one.waitsFor === 'staff' && !one.asleep))
            return leaves ? [{ kind: 'requeued', from: owner.id, because: gone }] : []
          }
          return escalation(one, now)
        }
        for (const found of index.all()) {
          if (find(found).length === 0) continue
          if (await book.record(found.id, find)) log('info', 'case-watched', { case: found.id })
        }
        await parts.after()
      } catch (fault) {
        log('warn', 'case-watch-failed', { fault: (fault as Error).name })
      }
    },

    /** What must be 0, and how promises were kept. `deep`: every case's owner is compared with its journal. */
    async integrity(deep: boolean): Promise<Integrity> {
      await index.catchUp()
      const now = clock()
      const staff = await accounts.all()
      const all = [...index.all()]
      const orphans = all.flatMap((found) => {
        const why = orphanOf(found, staff)
        return why ? [{ id: found.id, why }] : []
      })
      if (deep)
        for (const { id } of all) {
          const [held, { state }] = await Promise.all([readHolding(store, id), book.load(id)])
          const again = await readHolding(store, id)
          const same = held.term === state.term && held.owner.kind === state.owner.kind
          if (!same && again.version === held.version) orphans.push({ id, why: 'owner-split' })
        }
      const answered = all.filter(({ state }) => state.repliedAt !== null && state.openedAt !== null)
      const kept = answered.filter(({ state, facts }) => {
        const before = { ...state, repliedAt: null, snooze: null }
        const first = listed({ id: '', state: before, facts }, time, now).due.at
        return first === null || (state.repliedAt ?? 0) <= first
      })
      return {
        open: all.filter(({ state }) => state.phase === 'open').length,
        orphans,
        overdue: all.filter((found) => listed(found, time, now).overdue).length,
        bounced: all.filter(({ state }) => state.bounces > 0).length,
        promiseKept: answered.length > 0 ? kept.length / answered.length : null,
      }
    },
  }
}

export type CaseWatch = ReturnType<typeof caseWatch>
