import type { QueueWorker } from '../../bot/queue-worker.ts'
import type { Clock, Store } from '../../ports.ts'

export interface Backlog {
  readonly store: Pick<Store, 'oldest'>
  readonly queues: readonly { readonly name: string; readonly worker: QueueWorker }[]
  readonly clock: Clock
}

const LOOK_MS = 100
const pause = (ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, 0))

/**
 * Works the queues off, for runtimes without a process that stays: until nothing waits, what waits is due
 * later than `forMs` from now, or `mine` says that somebody else looks from now on. Resolves with when to
 * look again (epoch ms), null when nothing is left; rejects when the store cannot be asked.
 */
export async function workOff(
  { store, queues, clock }: Backlog,
  forMs: number,
  mine: () => boolean = () => true,
): Promise<number | null> {
  const end = clock() + forMs
  const running = new Set<Promise<number>>()
  const faults: unknown[] = []
  const begin = (worker: QueueWorker): Promise<number> => {
    const round = worker.runOnce().catch((fault: unknown) => {
      faults.push(fault)
      return 0
    })
    running.add(round)
    return round.finally(() => running.delete(round))
  }
  let due: number | null = clock()
  while (due !== null && due < end && clock() < end && mine()) {
    // Nobody waits for the platform to answer somebody else: what takes long goes on beside the next round.
    const rounds = queues.map(({ worker }) => begin(worker))
    const done = await Promise.race([
      Promise.all(rounds).then((counts) => counts.reduce((a, b) => a + b, 0)),
      pause(LOOK_MS),
    ])
    if (faults.length > 0) throw faults[0]
    if (done > 0) continue
    const oldest = await Promise.all(queues.map(({ name }) => store.oldest(name)))
    due = oldest.reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null)
    if (due !== null) await pause(LOOK_MS)
  }
  await Promise.all(running)
  return due
}
