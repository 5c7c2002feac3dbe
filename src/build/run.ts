import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { leave } from '../entry/leave.ts'
import { ensureBuilt } from './stages.ts'

/** What every command's `main` receives. */
export interface Invocation {
  readonly argv: readonly string[]
  /** Folders of the built parts. */
  readonly dictionary: string
  readonly content: string
  readonly model: string
}

/**
 * Memory of the young is reserved three times over and grows to 48 MB while content is read, which a
 * service then keeps; with less it is collected more often, each time in about a millisecond. The old is
 * collected when it has grown by two fifths, not fourfold: 230 instead of 360 MB at 200 events a second,
 * for a tenth of the processor time.
 */
const SMALL = ['--min-semi-space-size=4', '--max-semi-space-size=4', '--heap-growing-percent=40']

/** glibc: what was freed is given back, and threads do not each keep a store of their own. */
const GIVE_BACK = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

/** Becomes the service: what has read and built TypeScript holds 17 MB that are never needed again. */
function becomeService(app: string, invocation: Invocation): void {
  const start = [join(app, 'start.mjs'), JSON.stringify(invocation)]
  // What was compiled for an earlier start is not compiled again.
  const env = { NODE_COMPILE_CACHE: join(app, 'compiled'), ...GIVE_BACK, ...process.env }
  // Nothing of this process is left to do it at its end.
  flushCompileCache()
  process.execve?.(process.execPath, [process.execPath, ...SMALL, ...process.execArgv, ...start], env)
}

/** `node src/build/launch.mjs [command] [arguments]`: builds what is missing, then runs the command from the built files. */
const [command, ...argv] = process.argv.slice(2)
const built = ensureBuilt(command)
if (!built) process.exitCode = 1
else if (command) {
  // Windows cannot replace a process: there the service runs in this one.
  if (command === 'node' && process.platform !== 'win32') becomeService(built.app, { ...built, argv })
  const entry = pathToFileURL(join(built.app, `${command}.mjs`)).href
  // `npm run triage … | head -1` stops reading when it has seen enough: that is no fault.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))
  const { main } = (await import(entry)) as { main: (invocation: Invocation) => Promise<number> }
  leave(await main({ ...built, argv }))
}
