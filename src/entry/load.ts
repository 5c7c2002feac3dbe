import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadDictionary } from '../text/dictionary.ts'
import { createTokeniser, type Tokenise } from '../text/tokenise.ts'
import { type Loaded, makeGuide } from './make-guide.ts'
import { readDictionary } from './read-dictionary.ts'

/** The wards this installation was built with. */
export async function wardsIn(contentFolder: string): Promise<readonly string[]> {
  const names = await readdir(contentFolder)
  return names.flatMap((name) => /^ward-([a-z]+)\.json$/.exec(name)?.[1] ?? []).sort()
}

/** The tokeniser alone; `stock` to the letter like kuromoji, which loses text after two emoji, or `whole`. */
export async function loadTokeniser(dictionaryFolder: string, runs: 'stock' | 'whole'): Promise<Tokenise> {
  return createTokeniser(loadDictionary(await readDictionary(dictionaryFolder)), { runs })
}

/** Everything a turn reads, loaded whole; nothing is read from disk afterwards. */
export async function loadGuide(
  folders: { readonly dictionary: string; readonly content: string; readonly model: string },
  wardId: string,
): Promise<Loaded> {
  const [dictionary, guide, ward, names, concepts, needs, danger, speaker] = await Promise.all([
    readDictionary(folders.dictionary),
    readFile(join(folders.content, 'guide.json'), 'utf8'),
    readFile(join(folders.content, `ward-${wardId}.json`), 'utf8'),
    readFile(join(folders.content, 'names.bin')),
    readFile(join(folders.content, 'concepts.bin')),
    readFile(join(folders.model, 'needs.bin')),
    readFile(join(folders.model, 'danger.bin')),
    readFile(join(folders.model, 'speaker.bin')),
  ])
  return makeGuide({ dictionary, guide, ward, names, concepts, needs, danger, speaker })
}
