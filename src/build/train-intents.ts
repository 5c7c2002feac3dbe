import type { Intent } from '../content/intent.ts'
import { areaOf, type Need } from '../content/vocabulary.ts'
import { extractFeatures } from '../text/features.ts'
import type { WordFinder } from '../text/lexicon.ts'
import type { JudgedNetwork } from '../text/network.ts'
import { normalise } from '../text/normalise.ts'
import type { Token } from '../text/understanding.ts'
import type { Sample } from './train.ts'
import { trainJudged } from './train-judged.ts'

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
  concepts: WordFinder = () => [],
): JudgedNetwork {
  const sample = (text: string, labels: readonly string[], group: number, aid: boolean): Sample => {
    const normalised = normalise(text)
    const ideas = concepts(text).map(({ id }) => id)
    return { features: extractFeatures(normalised, tokenise(normalised.text), ideas), labels, group, aid }
  }
  const sentences = sentencesOf(intents)
  const alone = sentences.flatMap(({ text, needs, word }, group) => {
    const kana = inHiragana(text, tokenise)
    const written = sample(text, needs, group, word === true)
    return kana === text ? [written] : [written, sample(kana, needs, group, true)]
  })
  const samples = [
    ...alone,
    ...togetherOf(sentences).map(({ text, needs, group, beside }) => ({
      ...sample(text, needs, group, true),
      beside,
    })),
  ]
  // The sentences are short: phrases of three characters fit the examples and double the model.
  return trainJudged(samples, { channels: [1, 0.5, 1, 0, 1], voters: 2, hidden: 32, leastTexts: 4 })
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

/** Every so many sentences one is told together with another. */
const TOGETHER_EVERY = 3
/** From so many characters on a sentence is a story of its own. */
const SHORT = 60

interface Together extends LabelledSentence {
  /** Where its two sentences stand in the list. */
  readonly group: number
  readonly beside: number
}

/**
 * Two sentences of different areas as one message: most examples name one need, and a model that has seen
 * no others hears only the louder one in 「母が認知症で、家賃が払えません」.
 */
function togetherOf(sentences: readonly LabelledSentence[]): Together[] {
  const short = [...sentences.entries()].filter(
    ([, { text, needs, word }]) => needs.length > 0 && !word && text.length < SHORT,
  )
  return short.flatMap(([group, own], at) => {
    if (at % TOGETHER_EVERY !== 0) return []
    // A prime step, so that each meets another companion.
    const [beside, other] = short[(at * 7919 + 13) % short.length] ?? [group, own]
    const areas = new Set(own.needs.map((need) => areaOf(need as Need)))
    if (other.needs.some((need) => areas.has(areaOf(need as Need)))) return []
    const join = (at / TOGETHER_EVERY) % 2 === 0 ? '。' : '、'
    const text = own.text.replace(/[。！？!?]$/u, '') + join + other.text
    return [{ text, needs: [...own.needs, ...other.needs], group, beside }]
  })
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
