import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Batch, Committed, Job, JournalEntry, Store, Stored } from '../ports.ts'
import { StoreDown } from '../ports.ts'

const SCHEMA = `
create table if not exists kept (
  unit text not null, key text not null, value text not null, version integer not null, expires integer,
  primary key (unit, key)
) without rowid;
create index if not exists kept_expires on kept (expires) where expires is not null;
create table if not exists journal (
  unit text not null, stream text not null, seq integer not null, at integer not null, value text not null,
  primary key (unit, stream, seq)
) without rowid;
create table if not exists jobs (
  queue text not null, id text not null, lane text not null, ord integer not null, value text not null,
  not_before integer not null, lease_until integer not null default 0, fence integer not null default 0,
  tries integer not null default 0, dead text,
  primary key (queue, id)
) without rowid;
create index if not exists jobs_lane on jobs (queue, lane, ord, id) where dead is null;
`

interface JobRow {
  queue: string
  id: string
  lane: string
  value: string
  tries: number
  fence: number
  not_before: number
  lease_until: number
}

const toJob = (row: JobRow): Job => ({
  id: row.id,
  queue: row.queue,
  lane: row.lane,
  value: row.value,
  tries: row.tries,
  fence: row.fence,
})

class Conflict extends Error {}

/**
 * The embedded store: one file, WAL, every commit synced to disk before it is acknowledged
 * (`synchronous = full`). One process at a time owns the file; several processes share Redis instead.
 */
export function sqliteStore(path: string, clock: () => number = Date.now): Store {
  const db = new DatabaseSync(path)
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 500')
  db.exec(SCHEMA)

  const statements = new Map<string, StatementSync>()
  const sql = (text: string): StatementSync => {
    const known = statements.get(text)
    if (known) return known
    const made = db.prepare(text)
    statements.set(text, made)
    return made
  }
  const guard = <T>(work: () => T): T => {
    try {
      return work()
    } catch (fault) {
      if (fault instanceof Conflict) throw fault
      throw new StoreDown('the embedded store refused', { cause: fault })
    }
  }

  const listeners = new Map<string, Set<() => void>>()

  // A value that was deleted and made anew never bears a version somebody may still hold.
  const nextVersion = (present: number | undefined) => (present === undefined ? clock() : present + 1)

  function apply(batch: Batch): void {
    for (const ack of batch.acks ?? []) {
      const done = sql('delete from jobs where queue = ? and id = ? and fence = ?').run(
        ack.queue,
        ack.id,
        ack.fence,
      )
      if (Number(done.changes) === 0) throw new Conflict(`job ${ack.id}`)
    }
    for (const put of batch.puts ?? []) {
      const row = sql('select version, expires from kept where unit = ? and key = ?').get(
        batch.unit,
        put.key,
      ) as { version: number; expires: number | null } | undefined
      const present = row && (row.expires === null || row.expires > clock()) ? row.version : 0
      if (put.expect !== 'any' && put.expect !== present) throw new Conflict(put.key)
      sql(
        'insert into kept (unit, key, value, version, expires) values (?, ?, ?, ?, ?) on conflict (unit, key) do update set value = excluded.value, version = excluded.version, expires = excluded.expires',
      ).run(batch.unit, put.key, put.value, nextVersion(row?.version), put.expires ?? null)
    }
    for (const gone of batch.deletes ?? [])
      sql('delete from kept where unit = ? and key = ?').run(batch.unit, gone.key)
    for (const gone of batch.erases ?? [])
      sql('delete from journal where unit = ? and stream = ?').run(batch.unit, gone.stream)
    for (const append of batch.appends ?? []) {
      const last = sql('select max(seq) as seq from journal where unit = ? and stream = ?').get(
        batch.unit,
        append.stream,
      ) as { seq: number | null }
      let seq = last.seq ?? 0
      if (append.expect !== 'any' && append.expect !== seq) throw new Conflict(append.stream)
      for (const value of append.values)
        sql('insert into journal (unit, stream, seq, at, value) values (?, ?, ?, ?, ?)').run(
          batch.unit,
          append.stream,
          ++seq,
          append.at,
          value,
        )
    }
    for (const job of batch.enqueues ?? [])
      sql(
        'insert into jobs (queue, id, lane, ord, value, not_before) values (?, ?, ?, ?, ?, ?) on conflict (queue, id) do nothing',
      ).run(job.queue, job.id, job.lane, job.order, job.value, job.notBefore)
  }

  const notifyNow = (topic: string) => {
    for (const listener of listeners.get(topic) ?? []) queueMicrotask(listener)
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
        guard(() => {
          db.exec('begin immediate')
          try {
            apply(batch)
            db.exec('commit')
          } catch (fault) {
            db.exec('rollback')
            throw fault
          }
        })
        return { ok: true }
      } catch (fault) {
        if (fault instanceof Conflict) return { ok: false, conflict: fault.message }
        throw fault
      }
    },

    async claim(queue, { now, leaseMs, limit }) {
      return guard(() => {
        // The head of each lane: the first living job by order. A leased head blocks its lane only.
        const heads = sql(
          `select * from jobs as j where queue = ? and dead is null and not_before <= ? and lease_until <= ?
           and not exists (select 1 from jobs as e where e.queue = j.queue and e.lane = j.lane and e.dead is null
             and (e.ord < j.ord or (e.ord = j.ord and e.id < j.id)))
           order by ord, id limit ?`,
        ).all(queue, now, now, limit) as unknown as JobRow[]
        return heads.map((row) => {
          const fence = row.fence + 1
          sql('update jobs set fence = ?, tries = tries + 1, lease_until = ? where queue = ? and id = ?').run(
            fence,
            now + leaseMs,
            queue,
            row.id,
          )
          return toJob({ ...row, fence, tries: row.tries + 1 })
        })
      })
    },

    async release(job, outcome) {
      guard(() => {
        if ('dead' in outcome)
          sql('update jobs set dead = ?, lease_until = 0 where queue = ? and id = ? and fence = ?').run(
            outcome.dead,
            job.queue,
            job.id,
            job.fence,
          )
        else
          sql('update jobs set not_before = ?, lease_until = 0 where queue = ? and id = ? and fence = ?').run(
            outcome.retryAt,
            job.queue,
            job.id,
            job.fence,
          )
      })
    },

    async pending(queue) {
      const row = guard(() =>
        sql('select count(*) as n from jobs where queue = ? and dead is null').get(queue),
      ) as { n: number }
      return row.n
    },

    async dead(queue) {
      const rows = guard(() =>
        sql('select * from jobs where queue = ? and dead is not null order by ord, id').all(queue),
      ) as unknown as (JobRow & { dead: string })[]
      return rows.map((row) => ({ job: toJob(row), reason: row.dead }))
    },

    async notify(topic) {
      notifyNow(topic)
    },

    subscribe(topic, listener) {
      const of = listeners.get(topic) ?? new Set()
      listeners.set(topic, of.add(listener))
      return () => {
        of.delete(listener)
        if (of.size === 0) listeners.delete(topic)
      }
    },

    async ready() {
      guard(() => db.exec('begin immediate; rollback'))
    },

    async sweep(now) {
      guard(() => sql('delete from kept where expires is not null and expires <= ?').run(now))
    },

    async close() {
      if (db.isOpen) db.close()
    },
  }
}
