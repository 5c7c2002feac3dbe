import { join } from 'node:path'
import { INBOX, OUTBOX } from '../../src/bot/in-flight.ts'
import type { Store } from '../../src/ports.ts'
import { redisStore } from '../../src/stores/redis.ts'
import { sqliteStore } from '../../src/stores/sqlite.ts'
import { quiet } from '../support/canaries/watch.ts'
import type { Records } from './account.ts'

/** The store the service works on, opened beside it. */
export async function openStore(dataDir: string, redisUrl: string | null): Promise<Store> {
  if (redisUrl === null) return sqliteStore(join(dataDir, 'mihon.db'))
  const store = redisStore(redisUrl, { space: 'mihon', log: quiet, strict: false })
  await store.asked
  return store
}

/** Whether anything still waits to be handled or sent. */
export async function working(store: Store): Promise<boolean> {
  return (await store.pending(INBOX)) + (await store.pending(OUTBOX)) > 0
}

/** What the service has written of each event and each sending. */
export async function recordsOf(store: Store): Promise<Records> {
  const dead = [...(await store.dead(INBOX)), ...(await store.dead(OUTBOX))]
  return {
    async answeredWith(conversation, event) {
      const kept = await store.get(conversation, `in:${event}`)
      return kept ? (JSON.parse(kept.value) as string[]) : null
    },
    async ended(conversation, job) {
      const kept = await store.get(conversation, `out:${job}`)
      return kept ? ((JSON.parse(kept.value) as { as?: string }).as ?? 'open') : null
    },
    dead: new Map(dead.map(({ job, reason }) => [job.id, reason])),
  }
}
