export interface Rest {
  /** Waits before another try, longer each time, at least `leastMs`; not after `wake`. */
  wait(tries: number, leastMs: number): Promise<void>
  /** The network is back, or somebody asked: everything that waits is tried now. */
  wake(): void
}

/** Waiting between tries: `firstMs`, doubled each time up to `longestMs`. */
export function createRest(firstMs: number, longestMs: number): Rest {
  const waiting = new Set<() => void>()
  return {
    wait: (tries, leastMs) =>
      new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer)
          waiting.delete(go)
          resolve()
        }
        const timer = setTimeout(
          go,
          Math.max(leastMs, Math.min(firstMs * 2 ** Math.min(tries, 10), longestMs)),
        )
        if (leastMs === 0) waiting.add(go)
      }),
    wake() {
      for (const go of [...waiting]) go()
    },
  }
}
