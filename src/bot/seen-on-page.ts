import type { Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'

/** The key, in a conversation's unit, of when the newest answer of staff that stood on the resident's page was written. */
export const SEEN = 'page-seen'
/** Of when the answer was written that a messenger was last told of. */
export const NOTICED = 'page-noticed'
const MOST_TRIES = 4

/** Up to when the resident has seen on our own page what staff wrote; 0 for nothing yet. Epoch ms. */
export async function seenOnPage(store: Pick<Store, 'get'>, conversation: string): Promise<number> {
  return Number((await store.get(conversation, SEEN))?.value ?? 0)
}

/** What staff wrote at that time (epoch ms) stands before the resident. Never goes back; nothing after 消して. */
export async function noteSeen(store: Store, conversation: string, writtenAt: number): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [salt, seen] = await store.getMany(conversation, ['salt', SEEN])
    if (!salt || Number(seen?.value ?? 0) >= writtenAt) return
    const done = await store.commit({
      unit: conversation,
      checks: [{ key: 'salt', expect: salt.version }],
      puts: [{ key: SEEN, value: String(writtenAt), expect: seen?.version ?? 0 }],
    })
    if (done.ok) return store.notify(`conversation:${conversation}`)
  }
  throw new StoreDown('what was seen kept changing')
}
