import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Content } from '../content/read-content.ts'
import { readDictionary } from '../entry/read-dictionary.ts'
import { findDanger } from '../text/danger.ts'
import { loadDictionary } from '../text/dictionary.ts'
import { packLexicon, wordFinder } from '../text/lexicon.ts'
import { encodeModel } from '../text/model.ts'
import { encodeJudged, encodeNetwork } from '../text/network.ts'
import { createTokeniser, type Tokenise } from '../text/tokenise.ts'
import { readAllContent } from './content.ts'
import { dangerSentences, trainDanger } from './train-danger.ts'
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
  await writeFile(join(folder, `${name}.bin`), bytesOf(name, content, tokenise))
}

function bytesOf(name: ModelTask['name'], content: Content, tokenise: Tokenise): Uint8Array {
  const { intents, dangerExamples, speakers } = content
  const concepts = wordFinder(packLexicon(content.concepts))
  switch (name) {
    case 'needs':
      return encodeJudged(trainFromIntents(intents, tokenise, concepts))
    case 'speaker':
      return encodeModel(trainSpeaker(speakers, intents, tokenise, concepts))
    case 'danger':
      return encodeNetwork(
        trainDanger(
          dangerSentences(dangerExamples.dangerous, dangerExamples.harmless, intents, findDanger),
          concepts,
        ),
      )
  }
}
