import type { Clock, Randomness, Store } from '../ports.ts'
import type { StaffAccount } from './staff-account.ts'
import type { StaffAccounts } from './staff-accounts.ts'

interface Session {
  readonly username: string
  readonly epoch: number
  /** Epoch ms. */
  readonly began: number
  readonly seen: number
}

/** Without a request for this long a session is over; in any case after a working day. */
export const IDLE_MS = 30 * 60_000
const ABSOLUTE_MS = 12 * 3_600_000
/** How often being seen is written down. */
const SEEN_MS = 60_000
const KEY = 'session'
const TRIES_KEY = 'tries'
/** So many wrong ones are forgiven before each further one costs twice the wait. */
const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000
const TRIES_MS = 24 * 3_600_000

interface Tries {
  readonly count: number
  readonly until: number
}

interface Parts {
  readonly store: Store
  readonly accounts: Pick<StaffAccounts, 'find' | 'verify'>
  readonly clock: Clock
  readonly random: Randomness
  readonly digest: (text: string) => string
}

export type SignIn =
  | { readonly kind: 'in'; readonly token: string; readonly account: StaffAccount }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly waitMs: number }

/** Signing in and staying so. Tokens are kept only as their hash; a session dies with what its account was. */
export function staffSessions({ store, accounts, clock, random, digest }: Parts) {
  const unitOf = (token: string) => `staff-session:${digest(token)}`
  // Unknown names are counted too: being locked tells nothing.
  const guardOf = (username: string) => `staff-guard:${digest(username)}`

  async function triesOf(username: string) {
    const kept = await store.get(guardOf(username), TRIES_KEY)
    return kept ? (JSON.parse(kept.value) as Tries) : { count: 0, until: 0 }
  }
  async function failed(username: string): Promise<void> {
    const { count } = await triesOf(username)
    const over = count + 1 - FREE_TRIES
    const wait = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS)
    const tries: Tries = { count: count + 1, until: clock() + wait }
    await store.commit({
      unit: guardOf(username),
      puts: [{ key: TRIES_KEY, value: JSON.stringify(tries), expect: 'any', expires: clock() + TRIES_MS }],
    })
  }

  return {
    async signIn(username: string, password: string, code: string | null): Promise<SignIn> {
      const { until } = await triesOf(username)
      if (until > clock()) return { kind: 'locked', waitMs: until - clock() }
      const account = await accounts.verify(username, password, code)
      if (!account) {
        await failed(username)
        return { kind: 'wrong' }
      }
      const token = random.token()
      const now = clock()
      const session: Session = { username, epoch: account.epoch, began: now, seen: now }
      await store.commit({ unit: guardOf(username), deletes: [{ key: TRIES_KEY }] })
      await store.commit({
        unit: unitOf(token),
        puts: [{ key: KEY, value: JSON.stringify(session), expect: 0, expires: now + IDLE_MS }],
      })
      return { kind: 'in', token, account }
    },

    /** Whose session this is; null when it is over, for whatever reason. */
    async of(token: string): Promise<StaffAccount | null> {
      const kept = await store.get(unitOf(token), KEY)
      if (!kept) return null
      const session = JSON.parse(kept.value) as Session
      const now = clock()
      if (now - session.seen >= IDLE_MS || now - session.began >= ABSOLUTE_MS) return null
      const account = await accounts.find(session.username)
      if (!account?.active || account.epoch !== session.epoch) return null
      if (now - session.seen >= SEEN_MS) {
        const value = JSON.stringify({ ...session, seen: now } satisfies Session)
        const expires = Math.min(now + IDLE_MS, session.began + ABSOLUTE_MS)
        await store.commit({
          unit: unitOf(token),
          puts: [{ key: KEY, value, expect: kept.version, expires }],
        })
      }
      return account
    },

    async end(token: string): Promise<void> {
      await store.commit({ unit: unitOf(token), deletes: [{ key: KEY }] })
    },
  }
}

export type StaffSessions = ReturnType<typeof staffSessions>
