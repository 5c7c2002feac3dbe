import { DANGER_KINDS, type Danger, type DangerKind } from '../content/vocabulary.ts'
import { extractFeatures, type Features } from './features.ts'
import { goesOn } from './goes-on.ts'
import { keepLast } from './keep-last.ts'
import type { WordFinder } from './lexicon.ts'
import { type Network, scoreNetwork } from './network.ts'
import { kanaKey } from './normalise.ts'
import type { DangerFinding } from './understanding.ts'

/** The label of a harmless sentence; the others are gravity and kind: 'concern.dv'. */
export const HARMLESS = 'none'
/** The `rule` of a finding that no table made. */
export const BY_MODEL = 'model'
/**
 * The network alone raises a card from `SURE`, a little below even: a danger overlooked costs more than a card too
 * many. What a rule found stands down to `HARMLESS_BELOW`, for rules err on the other side: of the false alarms on
 * sentences nobody had seen three in four were theirs (「迷子の犬を保護しました。首輪があります」).
 * Both were chosen on `test/corpus/danger-tuning.tsv`, which taught nothing.
 */
const SURE = -0.5
const HARMLESS_BELOW = -2
/** The network was taught Japanese; of other writing it knows little more than the letters. */
const isJapanese = (text: string) => /[ぁ-んァ-ヶ]/.test(text)
/** What a sentence read without its neighbours must score more: 「帰りました。」 may end a good story or a bad one. */
const OUT_OF_PLACE = 2
/** A word or two say too little for a model: what they say, the rules know. Letters of the key. */
const LEAST = 6
/** A long letter is read in pieces, so that ordinary words around do not drown a dangerous sentence. */
const PIECE = 60
const MOST_PIECES = 120

/** What the network reads of a text: characters of the spelling-blind key and ideas. No tokens, no dictionary. */
export function dangerFeatures(text: string, concepts: WordFinder): Features {
  const ideas = concepts(text).map(({ id }) => id)
  return extractFeatures(kanaKey(text), [], ideas)
}

interface Piece {
  readonly text: string
  /** A sentence out of several: its neighbours, which may explain it, are not read with it. */
  readonly alone: boolean
}

/** A line that is half a sentence is read with the next one: 「夫が↵こわい」. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  for (const part of text.split(/(?<=[。！？!?\n])/)) {
    const last = sentences.at(-1)
    if (last?.endsWith('\n') && goesOn(last)) sentences[sentences.length - 1] = last + part
    else sentences.push(part)
  }
  return sentences
}

/** Neighbouring sentences as far as they fit in one piece, cuts of overlong ones, and each sentence alone. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let held: string[] = []
  const close = () => {
    if (held.length > 0) pieces.push({ text: held.join(''), alone: false })
    if (held.length > 1) for (const sentence of held) pieces.push({ text: sentence, alone: true })
    held = []
  }
  let length = 0
  for (const sentence of sentencesOf(text)) {
    if (sentence.trim() === '') continue
    if (held.length > 0 && length + sentence.length > 2 * PIECE) close()
    if (sentence.length > 2 * PIECE) {
      for (let at = 0; at < sentence.length; at += PIECE)
        pieces.push({ text: sentence.slice(at, at + 2 * PIECE), alone: false })
      continue
    }
    length = held.length > 0 ? length + sentence.length : sentence.length
    held.push(sentence)
  }
  close()
  return pieces.slice(0, MOST_PIECES)
}

export type FindDanger = (text: string, recent?: readonly string[]) => DangerFinding

/** What the network makes of a text. Scores are ln(P(danger) ÷ P(harmless)). */
export interface Reading {
  /** Of the gravest piece, less `OUT_OF_PLACE` for a sentence read without its neighbours. */
  readonly score: number
  /** The greatest score of any piece as it stands. */
  readonly highest: number
  readonly piece: string
  readonly logits: Float64Array
}

/** Reads a text piece by piece; null where there is too little to judge. */
export function dangerReader(network: Network, concepts: WordFinder): (text: string) => Reading | null {
  const harmless = network.labels.indexOf(HARMLESS)
  return (text) => {
    if (kanaKey(text).text.length < LEAST) return null
    let highest = Number.NEGATIVE_INFINITY
    let found: Omit<Reading, 'highest'> | null = null
    for (const { text: piece, alone } of piecesOf(text)) {
      const logits = scoreNetwork(network, dangerFeatures(piece, concepts))
      const raw = logSum(logits, (label) => label !== harmless) - (logits[harmless] ?? 0)
      const score = alone ? raw - OUT_OF_PLACE : raw
      highest = Math.max(highest, raw)
      if (score > (found?.score ?? Number.NEGATIVE_INFINITY)) found = { score, piece, logits }
    }
    return found && { ...found, highest }
  }
}

/**
 * The rules and a network of one hidden layer: both local, deterministic and independent of the
 * dictionary. What was said outright stands; anything else a rule found is taken back where the network is sure that
 * every piece is harmless. Where no rule finds anything, the network raises a card from `SURE`.
 */
export function dangerFinder(rules: FindDanger, network: Network, concepts: WordFinder): FindDanger {
  const read = dangerReader(network, concepts)
  return keepLast((text, recent = []) => {
    const ruled = rules(text, recent)
    if (ruled.stands) return ruled
    const found = read(text)
    if (found === null) return ruled
    if (ruled.danger !== 'none') {
      if (found.highest >= HARMLESS_BELOW || !isJapanese(text)) return ruled
      // What a rule found may have begun in an earlier message.
      const together = recent.length > 0 ? read([...recent.slice(-3), text].join(' ')) : found
      if (together === null || together.highest >= HARMLESS_BELOW) return ruled
      return { danger: 'none', kind: null, words: [], rule: null }
    }
    if (found.score < SURE) return ruled
    return {
      ...mostProbable(network, found.logits),
      words: [found.piece.trim().slice(0, 30)],
      rule: BY_MODEL,
    }
  })
}

/** The more probable gravity of a dangerous sentence, and the kind that is most probable over both. */
function mostProbable(network: Network, logits: Float64Array): { danger: Danger; kind: DangerKind } {
  const sum = (part: (label: string) => boolean) =>
    logSum(logits, (at) => network.labels[at] !== HARMLESS && part(network.labels[at] ?? ''))
  const danger =
    sum((label) => label.startsWith('emergency.')) > sum((label) => label.startsWith('concern.'))
      ? 'emergency'
      : 'concern'
  const byKind = DANGER_KINDS.map((kind) => ({ kind, score: sum((label) => label.endsWith(`.${kind}`)) }))
  const { kind } = byKind.reduce((best, one) => (one.score > best.score ? one : best))
  return { danger, kind }
}

/** ln Σ exp over the chosen labels. */
function logSum(logits: Float64Array, chosen: (label: number) => boolean): number {
  let most = Number.NEGATIVE_INFINITY
  for (let label = 0; label < logits.length; label++)
    if (chosen(label)) most = Math.max(most, logits[label] as number)
  if (most === Number.NEGATIVE_INFINITY) return most
  let sum = 0
  for (let label = 0; label < logits.length; label++)
    if (chosen(label)) sum += Math.exp((logits[label] as number) - most)
  return most + Math.log(sum)
}
