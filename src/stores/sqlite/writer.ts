import { Worker } from 'node:worker_threads'
import { StoreDown } from '../../ports.ts'
import { Conflict } from './apply-batch.ts'
import type { Order } from './carry-out.ts'
import type { Asked, Told } from './writer-thread.ts'

interface Waiting {
  readonly order: Order
  readonly resolve: (result: unknown) => void
  readonly reject: (fault: unknown) => void
}

export interface Writer {
  /** Resolves when it is on disk. Rejects with `Conflict` or `StoreDown`. */
  write(order: Order): Promise<unknown>
  close(): Promise<void>
}

/** Run from source, the thread's file is TypeScript; a bundle stands it beside itself. */
const FILE = import.meta.url.endsWith('.ts') ? './writer-thread.ts' : './sqlite-writer.mjs'

/**
 * A thread that writes, so that no resident waits for another's sync to disk: it takes milliseconds, and
 * the event loop has better to do. Orders of one round go to it together; `beforeTelling` runs before
 * anybody hears what became of them.
 */
export function startWriter(path: string, beforeTelling: () => void): Writer {
  let waiting: Waiting[] = []
  const asked = new Map<number, readonly Waiting[]>()
  let next = 0
  let closed = false
  let thread: Worker | null = null

  function fail(reason: string): void {
    const all = [...asked.values()].flat()
    asked.clear()
    for (const { reject } of all) reject(new StoreDown('the embedded store refused', { cause: reason }))
  }
  function tell(told: Told): void {
    beforeTelling()
    const orders = asked.get(told.id) ?? []
    asked.delete(told.id)
    for (const [i, { resolve, reject }] of orders.entries()) {
      if ('fault' in told) reject(new StoreDown('the embedded store refused', { cause: told.fault }))
      else {
        const done = told.done[i]
        if (done && 'conflict' in done) reject(new Conflict(done.conflict))
        else resolve(done?.result)
      }
    }
  }
  /** A thread that fell is started again by the next write; what it was asked for is not known to be done. */
  function running(): Worker {
    if (thread) return thread
    const made = new Worker(new URL(FILE, import.meta.url), { workerData: { path } })
    thread = made
    made.on('message', tell)
    made.on('error', (fault) => fail(fault instanceof Error ? fault.name : 'unknown'))
    made.on('exit', () => {
      if (thread === made) thread = null
      fail('the writing thread ended')
    })
    return made
  }
  function send(): void {
    const orders = waiting
    waiting = []
    const id = next++
    asked.set(id, orders)
    running().postMessage({ id, orders: orders.map(({ order }) => order) } satisfies Asked)
  }

  return {
    write: (order) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new StoreDown('the embedded store is closed'))
        if (waiting.push({ order, resolve, reject }) === 1) setImmediate(send)
      }),
    async close() {
      closed = true
      await thread?.terminate()
    },
  }
}
