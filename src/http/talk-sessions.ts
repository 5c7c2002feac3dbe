import type { Batch, Clock, Randomness, Store } from '../ports.ts'

export interface SessionParts {
  readonly store: Store
  readonly random: Randomness
  readonly clock: Clock
  /** SHA-256, base64url: tokens are kept only as their hash. */
  readonly digest: (text: string) => string
}

interface Opened {
  readonly hash: string
  /** Epoch ms. */
  readonly until: number
}

const SESSIONS = 'sessions'
const MOST_SESSIONS = 40
const MOST_TRIES = 8

const unitOf = (hash: string) => `token:${hash}`

/**
 * Who may read and write a conversation on the web: a token each for the API, a page, another device.
 * A token is known only to whom it was given; the conversation lists their hashes, so that all die at once.
 */
export function talkSessions({ store, random, clock, digest }: SessionParts) {
  const draw = (lifeMs: number) => {
    const token = random.token()
    return { token, opened: { hash: digest(token), until: clock() + lifeMs } satisfies Opened }
  }
  const grant = async ({ hash, until }: Opened, conversation: string) => {
    const put = { key: 'conversation', value: conversation, expect: 0, expires: until }
    await store.commit({ unit: unitOf(hash), puts: [put] })
  }

  return {
    /**
     * The first token of a new conversation: good once `kept` resolves and `puts` is written with its first
     * turn, side by side.
     */
    begin(lifeMs: number) {
      const conversation = random.token()
      const { token, opened } = draw(lifeMs)
      const puts: NonNullable<Batch['puts']> = [
        { key: SESSIONS, value: JSON.stringify([opened]), expect: 'any' },
      ]
      return { token, conversation, puts, kept: grant(opened, conversation) }
    },

    /** A fresh token for a conversation that exists: a page that was loaded again, another device, a link. */
    async open(conversation: string, lifeMs: number): Promise<string> {
      const { token, opened } = draw(lifeMs)
      await grant(opened, conversation)
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const kept = await store.get(conversation, SESSIONS)
        const living = (kept ? (JSON.parse(kept.value) as Opened[]) : []).filter(
          ({ until }) => until > clock(),
        )
        const all = [...living, opened]
        const left = all.slice(-MOST_SESSIONS)
        const { ok } = await store.commit({
          unit: conversation,
          puts: [{ key: SESSIONS, value: JSON.stringify(left), expect: kept?.version ?? 0 }],
        })
        if (!ok) continue
        for (const { hash } of all.slice(0, -MOST_SESSIONS)) await this.drop(hash)
        break
      }
      return token
    },

    /** The conversation this token opens; null for one that is unknown, over or ended. */
    async conversationOf(token: string | null | undefined): Promise<string | null> {
      if (!token) return null
      return (await store.get(unitOf(digest(token)), 'conversation'))?.value ?? null
    },

    /** How this page is shown (text size, ふりがな): kept beside its token, not on the device. */
    async look(token: string): Promise<string | null> {
      return (await store.get(unitOf(digest(token)), 'look'))?.value ?? null
    },
    async setLook(token: string, look: string, lifeMs: number): Promise<void> {
      const put = { key: 'look', value: look, expect: 'any' as const, expires: clock() + lifeMs }
      await store.commit({ unit: unitOf(digest(token)), puts: [put] })
    },

    async drop(hash: string): Promise<void> {
      await store.commit({ unit: unitOf(hash), deletes: [{ key: 'conversation' }, { key: 'look' }] })
    },

    /** Ends this one token, and nothing else. */
    async close(token: string): Promise<void> {
      await this.drop(digest(token))
    },

    /** Ends every token of the conversation, on every device. */
    async closeAll(conversation: string): Promise<void> {
      const kept = await store.get(conversation, SESSIONS)
      for (const { hash } of kept ? (JSON.parse(kept.value) as Opened[]) : []) await this.drop(hash)
      await store.commit({ unit: conversation, deletes: [{ key: SESSIONS }] })
    },
  }
}
export type TalkSessions = ReturnType<typeof talkSessions>
