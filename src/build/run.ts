import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './stages.ts'

/** What every command's `main` receives. */
export interface Invocation {
  readonly argv: readonly string[]
  /** Folders of the built parts. */
  readonly dictionary: string
  readonly content: string
  readonly model: string
}

/** `node src/build/run.ts [command] [arguments]`: builds what is missing, then runs the command from the built files. */
const [command, ...argv] = process.argv.slice(2)
const built = ensureBuilt(command)
if (!built) process.exitCode = 1
else if (command) {
  const entry = pathToFileURL(join(built.app, `${command}.mjs`)).href
  // `npm run triage … | head -1` stops reading when it has seen enough: that is no fault.
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))
  const { main } = (await import(entry)) as { main: (invocation: Invocation) => Promise<number> }
  const code = await main({ ...built, argv })
  // A call to LINE that was given up and never answers would keep the process for minutes: what has
  // been written goes out, and that is the end.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
