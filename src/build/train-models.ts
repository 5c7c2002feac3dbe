import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Content } from '../content/read-content.ts'
import { readDictionary } from '../entry/read-dictionary.ts'
import { findDanger } from '../text/danger.ts'
import { loadDictionary } from '../text/dictionary.ts'
import { wordFinder } from '../text/lexicon.ts'
import { encodeModel, type Model } from '../text/model.ts'
import { createTokeniser, type Tokenise } from '../text/tokenise.ts'
import { readAllContent } from './content.ts'
import { trainDanger } from './train-danger.ts'
import { trainFromIntents } from './train-intents.ts'
import { trainSpeaker } from './train-speaker.ts'

/** The longest first: they share the processors. */
export const MODELS = ['needs', 'speaker', 'danger'] as const

/** Which model to train, and where it goes. */
export interface ModelTask {
  readonly name: (typeof MODELS)[number]
  readonly folder: string
  readonly dictionaryFolder: string
}

/** Trains one classifier into `<folder>/<name>.bin`. */
export async function trainOne({ name, folder, dictionaryFolder }: ModelTask): Promise<void> {
  const { content } = readAllContent()
  if (!content) throw new Error('the content is broken: build it first')
  const tokenise = createTokeniser(loadDictionary(await readDictionary(dictionaryFolder)), { runs: 'whole' })
  await writeFile(join(folder, `${name}.bin`), encodeModel(modelOf(name, content, tokenise)))
}

function modelOf(name: ModelTask['name'], content: Content, tokenise: Tokenise): Model {
  const { intents, dangerExamples, speakers } = content
  switch (name) {
    case 'needs':
      return trainFromIntents(intents, tokenise, wordFinder(content.concepts))
    case 'speaker':
      return trainSpeaker(speakers, intents, tokenise, wordFinder(content.concepts))
    case 'danger':
      return trainDanger(dangerExamples.dangerous, dangerExamples.harmless, intents, findDanger)
  }
}
