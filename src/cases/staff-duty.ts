import * as z from 'zod'
import type { Clock, Store } from '../ports.ts'
import { staffAccount } from './staff-account.ts'
import { STAFF_UNIT } from './staff-accounts.ts'
import type { StaffOnHand } from './staff-register.ts'

const DUTY = 'duty'
const MOST_TRIES = 8
/** A console that has closed is offline after this long; one that never opened a stream, after the other. */
export const GONE_MS = 60_000
const QUIET_MS = 10 * 60_000
/** Being seen is written down no more often than this. */
const SEEN_MS = 20_000
const FRESH_MS = 2_000

interface Duty {
  /** Said by the person: signed off for the day, or here. */
  readonly off: boolean
  /** Epoch ms of the last request or heartbeat. */
  readonly seen: number
  /** Whether a console holds an event stream open: it tells within seconds when it closes. */
  readonly live: boolean
}
interface Register extends StaffOnHand {
  readonly duties: Duties
}
type Duties = Readonly<Record<string, Duty>>

interface Parts {
  readonly store: Store
  readonly clock: Clock
}

/** Who of the staff is there. A console says so by its event stream, a person by signing off. */
export function staffDuty({ store, clock }: Parts) {
  let kept: { readonly at: number; readonly hand: Register } | null = null
  const lately = new Map<string, number>()

  async function duties() {
    const found = await store.get(STAFF_UNIT, DUTY)
    return { duties: found ? (JSON.parse(found.value) as Duties) : {}, version: found?.version ?? 0 }
  }
  async function load(): Promise<Register> {
    const [directory, { duties: all }] = await Promise.all([store.get(STAFF_UNIT, 'directory'), duties()])
    const accounts = directory ? z.array(staffAccount).parse(JSON.parse(directory.value)) : []
    const active = accounts.filter(({ active, role }) => active && role !== 'auditor')
    return {
      any: active.length > 0,
      onDuty: active.some(({ username }) => isHere(all[username], clock())),
      teams: new Set(active.map(({ team }) => team)),
      duties: all,
    }
  }
  async function write(username: string, change: (before: Duty | undefined) => Duty): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const { duties: all, version } = await duties()
      const value = JSON.stringify({ ...all, [username]: change(all[username]) })
      const done = await store.commit({ unit: STAFF_UNIT, puts: [{ key: DUTY, value, expect: version }] })
      if (done.ok) {
        kept = null
        return
      }
    }
  }

  return {
    /** As of two seconds ago at most. */
    async onHand(): Promise<Register> {
      const now = clock()
      if (kept && now - kept.at < FRESH_MS) return kept.hand
      const hand = await load()
      kept = { at: now, hand }
      return hand
    },

    /** A request, or the heartbeat of an open stream (`live`). */
    async seen(username: string, live: boolean): Promise<void> {
      const now = clock()
      const before = lately.get(username)
      if (before !== undefined && now - before < SEEN_MS) return
      lately.set(username, now)
      await write(username, (known) => ({
        off: known?.off ?? false,
        seen: now,
        live: live || (known?.live ?? false),
      }))
    },

    /** The last stream of this person closed: a minute from now they are offline. */
    async left(username: string): Promise<void> {
      lately.delete(username)
      await write(username, (known) => ({ off: known?.off ?? false, seen: clock(), live: true }))
    },

    async set(username: string, on: boolean): Promise<void> {
      lately.delete(username)
      await write(username, (known) => ({ off: !on, seen: clock(), live: known?.live ?? false }))
    },
  }
}

/** Whether somebody is at work. Nobody is who was never seen. */
export function isHere(duty: Duty | undefined, now: number): boolean {
  return duty !== undefined && absence(duty, now) === null
}

/** Why the cases of somebody may not stay with them; null while they are there. */
export function absence(duty: Duty | undefined, now: number): 'shift' | 'offline' | null {
  if (!duty) return null
  if (duty.off) return 'shift'
  return now - duty.seen >= (duty.live ? GONE_MS : QUIET_MS) ? 'offline' : null
}

export type StaffDuty = ReturnType<typeof staffDuty>
