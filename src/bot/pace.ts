/** Who may wait lets pass who may not. */
export interface Pace {
  /** Something a platform waits for, like an acknowledgement. */
  urgently<T>(work: () => Promise<T>): Promise<T>
  /** Resolves for one turn after the other, while nothing urgent is under way, and soon all the same. */
  turn(): Promise<void>
}

/** So long at most a turn waits behind what is urgent: nobody waits for ever. */
const LONGEST_MS = 3
/** More than so many in a tenth of a second come faster than turns could be taken: first they are all taken in. */
const BURST = 60
const WINDOW_MS = 100
/** In a burst turns go on at this pace. */
const BURST_MS = 10

/** One for a process: acknowledgements go before turns, which take ten times as long. */
export function pace(now: () => number = () => performance.now()): Pace {
  let urgent = 0
  /** When the last ones began, as a ring. */
  const began = new Float64Array(BURST).fill(Number.NEGATIVE_INFINITY)
  let next = 0
  let lastTurn = Number.NEGATIVE_INFINITY
  const waiting: (() => void)[] = []
  let planned = false

  /** How long the next turn has still to wait. */
  function wait(): number {
    const since = now() - lastTurn
    if (now() - (began[next] ?? 0) < WINDOW_MS) return BURST_MS - since
    return urgent === 0 ? 0 : LONGEST_MS - since
  }
  function go(): void {
    planned = false
    const ms = wait()
    if (ms <= 0) {
      lastTurn = now()
      waiting.shift()?.()
    }
    if (waiting.length > 0) plan(ms)
  }
  function plan(ms: number): void {
    planned = true
    // Requests that have arrived are read before the next turn.
    if (ms > 0) setTimeout(go, Math.min(ms, LONGEST_MS))
    else setImmediate(go)
  }
  return {
    async urgently(work) {
      urgent += 1
      began[next] = now()
      next = (next + 1) % BURST
      try {
        return await work()
      } finally {
        urgent -= 1
      }
    },
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        if (!planned) plan(0)
      }),
  }
}
