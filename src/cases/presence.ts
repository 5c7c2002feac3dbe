import type { Clock, Store } from '../ports.ts'

export interface Viewer {
  readonly username: string
  readonly doing: 'viewing' | 'typing'
}

const KEY = 'presence'
/** A console says that it is there twice in this time. */
const LIVES_MS = 30_000
const MOST_TRIES = 6

type Kept = Readonly<Record<string, { readonly doing: Viewer['doing']; readonly at: number }>>

export const presenceTopic = (id: string) => `presence:${id}`

/** Who has a case open, and who is writing an answer. Forgotten within half a minute; writing a note is nobody's business. */
export function presence({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  async function read(id: string) {
    const kept = await store.get(id, KEY)
    const all = kept ? (JSON.parse(kept.value) as Kept) : {}
    const living = Object.entries(all).filter(([, { at }]) => clock() - at < LIVES_MS)
    return { living: Object.fromEntries(living) as Kept, version: kept?.version ?? 0 }
  }
  return {
    async of(id: string): Promise<readonly Viewer[]> {
      const { living } = await read(id)
      return Object.entries(living).map(([username, { doing }]) => ({ username, doing }))
    },
    /** `null`: gone. */
    async tell(id: string, username: string, doing: Viewer['doing'] | null): Promise<void> {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const { living, version } = await read(id)
        const { [username]: before, ...others } = living
        const next: Kept = doing === null ? others : { ...others, [username]: { doing, at: clock() } }
        const done = await store.commit({
          unit: id,
          puts: [{ key: KEY, value: JSON.stringify(next), expect: version, expires: clock() + LIVES_MS }],
        })
        if (!done.ok) continue
        if (before?.doing !== doing) await store.notify(presenceTopic(id))
        return
      }
    },
  }
}

export type Presence = ReturnType<typeof presence>
