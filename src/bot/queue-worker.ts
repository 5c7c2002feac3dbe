import type { Clock, Job, Log, Store } from '../ports.ts'
import type { Pace } from './pace.ts'

/** Jobs of one lane, in order: the one that was due and what waits behind it. */
export type Run = readonly [Job, ...Job[]]

export interface QueueWorker {
  /** Claims what can be claimed now and handles it. Resolves with the number of jobs. */
  runOnce(): Promise<number>
  start(): void
  /** Claims nothing more and waits for what is under way, so long at most; the rest passes on with its lease. */
  stop(drainMs: number): Promise<void>
}

interface Parts {
  readonly store: Store
  readonly queue: string
  readonly clock: Clock
  readonly log: Log
  /** Settles the jobs of one lane itself. A rejection is logged, and the lease brings them back. */
  readonly handle: (run: Run) => Promise<void>
  readonly leaseMs?: number
  readonly pollMs?: number
  readonly limit?: number
  /** How many jobs of a lane are handled as one run. */
  readonly perLane?: number
  /** Awaited before each run. */
  readonly pace?: Pick<Pace, 'turn'>
}

const LEASE_MS = 5_000
const POLL_MS = 100
/** Many, as a platform that hangs for some must not keep the others waiting. */
const LIMIT = 256

/** Works off a queue: lanes side by side, each lane in order, woken by the queue's topic and by looking. */
export function queueWorker(parts: Parts): QueueWorker {
  const { store, queue, clock, log, handle, leaseMs = LEASE_MS, limit = LIMIT, perLane = 1 } = parts
  const running = new Set<Promise<void>>()
  let stopped = true
  let looking = false
  let lookAgain = false
  let away = false
  let stopListening = () => {}
  let timer: ReturnType<typeof setInterval> | undefined

  async function claim(most: number): Promise<readonly Run[]> {
    const jobs = await store.claim(queue, { now: clock(), leaseMs, lanes: most, perLane })
    return [...Map.groupBy(jobs, ({ lane }) => lane).values()] as unknown as Run[]
  }
  const settle = async (run: Run): Promise<void> => {
    try {
      await parts.pace?.turn()
      await handle(run)
    } catch (fault) {
      const [{ id, tries }] = run
      log('error', 'job-fault', { queue, job: id, tries, fault: nameOf(fault) })
    }
  }
  function begin(run: Run): void {
    const work = settle(run).finally(() => {
      running.delete(work)
      // Claims of many at once cost as much as one; a look by the clock also takes what is left.
      if (running.size === 0 || limit - running.size >= limit / 4) void look()
    })
    running.add(work)
  }
  async function look(): Promise<void> {
    lookAgain = true
    if (looking) return
    looking = true
    try {
      while (lookAgain && !stopped && running.size < limit) {
        lookAgain = false
        for (const run of await claim(limit - running.size)) begin(run)
        away = false
      }
    } catch (fault) {
      if (!away) log('error', 'queue-away', { queue, fault: nameOf(fault) })
      away = true
    } finally {
      looking = false
    }
  }

  return {
    async runOnce() {
      const runs = await claim(limit)
      await Promise.all(runs.map(settle))
      return runs.flat().length
    },
    start() {
      if (!stopped) return
      stopped = false
      stopListening = store.subscribe(queue, () => void look())
      timer = setInterval(() => void look(), parts.pollMs ?? POLL_MS)
      void look()
    },
    async stop(drainMs) {
      stopped = true
      stopListening()
      clearInterval(timer)
      let late: ReturnType<typeof setTimeout> | undefined
      const limitReached = new Promise<void>((resolve) => {
        late = setTimeout(resolve, drainMs)
      })
      await Promise.race([Promise.all(running), limitReached])
      clearTimeout(late)
    },
  }
}

const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : typeof fault)
