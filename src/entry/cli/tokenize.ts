import type { Invocation } from '../../build/run.ts'
import { loadTokeniser } from '../load.ts'
import { inputLines, writeLine } from './lines.ts'
import { optionsFrom, runCommand } from './options.ts'

/** `npm run --silent tokenize`: one text a line in, the morphemes as one JSON array a line out. */
export function main({ argv, dictionary }: Invocation): Promise<number> {
  return runCommand('usage: npm run --silent tokenize < texts', async () => {
    optionsFrom(argv, [])
    const tokenise = await loadTokeniser(dictionary, 'stock')
    for await (const line of inputLines()) await writeLine(JSON.stringify(tokenise(line)))
    return 0
  })
}
