import type { Intent } from '../content/intent.ts'
import { extractFeatures } from '../text/features.ts'
import type { WordFinder } from '../text/lexicon.ts'
import type { Model } from '../text/model.ts'
import { normalise } from '../text/normalise.ts'
import type { Token } from '../text/understanding.ts'
import { type Sample, train } from './train.ts'

/** A sentence with the needs it names; none for one that only looks like a need. */
export interface LabelledSentence {
  readonly text: string
  readonly needs: readonly string[]
  /** A word by itself, not something a resident would send. */
  readonly word?: true
}

type Tokenise = (text: string) => readonly Token[]

/**
 * The classifier of needs, from the sentences officials own. Its labels are need ids; the same
 * intents give the same bytes.
 */
export function trainFromIntents(
  intents: readonly Intent[],
  tokenise: Tokenise,
  concepts: WordFinder<string> = () => [],
): Model {
  const samples = sentencesOf(intents).flatMap(({ text, needs, word }, group) => {
    const kana = inHiragana(text, tokenise)
    return (kana === text ? [text] : [text, kana]).map((written): Sample => {
      const normalised = normalise(written)
      const features = extractFeatures(
        normalised,
        tokenise(normalised.text),
        concepts(written).map(({ id }) => id),
      )
      return { features, labels: needs, group, aid: word === true || written !== text }
    })
  })
  // The sentences are short: phrases of three characters fit the examples and double the model.
  return train(samples, { channels: [1, 0.5, 1, 0, 1], costs: [0.6] })
}

/**
 * The sentence as someone writes it who leaves out the kanji: 「ははの ものわすれ」. The tokeniser cuts it
 * elsewhere, so the model has to see such cuts.
 */
function inHiragana(text: string, tokenise: Tokenise): string {
  return tokenise(normalise(text).text)
    .map(({ surface, reading }) => (/\p{Script=Han}/u.test(surface) && reading !== '' ? reading : surface))
    .join('')
    .replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
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
  for (const [text, needs] of wordNeeds) sentences.push({ text, needs: [...new Set(needs)], word: true })
  return sentences
}
