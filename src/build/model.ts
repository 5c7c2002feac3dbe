import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDictionary } from '../entry/read-dictionary.ts'
import { findDanger } from '../text/danger.ts'
import { loadDictionary } from '../text/dictionary.ts'
import { wordFinder } from '../text/lexicon.ts'
import { encodeModel, type Model } from '../text/model.ts'
import { createTokeniser } from '../text/tokenise.ts'
import { readAllContent } from './content.ts'
import { trainDanger } from './train-danger.ts'
import { trainFromIntents } from './train-intents.ts'
import { trainSpeaker } from './train-speaker.ts'

/** Trains the classifiers from `intents/`: some seconds, the same bytes for the same sentences. */
export async function buildModel(folder: string, dictionaryFolder: string): Promise<void> {
  const { content } = readAllContent()
  if (!content) throw new Error('the content is broken: build it first')
  const tokenise = createTokeniser(loadDictionary(await readDictionary(dictionaryFolder)), { runs: 'whole' })
  const { intents, dangerExamples, speakers } = content
  const concepts = wordFinder(content.concepts)
  const write = (name: string, model: Model) => writeFile(join(folder, name), encodeModel(model))
  await write('needs.bin', trainFromIntents(intents, tokenise, concepts))
  await write('speaker.bin', trainSpeaker(speakers, intents, tokenise, concepts))
  await write(
    'danger.bin',
    trainDanger(dangerExamples.dangerous, dangerExamples.harmless, intents, findDanger),
  )
}
