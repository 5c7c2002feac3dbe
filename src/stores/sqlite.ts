import type { Committed, Job, JournalEntry, Store, Stored } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { Conflict } from './sqlite/apply-batch.ts'
import { dueLanes } from './sqlite/carry-out.ts'
import { openDatabase } from './sqlite/database.ts'
import { snapshot } from './sqlite/snapshot.ts'
import { startWriter } from './sqlite/writer.ts'
import { localTopics } from './topics.ts'

type KeptRow = Stored & { readonly key: string; readonly expires: number | null }

/**
 * The embedded store: one file, every commit on disk before it is acknowledged. Reads are answered at once;
 * a thread writes. One process at a time owns the file; several processes share Redis instead.
 */
export function sqliteStore(path: string, clock: () => number = Date.now): Store {
  const base = openDatabase(path)
  const { db, sql } = base
  const reads = snapshot(base)
  const writer = startWriter(path, reads.end)
  const topics = localTopics()
  const guard = <T>(work: () => T): T => {
    try {
      return reads.read(work)
    } catch (fault) {
      throw new StoreDown('the embedded store refused', { cause: fault })
    }
  }

  const living = (row: KeptRow | undefined): Stored | null =>
    row && (row.expires === null || row.expires > clock()) ? { value: row.value, version: row.version } : null

  return {
    async get(unit, key) {
      const row = guard(() =>
        sql('select key, value, version, expires from kept where unit = ? and key = ?').get(unit, key),
      ) as KeptRow | undefined
      return living(row)
    },

    async getMany(unit, keys) {
      const asked = keys.map(() => '?').join(', ')
      const rows = guard(() =>
        sql(`select key, value, version, expires from kept where unit = ? and key in (${asked})`).all(
          unit,
          ...keys,
        ),
      ) as unknown as KeptRow[]
      return keys.map((key) => living(rows.find((row) => row.key === key)))
    },

    async read(unit, stream, after) {
      return guard(() =>
        sql('select seq, at, value from journal where unit = ? and stream = ? and seq > ? order by seq').all(
          unit,
          stream,
          after,
        ),
      ) as unknown as JournalEntry[]
    },

    async commit(batch): Promise<Committed> {
      try {
        await writer.write({ kind: 'commit', batch, now: clock() })
        return { ok: true }
      } catch (fault) {
        if (fault instanceof Conflict) return { ok: false, conflict: fault.message }
        throw fault
      }
    },

    async claim(queue, claim) {
      // Most of the time nothing is due, and looking costs the writer nothing.
      if (guard(() => dueLanes(base, queue, claim.now, 1)).length === 0) return []
      return (await writer.write({ kind: 'claim', queue, claim })) as readonly Job[]
    },

    async release(job, outcome) {
      await writer.write({ kind: 'release', job, outcome })
    },

    async pending(queue) {
      const row = guard(() =>
        sql('select count(*) as n from jobs where queue = ? and dead is null').get(queue),
      ) as { n: number }
      return row.n
    },

    async oldest(queue) {
      const row = guard(() =>
        sql('select min(not_before) as at from jobs where queue = ? and dead is null').get(queue),
      ) as { at: number | null }
      return row.at
    },

    async dead(queue) {
      const rows = guard(() =>
        sql(
          'select id, lane, tries, fence, dead from jobs where queue = ? and dead is not null order by ord, id',
        ).all(queue),
      ) as unknown as { id: string; lane: string; tries: number; fence: number; dead: string }[]
      return rows.map(({ dead, ...row }) => ({ job: { ...row, queue, value: '' }, reason: dead }))
    },

    async notify(topic) {
      topics.tell(topic)
    },
    subscribe: topics.subscribe,

    async ready() {
      await writer.write({ kind: 'probe' })
    },

    async sweep(now) {
      await writer.write({ kind: 'sweep', now })
    },

    async close() {
      await writer.close()
      reads.end()
      if (db.isOpen) db.close()
    },
  }
}
