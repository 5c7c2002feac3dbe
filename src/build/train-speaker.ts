import type { Intent } from '../content/intent.ts'
import type { SpeakerExamples } from '../content/speaker-examples.ts'
import { SPEAKERS, type Speaker } from '../content/vocabulary.ts'
import { extractFeatures } from '../text/features.ts'
import type { WordFinder } from '../text/lexicon.ts'
import type { Model } from '../text/model.ts'
import { normalise } from '../text/normalise.ts'
import type { Token } from '../text/understanding.ts'
import { train } from './train.ts'

/** The model of who writes, from `intents/speakers` and the examples that say so. The same sentences give the same bytes. */
export function trainSpeaker(
  files: readonly SpeakerExamples[],
  intents: readonly Intent[],
  tokenise: (text: string) => readonly Token[],
  concepts: WordFinder,
): Model {
  const sample = (text: string, speaker: Speaker) => {
    const normal = normalise(text)
    const ideas = concepts(text).map(({ id }) => id)
    return { features: extractFeatures(normal, tokenise(normal.text), ideas), labels: [speaker] }
  }
  const listed = SPEAKERS.flatMap((speaker) =>
    files.flatMap((file) => file[speaker].map((text) => sample(text, speaker))),
  )
  const told = intents
    .flatMap(({ examples }) => examples)
    .flatMap((one) => (typeof one === 'object' && one.speaker ? [sample(one.text, one.speaker)] : []))
  const samples = [...listed, ...told]
  return train(samples, { channels: [1, 0.7, 0.5, 0, 1], costs: [0.3] })
}
