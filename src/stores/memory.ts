import type { Batch, Committed, Job, JournalEntry, Store, Stored } from '../ports.ts'
import { localTopics } from './topics.ts'

interface Held {
  value: string
  version: number
  expires: number | null
}
interface HeldJob {
  job: Job
  order: number
  notBefore: number
  leaseUntil: number
  dead: string | null
}

/** Forgets everything when the process ends: for tests and `npm run chat` only, never for serving. */
export function memoryStore(clock: () => number = Date.now): Store {
  const kept = new Map<string, Held>()
  const streams = new Map<string, JournalEntry[]>()
  const jobs = new Map<string, HeldJob>()
  const topics = localTopics()
  const at = (a: string, b: string) => JSON.stringify([a, b])
  const living = (held: Held | undefined) =>
    held && (held.expires === null || held.expires > clock()) ? held : undefined
  const before = (a: HeldJob, b: HeldJob) => a.order - b.order || (a.job.id < b.job.id ? -1 : 1)

  function conflictOf(batch: Batch): string | null {
    for (const ack of batch.acks ?? [])
      if (jobs.get(at(ack.queue, ack.id))?.job.fence !== ack.fence) return `job ${ack.id}`
    for (const check of batch.checks ?? [])
      if ((living(kept.get(at(batch.unit, check.key)))?.version ?? 0) !== check.expect) return check.key
    for (const put of batch.puts ?? []) {
      const present = living(kept.get(at(batch.unit, put.key)))?.version ?? 0
      if (put.expect !== 'any' && put.expect !== present) return put.key
    }
    for (const append of batch.appends ?? []) {
      const last = streams.get(at(batch.unit, append.stream))?.length ?? 0
      if (append.expect !== 'any' && append.expect !== last) return append.stream
    }
    return null
  }

  const stored = (unit: string, key: string): Stored | null => {
    const held = living(kept.get(at(unit, key)))
    return held ? { value: held.value, version: held.version } : null
  }
  return {
    get: async (unit, key) => stored(unit, key),
    getMany: async (unit, keys) => keys.map((key) => stored(unit, key)),
    async read(unit, stream, after) {
      return (streams.get(at(unit, stream)) ?? []).filter((entry) => entry.seq > after)
    },
    async commit(batch): Promise<Committed> {
      const conflict = conflictOf(batch)
      if (conflict !== null) return { ok: false, conflict }
      for (const ack of batch.acks ?? []) jobs.delete(at(ack.queue, ack.id))
      for (const put of batch.puts ?? []) {
        const key = at(batch.unit, put.key)
        // A value deleted and made anew never bears a version somebody may still hold.
        const version = (kept.get(key)?.version ?? clock() - 1) + 1
        kept.set(key, { value: put.value, version, expires: put.expires ?? null })
      }
      for (const gone of batch.deletes ?? []) kept.delete(at(batch.unit, gone.key))
      for (const gone of batch.erases ?? []) streams.delete(at(batch.unit, gone.stream))
      for (const append of batch.appends ?? []) {
        const stream = streams.get(at(batch.unit, append.stream)) ?? []
        for (const value of append.values) stream.push({ seq: stream.length + 1, at: append.at, value })
        streams.set(at(batch.unit, append.stream), stream)
      }
      for (const job of batch.enqueues ?? []) {
        const key = at(job.queue, job.id)
        if (jobs.has(key)) continue
        jobs.set(key, {
          job: { id: job.id, queue: job.queue, lane: job.lane, value: job.value, tries: 0, fence: 0 },
          order: job.order,
          notBefore: job.notBefore,
          leaseUntil: 0,
          dead: null,
        })
      }
      return { ok: true }
    },
    async claim(queue, { now, leaseMs, lanes, perLane = 1 }) {
      const alive = [...jobs.values()].filter((j) => j.job.queue === queue && j.dead === null).sort(before)
      const waiting = Map.groupBy(alive, (held) => held.job.lane)
      return [...waiting.values()]
        .filter(([head]) => head && head.notBefore <= now && head.leaseUntil <= now)
        .slice(0, lanes)
        .flatMap((lane) =>
          lane.slice(0, perLane).map((held, place) => {
            const { job } = held
            held.job = { ...job, fence: job.fence + 1, tries: job.tries + (place === 0 ? 1 : 0) }
            held.leaseUntil = now + leaseMs
            return held.job
          }),
        )
    },
    async release(job, outcome) {
      const held = jobs.get(at(job.queue, job.id))
      if (!held || held.job.fence !== job.fence) return
      held.leaseUntil = 0
      if ('dead' in outcome) {
        held.dead = outcome.dead
        held.job = { ...held.job, value: '' }
      } else {
        held.notBefore = outcome.retryAt
        if (outcome.untried) held.job = { ...held.job, tries: Math.max(0, held.job.tries - 1) }
      }
    },
    async pending(queue) {
      return [...jobs.values()].filter((j) => j.job.queue === queue && j.dead === null).length
    },
    async dead(queue) {
      return [...jobs.values()]
        .filter((j) => j.job.queue === queue && j.dead !== null)
        .sort(before)
        .map((j) => ({ job: j.job, reason: j.dead ?? '' }))
    },
    async oldest(queue) {
      const due = [...jobs.values()].filter((j) => j.job.queue === queue && j.dead === null)
      return due.length > 0 ? Math.min(...due.map(({ notBefore }) => notBefore)) : null
    },
    async notify(topic) {
      topics.tell(topic)
    },
    subscribe: topics.subscribe,
    async ready() {},
    async sweep(now) {
      for (const [key, held] of kept) if (held.expires !== null && held.expires <= now) kept.delete(key)
    },
    async close() {},
  }
}
