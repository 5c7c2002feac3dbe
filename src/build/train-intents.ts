import type { Intent } from '../content/intent.ts'
import { extractFeatures } from '../text/features.ts'
import type { Model } from '../text/model.ts'
import { normalise } from '../text/normalise.ts'
import type { Token } from '../text/understanding.ts'
import { train } from './train.ts'

/** A sentence with the needs it names; none for one that only looks like a need. */
export interface LabelledSentence {
  readonly text: string
  readonly needs: readonly string[]
}

/**
 * The classifier of needs, from the sentences officials own. Its labels are need ids; the same
 * intents give the same bytes.
 */
export function trainFromIntents(
  intents: readonly Intent[],
  tokenise: (text: string) => readonly Token[],
): Model {
  return train(
    sentencesOf(intents).map(({ text, needs }) => {
      const normalised = normalise(text)
      return { features: extractFeatures(normalised, tokenise(normalised.text)), labels: needs }
    }),
  )
}

/**
 * Every sentence that teaches: examples with all their needs, counter-examples with what they are
 * instead, and the words on their own, because a resident may write no more than 「認知症」.
 */
export function sentencesOf(intents: readonly Intent[]): LabelledSentence[] {
  const sentences: LabelledSentence[] = []
  const wordNeeds = new Map<string, string[]>()
  for (const intent of intents) {
    for (const example of intent.examples) {
      const { text, also = [] } = typeof example === 'string' ? { text: example } : example
      sentences.push({ text, needs: [...new Set([intent.id, ...also])] })
    }
    for (const example of intent.counter_examples) {
      const { text, is = [] } = typeof example === 'string' ? { text: example } : example
      sentences.push({ text, needs: [...new Set(is)] })
    }
    for (const word of intent.words) wordNeeds.set(word, [...(wordNeeds.get(word) ?? []), intent.id])
  }
  for (const [text, needs] of wordNeeds) sentences.push({ text, needs: [...new Set(needs)] })
  return sentences
}
