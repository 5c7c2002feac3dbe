import type { Invocation } from '../../build/run.ts'
import { richmenu } from './line/richmenu.ts'
import { verify } from './line/verify.ts'
import { runCommand, WrongUsage } from './options.ts'

const USAGE =
  'usage: npm run line -- richmenu [--dry-run --out DIR] | npm run line -- verify   (docs/line.md)'

/** `npm run line -- …`: the ward's LINE account, with the environment of the service. */
export function main({ argv, content }: Invocation): Promise<number> {
  return runCommand(USAGE, async () => {
    const [verb = '', ...rest] = argv
    if (verb === 'richmenu') return richmenu(rest, content)
    if (verb === 'verify') return verify(rest, content)
    throw new WrongUsage(`unknown: ${verb === '' ? '(nothing)' : verb}`)
  })
}
