import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDictionary } from '../entry/read-dictionary.ts'
import { loadDictionary } from '../text/dictionary.ts'
import { encodeModel } from '../text/model.ts'
import { createTokeniser } from '../text/tokenise.ts'
import { readAllContent } from './content.ts'
import { trainFromIntents } from './train-intents.ts'

/** Trains the classifier from `intents/` into `model.bin`: some seconds, the same bytes for the same sentences. */
export async function buildModel(folder: string, dictionaryFolder: string): Promise<void> {
  const { content } = readAllContent()
  if (!content) throw new Error('the content is broken: build it first')
  const tokenise = createTokeniser(loadDictionary(await readDictionary(dictionaryFolder)), { runs: 'whole' })
  await writeFile(join(folder, 'model.bin'), encodeModel(trainFromIntents(content.intents, tokenise)))
}
