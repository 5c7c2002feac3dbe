import type { Clock } from '../../ports.ts'

/** A console left open looks again whenever something changes: for this long that is one look. */
const ONE_LOOK_MS = 10 * 60_000
const MOST = 20_000

/**
 * Whether this is a new look of this person at this thing, or the going on of one that is on record. Decided
 * here, not by who asks: nobody can look unrecorded.
 */
export function lookAgain(clock: Clock): (who: string, what: string) => boolean {
  const began = new Map<string, number>()
  return (who, what) => {
    const key = `${who} ${what}`
    const now = clock()
    const before = began.get(key)
    if (before !== undefined && now - before < ONE_LOOK_MS) return false
    if (began.size >= MOST) began.clear()
    began.set(key, now)
    return true
  }
}
