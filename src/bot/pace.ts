/** Who may wait lets pass who may not. */
export interface Pace {
  /** Something a platform waits for, like an acknowledgement. */
  urgently<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nothing urgent is under way, or after 20 ms all the same: nobody waits for ever. */
  turn(): Promise<void>
}

const LONGEST_MS = 20

/** One for a process: acknowledgements go before turns, which take ten times as long. */
export function pace(): Pace {
  let urgent = 0
  let waiting: (() => void)[] = []
  const release = () => {
    const all = waiting
    waiting = []
    for (const go of all) go()
  }
  return {
    async urgently(work) {
      urgent += 1
      try {
        return await work()
      } finally {
        urgent -= 1
        if (urgent === 0) release()
      }
    },
    async turn() {
      // Requests that have arrived are read first.
      await new Promise((resolve) => setImmediate(resolve))
      if (urgent === 0) return
      let timer: ReturnType<typeof setTimeout> | undefined
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, LONGEST_MS)
        waiting.push(resolve)
      })
      clearTimeout(timer)
    },
  }
}
