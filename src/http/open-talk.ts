import type { Clock, Randomness, Store } from '../ports.ts'

const TOKEN_DAYS = 30

/** The store's unit of a bearer token's hash. */
export const tokenUnit = (hash: string) => `token:${hash}`

interface Parts {
  readonly store: Store
  readonly random: Randomness
  readonly clock: Clock
  readonly digest: (token: string) => string
}

/** A fresh bearer token that opens this conversation for 30 days; kept only as its hash. */
export async function openTalk(
  { store, random, clock, digest }: Parts,
  conversation: string,
): Promise<string> {
  const token = random.token()
  const expires = clock() + TOKEN_DAYS * 24 * 3_600_000
  await store.commit({
    unit: tokenUnit(digest(token)),
    puts: [{ key: 'conversation', value: conversation, expect: 0, expires }],
  })
  return token
}
