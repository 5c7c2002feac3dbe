import { Hono } from 'hono'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Clock, Log, Store } from '../ports.ts'

export interface Metrics {
  /** `GET /metrics`: Prometheus text. Counts and times only: no id, no word of anybody. */
  readonly routes: Hono
  /** A log that also counts: every event by its name. */
  readonly log: Log
  /** Adds numbers that are asked for at each look, by the name under `madoguchi_`. */
  also(help: Readonly<Record<string, string>>, read: () => Promise<Readonly<Record<string, number>>>): void
}

interface Parts {
  readonly store: Store
  readonly queues: readonly string[]
  readonly clock: Clock
  readonly log: Log
}

/** What staff and engineers watch: events of the log, what waits in the queues, memory and event-loop lag. */
export function metrics({ store, queues, clock, log }: Parts): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const events = new Counter({
    name: 'madoguchi_log_events_total',
    help: 'Events of the log by name; docs/operating.md says which are alarms',
    labelNames: ['event', 'level'],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['queue'], registers })
  const waiting = gauge('madoguchi_queue_waiting', 'Jobs neither done nor dead')
  const dead = gauge('madoguchi_queue_dead', 'Dead letters')
  const age = gauge('madoguchi_queue_oldest_seconds', 'How long the longest waiting job has been due')
  const up = new Gauge({ name: 'madoguchi_store_up', help: '1 while the store takes writes', registers })

  const more: (() => Promise<void>)[] = []

  async function look(): Promise<void> {
    try {
      for (const read of more) await read()
      await store.ready()
      for (const queue of queues) {
        const oldest = await store.oldest(queue)
        waiting.set({ queue }, await store.pending(queue))
        dead.set({ queue }, (await store.dead(queue)).length)
        age.set({ queue }, oldest === null ? 0 : Math.max(0, (clock() - oldest) / 1000))
      }
      up.set(1)
    } catch {
      up.set(0)
    }
  }

  const routes = new Hono()
  routes.get('/metrics', async (c) => {
    await look()
    return c.body(await register.metrics(), 200, {
      'content-type': register.contentType,
      'cache-control': 'no-store',
    })
  })
  return {
    routes,
    also(help, read) {
      const gauges = new Map(
        Object.entries(help).map(([name, text]) => [
          name,
          new Gauge({ name: `madoguchi_${name}`, help: text, registers }),
        ]),
      )
      more.push(async () => {
        for (const [name, value] of Object.entries(await read())) gauges.get(name)?.set(value)
      })
    },
    log(level, event, fields) {
      events.inc({ event, level })
      log(level, event, fields)
    },
  }
}
