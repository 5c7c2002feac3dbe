import type { Clock, Log, Store } from '../ports.ts'
import type { Weight } from './in-flight.ts'

/** What the month's pushes cost; replies are free and are not counted. */
export interface PushBudget {
  /** Counts one push. False when it is not worth what is left: then it is not made. */
  spend(weight: Weight): Promise<boolean>
  /** Pushes of this month, Asia/Tokyo. */
  spent(): Promise<number>
}

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Pushes a month the account may make; null when nobody has said. */
  readonly monthly: number | null
}

const UNIT = 'line-pushes'
const TOKYO_MS = 9 * 3_600_000
const KEEP_MS = 400 * 24 * 3_600_000
/** What can wait makes room for what cannot. */
const NICE_SHARE = 0.7
const ALARM_SHARE = 0.8
const MOST_TRIES = 20

/**
 * Safety before what was promised before what would be nice. Only the last is ever held back: whoever was
 * promised an answer gets it as long as the platform takes it, and an alarm says early that it may not for long.
 */
export function pushBudget({ store, clock, log, monthly }: Parts): PushBudget {
  const month = () => new Date(clock() + TOKYO_MS).toISOString().slice(0, 7)
  const read = async (key: string) => {
    const kept = await store.get(UNIT, key)
    return { count: Number(kept?.value ?? 0), version: kept?.version ?? 0 }
  }
  return {
    async spent() {
      return (await read(month())).count
    },
    async spend(weight) {
      const key = month()
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const { count, version } = await read(key)
        if (weight === 'nice' && monthly !== null && count >= monthly * NICE_SHARE) return false
        const put = { key, value: String(count + 1), expect: version, expires: clock() + KEEP_MS }
        if (!(await store.commit({ unit: UNIT, puts: [put] })).ok) continue
        if (monthly !== null && [Math.ceil(monthly * ALARM_SHARE), monthly].includes(count + 1))
          log('error', 'line-pushes-running-out', { spent: count + 1, monthly })
        return true
      }
      // Counting must not keep anybody from an answer.
      return true
    },
  }
}
