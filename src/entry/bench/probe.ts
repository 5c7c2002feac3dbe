import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What a probed process tells every second, on standard error: a channel would not outlive `execve`. */
export interface Probed {
  readonly rss_mb: number
  readonly lag_p99_ms: number
  readonly lag_most_ms: number
}

/** `node --import probe.ts …`: watches a process from inside without the program knowing. */
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
setInterval(() => {
  const probed: Probed = {
    rss_mb: process.memoryUsage().rss / 1e6,
    lag_p99_ms: delay.percentile(99) / 1e6,
    lag_most_ms: delay.max / 1e6,
  }
  process.stderr.write(`${JSON.stringify({ probed })}\n`)
  delay.reset()
}, 1_000).unref()
