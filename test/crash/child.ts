import { type ChildProcess, spawn } from 'node:child_process'

/** A program that is killed and comes back, always under the same port and data. */
export function child(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd: string
    readonly env: Readonly<Record<string, string>>
    readonly onLine?: (line: string) => void
  },
) {
  let running: ChildProcess | null = null
  let wanted = false
  let ended: Promise<void> = Promise.resolve()
  const falls: string[] = []
  let still: ReturnType<typeof setTimeout> | undefined
  let over = false

  function begin(): void {
    if (over || running) return
    wanted = true
    const made = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    running = made
    let rest = ''
    made.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) options.onLine?.(line)
    })
    ended = new Promise((resolve) => {
      made.once('error', (fault) => falls.push(`could not be started: ${fault.message}`))
      made.once('close', (code, signal) => {
        running = null
        resolve()
        // It was not we who ended it.
        if (!wanted) return
        falls.push(`ended by itself with ${code ?? signal}: ${rest}`)
        if (made.pid !== undefined) begin()
      })
    })
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    wanted = false
    clearTimeout(still)
    still = undefined
    running?.kill(signal)
    running?.kill('SIGCONT')
    await ended
  }
  const withUs = () => void running?.kill('SIGKILL')
  process.once('exit', withUs)

  return {
    /** Each time it ended although nobody had asked. */
    falls,
    begin,
    /** Ends it and waits until it has ended; a paused one goes on first. */
    end,
    /** Stops it where it stands, for so long. */
    pause(ms: number): void {
      const whom = running
      whom?.kill('SIGSTOP')
      clearTimeout(still)
      still = setTimeout(() => {
        still = undefined
        whom?.kill('SIGCONT')
      }, ms)
    },
    isRunning: () => running !== null,
    /** It runs, and does not stand still. */
    isAwake: () => running !== null && still === undefined,
    /** Ends it for good. */
    async dispose(): Promise<void> {
      over = true
      await end('SIGKILL')
      process.off('exit', withUs)
    },
  }
}
export type Child = ReturnType<typeof child>
