import type { Batch, Claim, Job, Outcome } from '../../ports.ts'
import { applyBatch } from './apply-batch.ts'
import type { Database } from './database.ts'
import { markLane } from './mark-lane.ts'

/** What the writing thread is asked to do. */
export type Order =
  | { readonly kind: 'commit'; readonly batch: Batch; readonly now: number }
  | { readonly kind: 'claim'; readonly queue: string; readonly claim: Claim }
  | { readonly kind: 'release'; readonly job: Job; readonly outcome: Outcome }
  | { readonly kind: 'sweep'; readonly now: number }
  /** Nothing: whether a write would be taken. */
  | { readonly kind: 'probe' }

interface JobRow {
  readonly queue: string
  readonly id: string
  readonly lane: string
  readonly value: string
  readonly tries: number
  readonly fence: number
}

/** Lanes whose first living job is due and not leased, longest ready first. A leased one blocks its lane only. */
export function dueLanes({ sql }: Pick<Database, 'sql'>, queue: string, now: number, most: number): string[] {
  const rows = sql('select lane from lanes where queue = ? and ready <= ? order by ready, lane limit ?').all(
    queue,
    now,
    most,
  ) as unknown as { lane: string }[]
  return rows.map(({ lane }) => lane)
}

function claimNow(base: Pick<Database, 'sql'>, queue: string, claim: Claim): Job[] {
  const { sql } = base
  const { now, leaseMs, lanes, perLane = 1 } = claim
  return dueLanes(base, queue, now, lanes).flatMap((lane) => {
    const rows = sql(
      'select * from jobs where queue = ? and lane = ? and dead is null order by ord, id limit ?',
    ).all(queue, lane, perLane) as unknown as JobRow[]
    const claimed = rows.map(({ id, value, fence, tries }, place): Job => {
      const job = { id, queue, lane, value, fence: fence + 1, tries: tries + (place === 0 ? 1 : 0) }
      sql('update jobs set fence = ?, tries = ?, lease_until = ? where queue = ? and id = ?').run(
        job.fence,
        job.tries,
        now + leaseMs,
        queue,
        id,
      )
      return job
    })
    markLane(base, queue, lane)
    return claimed
  })
}

/** Does it inside the caller's transaction. Throws `Conflict` when an expectation of a commit fails. */
export function carryOut(base: Pick<Database, 'sql'>, order: Order): unknown {
  const { sql } = base
  switch (order.kind) {
    case 'commit':
      return applyBatch(base, order.batch, order.now)
    case 'claim':
      return claimNow(base, order.queue, order.claim)
    case 'release': {
      const { job, outcome } = order
      const of = [job.queue, job.id, job.fence] as const
      // A dead letter keeps its reason, not what it held.
      if ('dead' in outcome)
        sql(
          "update jobs set dead = ?, value = '', lease_until = 0 where queue = ? and id = ? and fence = ?",
        ).run(outcome.dead, ...of)
      else
        sql(
          'update jobs set not_before = ?, tries = max(0, tries - ?), lease_until = 0 where queue = ? and id = ? and fence = ?',
        ).run(outcome.retryAt, outcome.untried ? 1 : 0, ...of)
      markLane(base, job.queue, job.lane)
      return undefined
    }
    case 'sweep':
      sql('delete from kept where expires is not null and expires <= ?').run(order.now)
      return undefined
    case 'probe':
      return undefined
  }
}
