import type { Batch } from '../../ports.ts'
import type { Database } from './database.ts'
import { markLane } from './mark-lane.ts'

/** An expectation of the batch failed; the message names it. */
export class Conflict extends Error {}

/** Does all of the batch, or throws `Conflict` in the midst of it: the caller's transaction takes it back. */
export function applyBatch(base: Pick<Database, 'sql'>, batch: Batch, now: number): void {
  const { sql } = base
  /** Queue and lane of the jobs that came or went. */
  const changed = new Map<string, readonly [queue: string, lane: string]>()
  const change = (queue: string, lane: string) => changed.set(`${queue} ${lane}`, [queue, lane])
  // A value that was deleted and made anew never bears a version somebody may still hold.
  const nextVersion = (present: number | undefined) => (present === undefined ? now : present + 1)

  for (const ack of batch.acks ?? []) {
    const done = sql('delete from jobs where queue = ? and id = ? and fence = ? returning lane').get(
      ack.queue,
      ack.id,
      ack.fence,
    ) as { lane: string } | undefined
    if (!done) throw new Conflict(`job ${ack.id}`)
    change(ack.queue, done.lane)
  }
  const standing = (key: string) => {
    const row = sql('select version, expires from kept where unit = ? and key = ?').get(batch.unit, key) as
      | { version: number; expires: number | null }
      | undefined
    return { row, present: row && (row.expires === null || row.expires > now) ? row.version : 0 }
  }

  for (const check of batch.checks ?? [])
    if (standing(check.key).present !== check.expect) throw new Conflict(check.key)
  for (const put of batch.puts ?? []) {
    const { row, present } = standing(put.key)
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
  for (const job of batch.enqueues ?? []) {
    sql(
      'insert into jobs (queue, id, lane, ord, value, not_before) values (?, ?, ?, ?, ?, ?) on conflict (queue, id) do nothing',
    ).run(job.queue, job.id, job.lane, job.order, job.value, job.notBefore)
    change(job.queue, job.lane)
  }
  for (const [queue, lane] of changed.values()) markLane(base, queue, lane)
}
