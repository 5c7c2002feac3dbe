import type { Committed, Job, JournalEntry, Log, Store, Stored } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { batchArguments } from './redis/batch-arguments.ts'
import { connectRedis } from './redis/connection.ts'
import type { Durability } from './redis/durability.ts'
import { baseOf, PARTITIONS, partitionOf } from './redis/partition.ts'
import { sharedTopics } from './redis/shared-topics.ts'

export interface RedisStore extends Store {
  /** What the server promises, once it has been asked: does not resolve while it is away. */
  readonly asked: Promise<Durability>
}

export interface RedisStoreOptions {
  /** Keeps services on one server apart; the ward's id. */
  readonly space: string
  readonly log: Log
  /** Refuse a server that may lose what it has acknowledged (production). */
  readonly strict: boolean
  readonly clock?: () => number
  readonly commandTimeoutMs?: number
}

type Script = (base: string, ...parts: readonly string[]) => Promise<unknown>
interface Scripted {
  readonly madoguchiCommit: Script
  readonly madoguchiClaim: Script
  readonly madoguchiRelease: Script
  hmget(key: string, ...fields: string[]): Promise<(string | null)[]>
  lrange(key: string, from: number, to: number): Promise<string[]>
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<unknown>
  zrange(key: string, from: number, to: number, scores?: 'WITHSCORES'): Promise<string[]>
  zcount(key: string, from: string | number, to: string | number): Promise<number>
  publish(channel: string, message: string): Promise<number>
  call(command: string, ...parts: (string | number)[]): Promise<unknown>
}

const EVERY = Array.from({ length: PARTITIONS }, (_, partition) => partition)
const WAIT_AOF_MS = 400

/**
 * The shared store: any number of processes on one Redis (alone, behind Sentinel, or a cluster). Reads and
 * writes fail within half a second; every step of more than one key is one script. A write whose answer was
 * lost may have happened, and is safe to ask for again: it names the versions it expects.
 */
export function redisStore(url: string, options: RedisStoreOptions): RedisStore {
  const { space, clock = Date.now } = options
  const connection = connectRedis(url, options)
  const topics = sharedTopics(space, connection.listener)
  let forgetting = false

  async function asking<T>(work: (client: Scripted) => Promise<T>): Promise<T> {
    const { client } = connection.client()
    try {
      return await work(client as unknown as Scripted)
    } catch (fault) {
      throw new StoreDown('Redis refused', { cause: fault })
    }
  }
  /** Resolves when what the script wrote is on disk. */
  const writing = (work: (client: Scripted) => Promise<unknown>): Promise<unknown> =>
    asking(async (client) => {
      if (!connection.client().waitAof) return work(client)
      // On the same connection, so it waits for exactly what was written before it.
      const [done, synced] = await Promise.all([work(client), client.call('WAITAOF', 1, 0, WAIT_AOF_MS)])
      if ((synced as readonly number[])[0] !== 1) throw new Error('not synced in time')
      return done
    })
  const key = (kind: 'v' | 's' | 'l' | 'j', a: string, b: string, unit: string) =>
    `${baseOf(space, partitionOf(unit))}${kind}:${a}\0${b}`
  const everywhere = <T>(work: (client: Scripted, base: string) => Promise<T>): Promise<T[]> =>
    asking((client) => Promise.all(EVERY.map((partition) => work(client, baseOf(space, partition)))))
  async function stored(client: Scripted, unit: string, name: string): Promise<Stored | null> {
    const [value, version, expires] = await client.hmget(key('v', unit, name, unit), 'v', 'n', 'e')
    if (value == null || version == null) return null
    if (expires && Number(expires) <= clock()) return null
    return { value, version: Number(version) }
  }

  return {
    asked: connection.asked,

    get: (unit, name) => asking((client) => stored(client, unit, name)),
    // Sent together, and answered in one round.
    getMany: (unit, names) =>
      asking((client) => Promise.all(names.map((name) => stored(client, unit, name)))),

    async read(unit, stream, after) {
      const found = await asking((client) => client.lrange(key('s', unit, stream, unit), after, -1))
      return found.map((entry, i): JournalEntry => {
        const cut = entry.indexOf('|')
        return { seq: after + i + 1, at: Number(entry.slice(0, cut)), value: entry.slice(cut + 1) }
      })
    },

    async commit(batch): Promise<Committed> {
      const base = baseOf(space, partitionOf(batch.unit))
      const parts = batchArguments(batch, clock())
      if (batch.forgetting) forgetting = true
      const conflict = String(await writing((client) => client.madoguchiCommit(base, ...parts)))
      return conflict === '' ? { ok: true } : { ok: false, conflict }
    },

    async claim(queue, { now, leaseMs, lanes, perLane = 1 }) {
      // Where there is work, and how much: looking writes nothing, and most of the time that is all.
      const due = await everywhere((client, base) => client.zcount(`${base}r:${queue}`, '-inf', now))
      // Each process begins elsewhere, so that no partition is always served last.
      const start = Math.floor(Math.random() * PARTITIONS)
      let left = lanes
      const shares = EVERY.flatMap((_, i) => {
        const partition = (start + i) % PARTITIONS
        const most = Math.min(left, due[partition] ?? 0)
        left -= most
        return most > 0 ? [{ base: baseOf(space, partition), most }] : []
      })
      const found = await asking((client) =>
        Promise.all(
          shares.map(({ base, most }) => {
            const parts = [queue, now, now + leaseMs, most, perLane].map(String)
            return client.madoguchiClaim(base, ...parts) as Promise<readonly string[]>
          }),
        ),
      )
      return found.flatMap((flat) =>
        Array.from({ length: flat.length / 5 }, (_, n): Job => {
          const [id = '', lane = '', value = '', tries, fence] = flat.slice(n * 5, n * 5 + 5)
          return { id, queue, lane, value, tries: Number(tries), fence: Number(fence) }
        }),
      )
    },

    async release(job, outcome) {
      const how =
        'dead' in outcome
          ? ['dead', outcome.dead]
          : [outcome.untried ? 'untried' : 'retry', String(outcome.retryAt)]
      const base = baseOf(space, partitionOf(job.lane))
      await writing((client) => client.madoguchiRelease(base, job.queue, job.id, String(job.fence), ...how))
    },

    async pending(queue) {
      const counts = await everywhere((client, base) => client.get(`${base}n:${queue}`))
      return counts.reduce((sum, count) => sum + Number(count ?? 0), 0)
    },

    async oldest(queue) {
      const firsts = await everywhere((client, base) =>
        client.zrange(`${base}r:${queue}`, 0, 0, 'WITHSCORES'),
      )
      const times = firsts.flatMap(([, at]) => (at === undefined ? [] : [Number(at)]))
      return times.length > 0 ? Math.min(...times) : null
    },

    async dead(queue) {
      const found = await everywhere(async (client, base) => {
        const ids = await client.zrange(`${base}d:${queue}`, 0, -1)
        return Promise.all(
          ids.map(async (id) => {
            const parts = await client.hmget(
              `${base}j:${queue}\0${id}`,
              'lane',
              'val',
              'tries',
              'fence',
              'dead',
              'ord',
            )
            const [lane, value, tries, fence, reason, order] = parts.map((part) => part ?? '')
            const job = { id, queue, lane: lane ?? '', value: value ?? '' }
            return {
              job: { ...job, tries: Number(tries), fence: Number(fence) },
              reason: reason ?? '',
              order: Number(order),
            }
          }),
        )
      })
      return found
        .flat()
        .sort((a, b) => a.order - b.order || (a.job.id < b.job.id ? -1 : 1))
        .map(({ job, reason }) => ({ job, reason }))
    },

    async notify(topic) {
      await asking((client) => client.publish(`${space}:${topic}`, ''))
    },
    subscribe: topics.subscribe,

    async ready() {
      const probe = (client: Scripted, partition: number) =>
        client.set(`${baseOf(space, partition)}probe`, String(clock()))
      const every = connection.clustered() ? EVERY : [0]
      await asking((client) => Promise.all(every.map((partition) => probe(client, partition))))
    },

    // Redis forgets by itself, as every value bears its lifetime; but its append-only file remembers.
    async sweep() {
      if (!forgetting) return
      await asking(() => connection.rewrite())
      forgetting = false
    },

    async close() {
      topics.close()
      connection.close()
    },
  }
}
