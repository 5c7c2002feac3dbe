import type { Committed, Job, JournalEntry, Store, Stored } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { applyBatch, Conflict } from './sqlite/apply-batch.ts'
import { openDatabase } from './sqlite/database.ts'
import { groupCommit } from './sqlite/group-commit.ts'
import { localTopics } from './topics.ts'

interface JobRow {
  queue: string
  id: string
  lane: string
  value: string
  tries: number
  fence: number
}

const toJob = ({ id, queue, lane, value, tries, fence }: JobRow): Job => ({
  id,
  queue,
  lane,
  value,
  tries,
  fence,
})

/**
 * The embedded store: one file, every commit on disk before it is acknowledged. One process at a time owns
 * the file; several processes share Redis instead.
 */
export function sqliteStore(path: string, clock: () => number = Date.now): Store {
  const base = openDatabase(path)
  const { db, sql } = base
  const write = groupCommit(base)
  const topics = localTopics()
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (fault) {
      throw new StoreDown('the embedded store refused', { cause: fault })
    }
  }

  return {
    async get(unit, key) {
      const row = guard(() =>
        sql('select value, version, expires from kept where unit = ? and key = ?').get(unit, key),
      ) as (Stored & { expires: number | null }) | undefined
      if (!row || (row.expires !== null && row.expires <= clock())) return null
      return { value: row.value, version: row.version }
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
        await write(() => applyBatch(base, batch, clock()))
        return { ok: true }
      } catch (fault) {
        if (fault instanceof Conflict) return { ok: false, conflict: fault.message }
        throw fault
      }
    },

    async claim(queue, { now, leaseMs, lanes, perLane = 1 }) {
      // The head of each lane: the first living job by order. A leased head blocks its lane only.
      const due = () =>
        sql(
          `select lane from jobs as j where queue = ? and dead is null and not_before <= ? and lease_until <= ?
           and not exists (select 1 from jobs as e where e.queue = j.queue and e.lane = j.lane and e.dead is null
             and (e.ord < j.ord or (e.ord = j.ord and e.id < j.id)))
           order by ord, id limit ?`,
        ).all(queue, now, now, lanes) as unknown as { lane: string }[]
      if (guard(due).length === 0) return []
      return write(() =>
        due().flatMap(({ lane }) =>
          (
            sql(
              'select * from jobs where queue = ? and lane = ? and dead is null order by ord, id limit ?',
            ).all(queue, lane, perLane) as unknown as JobRow[]
          ).map((row, place) => {
            const taken = { ...row, fence: row.fence + 1, tries: row.tries + (place === 0 ? 1 : 0) }
            sql('update jobs set fence = ?, tries = ?, lease_until = ? where queue = ? and id = ?').run(
              taken.fence,
              taken.tries,
              now + leaseMs,
              queue,
              row.id,
            )
            return toJob(taken)
          }),
        ),
      )
    },

    async release(job, outcome) {
      await write(() => {
        const of = [job.queue, job.id, job.fence] as const
        if ('dead' in outcome)
          sql(
            `update jobs set dead = ?, value = '', lease_until = 0 where queue = ? and id = ? and fence = ?`,
          ).run(outcome.dead, ...of)
        else
          sql('update jobs set not_before = ?, lease_until = 0 where queue = ? and id = ? and fence = ?').run(
            outcome.retryAt,
            ...of,
          )
      })
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
        sql('select * from jobs where queue = ? and dead is not null order by ord, id').all(queue),
      ) as unknown as (JobRow & { dead: string })[]
      return rows.map((row) => ({ job: toJob(row), reason: row.dead }))
    },

    async notify(topic) {
      topics.tell(topic)
    },
    subscribe: topics.subscribe,

    async ready() {
      await write(() => undefined)
    },

    async sweep(now) {
      await write(() => sql('delete from kept where expires is not null and expires <= ?').run(now))
      // What was erased leaves the log as well as the file.
      guard(() => db.exec('pragma wal_checkpoint(truncate)'))
    },

    async close() {
      if (db.isOpen) db.close()
    },
  }
}
