import type { Batch, Clock, Randomness, Store } from '../ports.ts'

/** Opens a conversation elsewhere, once. */
export interface OneTimeLinks {
  /** A link's secret part, and the put that makes it good: write both in one step with what offers it. */
  make(conversation: string): { readonly token: string; readonly put: NonNullable<Batch['puts']>[number] }
  /** Whether it would open something now; looking does not use it up, as previews look at every link. */
  good(token: string): Promise<boolean>
  /** The conversation it opens, for whoever is first within ten minutes; null for everybody else. */
  use(token: string): Promise<string | null>
}

interface Parts {
  readonly store: Store
  readonly random: Randomness
  readonly clock: Clock
  /** A keyed hash: who reads the store cannot make a link of it. */
  readonly digest: (token: string) => string
  /** Hides a conversation's id in a short text, and finds it again; null for anything else. */
  readonly hide: (conversation: string) => string
  readonly reveal: (hidden: string) => string | null
}

const LIFE_MS = 10 * 60_000
const OPEN = 'open'
const USED = 'used'

/** One-time links: at least 128 bit, ten minutes, bound to their conversation. */
export function oneTimeLinks({ store, random, clock, digest, hide, reveal }: Parts): OneTimeLinks {
  const keyOf = (secret: string) => `link:${digest(secret)}`

  async function read(token: string) {
    const [secret = '', hidden = ''] = token.split('.')
    const conversation = reveal(hidden)
    if (conversation === null) return null
    const kept = await store.get(conversation, keyOf(secret))
    return kept?.value === OPEN ? { conversation, key: keyOf(secret), version: kept.version } : null
  }
  return {
    make(conversation) {
      const secret = random.token()
      const expires = clock() + LIFE_MS
      return {
        token: `${secret}.${hide(conversation)}`,
        put: { key: keyOf(secret), value: OPEN, expect: 0, expires },
      }
    },
    async good(token) {
      return (await read(token)) !== null
    },
    async use(token) {
      const found = await read(token)
      if (!found) return null
      const { conversation, key, version } = found
      const put = { key, value: USED, expect: version, expires: clock() + LIFE_MS }
      return (await store.commit({ unit: conversation, puts: [put] })).ok ? conversation : null
    },
  }
}
