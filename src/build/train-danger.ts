import type { DangerExamples, HarmlessExamples } from '../content/danger-examples.ts'
import type { Intent } from '../content/intent.ts'
import { KEY_TABLES } from '../text/danger/japanese.ts'
import { LATIN_TABLES } from '../text/danger/latin.ts'
import type { DangerRow } from '../text/danger/row.ts'
import { dangerFeatures, HARMLESS } from '../text/danger-model.ts'
import type { WordFinder } from '../text/lexicon.ts'
import type { Network } from '../text/network.ts'
import type { DangerFinding } from '../text/understanding.ts'
import { type NetworkSample, trainNetwork } from './train-network.ts'

/** Needs whose sentences may hold danger of their own: unless an example says, it teaches nothing about harmlessness. */
const MAY_HOLD_DANGER = /abuse|dv|homeless|food|lifeline|eviction/

/** Of four seeds the one that did best on `test/corpus/danger-tuning.tsv`: half a point of what is found is chance. */
const SEED = 12

/** A sentence with its gravity and kind, 'concern.dv', or `HARMLESS`. */
export interface DangerSentence {
  readonly text: string
  readonly label: string
  /** Teaches, but repeats another one. */
  readonly aid?: true
}

/**
 * Every sentence that teaches danger: those of `intents/danger` and of the tables, the examples of `intents` that
 * say what danger they hold and, as harmless, those of needs that hold none and in which the rules find none.
 */
export function dangerSentences(
  examples: readonly DangerExamples[],
  harmless: HarmlessExamples,
  intents: readonly Intent[],
  rules: (text: string) => DangerFinding,
): DangerSentence[] {
  const dangerous = examples.flatMap(({ kind, emergency, concern }) => [
    ...emergency.map((text) => ({ text, label: `emergency.${kind}` })),
    ...concern.map((text) => ({ text, label: `concern.${kind}` })),
  ])
  const plain = [...harmless.look_alikes, ...harmless.ordinary].map((text) => ({ text, label: HARMLESS }))
  const told = intents.flatMap(({ id, examples: own }) =>
    own.flatMap((example): DangerSentence[] => {
      const { text, danger } = typeof example === 'string' ? { text: example, danger: undefined } : example
      if (danger !== undefined) return [{ text, label: danger }]
      const safe = !MAY_HOLD_DANGER.test(id) && rules(text).danger === 'none'
      return safe ? [{ text, label: HARMLESS }] : []
    }),
  )
  return [...dangerous, ...plain, ...told, ...tablePhrases(), ...inPassing(plain)]
}

const phrasesOf = (rows: readonly DangerRow[]): DangerSentence[] =>
  rows.flatMap(({ kind, level, phrases }) => phrases.map((text) => ({ text, label: `${level}.${kind}` })))

/** What the rows of the tables are there for: the network must never take it back. */
export function tablePhrases(): DangerSentence[] {
  return [KEY_TABLES, LATIN_TABLES].flatMap(({ rows }) => phrasesOf(rows))
}

/** Sentences shorter than this have somebody's greeting or request around them. */
const SHORT = 30
/** What people put around a sentence to say it to somebody. */
const AROUND: readonly ((text: string) => string)[] = [
  (text) => `すみません、${text}`,
  (text) => `${text}んです`,
  (text) => `はじめまして。${text}`,
  (text) => `${text}。どうしたらいいですか`,
  (text) => `あの、${text}んですけど`,
  (text) => `${text}。どこに相談できますか`,
]

/**
 * The Japanese phrases of the tables, each as it is said in passing in two ways, and as many harmless sentences:
 * politeness is a sign of neither.
 */
function inPassing(harmless: readonly DangerSentence[]): DangerSentence[] {
  const phrases = phrasesOf(KEY_TABLES.rows.filter(({ foreign }) => !foreign))
  const short = harmless.filter(({ text }) => text.length < SHORT)
  if (short.length === 0) return []
  // A prime step, so that they come from everywhere in the list.
  const others = phrases.map((_, at) => short[(at * 17) % short.length] as DangerSentence)
  return [...phrases, ...others].flatMap(({ text, label }, at) =>
    [2 * at, 2 * at + 1].map((way): DangerSentence => {
      const around = AROUND[way % AROUND.length] as (text: string) => string
      return { text: around(text.replace(/[。！？!?]$/, '')), label, aid: true }
    }),
  )
}

/** The network behind the danger rules. The same sentences give the same bytes. */
export function trainDanger(sentences: readonly DangerSentence[], concepts: WordFinder): Network {
  const sample = ({ text, label, aid }: DangerSentence): NetworkSample => ({
    features: dangerFeatures(text, concepts),
    labels: [label],
    ...(aid && { aid }),
  })
  const samples = [...sentences, ...letters(sentences.filter(({ aid }) => !aid))].map(sample)
  return trainNetwork(samples, { voters: 2, batch: 128, seed: SEED })
}

const closed = (text: string): string => (/[。！？!?]$/.test(text) ? text : `${text}。`)

/**
 * Messages of two to four sentences, as many harmless as dangerous: the sentences of `intents` mostly stand
 * alone, and a network that has seen no others overlooks 「…。昨日から息をしていません。…」 among harmless ones.
 */
function letters(sentences: readonly DangerSentence[]): DangerSentence[] {
  const harmless = sentences.filter(({ label }) => label === HARMLESS).map(({ text }) => closed(text))
  const dangerous = sentences.filter(({ label }) => label !== HARMLESS)
  if (harmless.length === 0) return []
  return dangerous.flatMap(({ text, label }, at) => {
    // Every second one teaches it; all of them would cost twice the time and teach no more.
    if (at % 2 === 1) return []
    // Prime steps, so that each meets other companions.
    const companion = (step: number) => harmless[((at / 2) * step + step) % harmless.length] ?? ''
    const way = (at / 2) % 4
    const [a, b, c, own] = [companion(7), companion(13), companion(29), closed(text)]
    const written = [own + a, a + own + b, a + b + own + c, b + a + own][way] ?? own
    const plain = [17, 19, 23, 31].slice(0, [2, 2, 3, 4][way]).map(companion).join('')
    return [
      { text: written, label, aid: true },
      { text: plain, label: HARMLESS, aid: true },
    ]
  })
}
