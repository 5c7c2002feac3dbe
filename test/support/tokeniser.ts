import { fileURLToPath } from 'node:url'
import { ensureDictionary } from '../../src/build/dictionary.ts'
import { readDictionary } from '../../src/entry/read-dictionary.ts'
import { loadDictionary } from '../../src/text/dictionary.ts'
import { createTokeniser, type Tokenise } from '../../src/text/tokenise.ts'

/** The tokeniser that understanding uses, over the real dictionary. */
export async function realTokeniser(): Promise<Tokenise> {
  const dir = fileURLToPath(new URL('../../build/dictionary', import.meta.url))
  await ensureDictionary(dir)
  return createTokeniser(loadDictionary(await readDictionary(dir)), { runs: 'whole' })
}
