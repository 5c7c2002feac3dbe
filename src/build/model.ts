import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDictionary } from '../entry/read-dictionary.ts'
import { findDanger } from '../text/danger.ts'
import { loadDictionary } from '../text/dictionary.ts'
import { wordFinder } from '../text/lexicon.ts'
import { encodeModel } from '../text/model.ts'
import { createTokeniser } from '../text/tokenise.ts'
import { readAllContent } from './content.ts'
import { trainDanger } from './train-danger.ts'
import { trainFromIntents } from './train-intents.ts'

/** Trains the classifiers from `intents/`: some seconds, the same bytes for the same sentences. */
export async function buildModel(folder: string, dictionaryFolder: string): Promise<void> {
  const { content } = readAllContent()
  if (!content) throw new Error('the content is broken: build it first')
  const tokenise = createTokeniser(loadDictionary(await readDictionary(dictionaryFolder)), { runs: 'whole' })
  const { dangerous, harmless } = content.dangerExamples
  await writeFile(
    join(folder, 'needs.bin'),
    encodeModel(trainFromIntents(content.intents, tokenise, wordFinder(content.concepts))),
  )
  await writeFile(
    join(folder, 'danger.bin'),
    encodeModel(trainDanger(dangerous, harmless, content.intents, findDanger)),
  )
}
