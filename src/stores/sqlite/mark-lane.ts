import type { Database } from './database.ts'

/**
 * Notes from when the lane's first living job can be claimed, so that looking for work reads one index and
 * not every job that waits. Called for each lane whose jobs changed, in the same transaction.
 */
export function markLane({ sql }: Pick<Database, 'sql'>, queue: string, lane: string): void {
  const first = sql(
    'select max(not_before, lease_until) as ready from jobs where queue = ? and lane = ? and dead is null order by ord, id limit 1',
  ).get(queue, lane) as { ready: number } | undefined
  if (first)
    sql(
      'insert into lanes (queue, lane, ready) values (?, ?, ?) on conflict (queue, lane) do update set ready = excluded.ready',
    ).run(queue, lane, first.ready)
  else sql('delete from lanes where queue = ? and lane = ?').run(queue, lane)
}
