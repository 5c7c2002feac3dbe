import { CELLS, SCALE } from './feature-rows.ts'
import type { Features } from './features.ts'
import type { Model } from './model.ts'
import { type JudgedNetwork, logitsOf, unitsOf } from './network.ts'
import type { Normalised } from './normalise.ts'
import { doubles } from './room.ts'
import { addRows, copied, isStillThere, passingVector, type Vector, vectorOf } from './vector.ts'

/** A label with its calibrated probability. */
export interface ScoredLabel {
  readonly label: string
  readonly score: number
  /** The resident's words that spoke for it, strongest first, at most three; found when asked for. */
  readonly words: readonly string[]
}

export interface Classification {
  /** The main label first, then the others above their thresholds. Empty only without any label. */
  readonly labels: readonly ScoredLabel[]
  readonly main: string
  /** 0–1, calibrated: the share of such texts whose main label is right. */
  readonly confidence: number
  /** The calibrated probability of every label, in the model's order. */
  readonly scores: Float64Array
}

/** A label, and how its words are found. Getters of a class: made anew for each object they take longer than classifying. */
class Chosen implements ScoredLabel {
  readonly label: string
  readonly score: number
  readonly #find: () => readonly string[]

  constructor(label: string, score: number, find: () => readonly string[]) {
    this.label = label
    this.score = score
    this.#find = find
  }

  get words(): readonly string[] {
    return this.#find()
  }
}

class Judged implements Classification {
  readonly labels: readonly ScoredLabel[]
  readonly main: string
  readonly confidence: number
  readonly #model: Classifier
  readonly #margins: Float64Array
  #scores: Float64Array | undefined

  constructor(model: Classifier, margins: Float64Array, labels: readonly ScoredLabel[]) {
    const { best, second } = twoBest(margins)
    this.labels = labels
    this.main = model.labels[best] ?? ''
    const lead = second < 0 ? -1 : (margins[second] as number)
    this.confidence = best < 0 ? 0 : trustIn(model.trust, margins[best] as number, lead)
    this.#model = model
    this.#margins = margins
  }

  get scores(): Float64Array {
    this.#scores ??= probabilities(this.#model, this.#margins)
    return this.#scores
  }
}

/** What a text is about, by a trained model and the features of the text. Deterministic, never throws. */
export function classify(model: Classifier, text: Normalised, features: Features): Classification {
  const vector = passingVector(features, model)
  const { margins, pullOn } = judge(model, vector)
  const { best } = twoBest(margins)
  const chosen: { at: number; score: number }[] = []
  for (let at = 0; at < margins.length; at++) {
    if (at !== best && model.single) continue
    const score = probability(model, margins, at)
    if (at === best || score >= (model.threshold[at] as number)) chosen.push({ at, score })
  }
  chosen.sort((a, b) => Number(b.at === best) - Number(a.at === best) || b.score - a.score || a.at - b.at)
  const labels = chosen.map(
    ({ at, score }) =>
      new Chosen(model.labels[at] ?? '', score, () => {
        const again = isStillThere(vector) ? vector : vectorOf(features, model)
        return wordsFor(text, features, again, pullOn(at, again))
      }),
  )
  return new Judged(model, margins, labels)
}

/** The calibrated probability of every label, in the model's order. */
export function scoreLabels(model: Classifier, features: Features): Float64Array {
  return probabilities(model, judge(model, passingVector(features, model)).margins)
}

/** P(main label is right) for the best margin and the one after it. */
export function trustIn(trust: readonly [number, number, number], best: number, second: number): number {
  return sigmoid(trust[0] * best + trust[1] * (best - second) + trust[2])
}

/** Indices of the two greatest; the first of equals; -1 where there is none. */
export function twoBest(margins: ArrayLike<number>): { best: number; second: number } {
  let best = -1
  let second = -1
  for (let at = 0; at < margins.length; at++) {
    const value = margins[at] ?? 0
    if (best < 0 || value > (margins[best] ?? 0)) {
      second = best
      best = at
    } else if (second < 0 || value > (margins[second] ?? 0)) second = at
  }
  return { best, second }
}

/** What `classify` asks: margins that are linear in the features, or go through hidden units. */
export type Classifier = Model | JudgedNetwork

/** The margins of all labels, and how much the feature at a place of the vector spoke for one of them. */
interface Judgement {
  readonly margins: Float64Array
  readonly pullOn: (label: number, vector: Vector) => (place: number) => number
}

function judge(model: Classifier, vector: Vector): Judgement {
  return 'hidden' in model ? judgeHidden(model, vector) : judgeLinear(model, vector)
}

function judgeLinear(model: Model, vector: Vector): Judgement {
  const { known, weights } = model
  const margins = copied(model.bias)
  addRows(vector, model, margins)
  const pullOn: Judgement['pullOn'] =
    (label, { rows, values }) =>
    (place) => {
      const row = rows[place] as number
      const weight =
        (known.floats[CELLS * row + SCALE] as number) * (weights[row * margins.length + label] as number)
      return (values[place] as number) * weight
    }
  return { margins, pullOn }
}

/** A feature speaks for a label through the units that are not silent. */
function judgeHidden(network: JudgedNetwork, vector: Vector): Judgement {
  const { hidden, known, weights, output } = network
  const units = unitsOf(network, vector)
  const pullOn: Judgement['pullOn'] = (label, { rows, values }) => {
    const pulls = doubles(hidden)
    for (let unit = 0; unit < hidden; unit++)
      if (units[unit] !== 0) pulls[unit] = output[label * hidden + unit] as number
    return (place) => {
      const row = rows[place] as number
      const sum = productOf(weights, row * hidden, pulls)
      return sum * (values[place] as number) * (known.floats[CELLS * row + SCALE] as number)
    }
  }
  return { margins: logitsOf(network, units), pullOn }
}

/** The sum of the products of `pulls` and as many weights from `from` on. */
function productOf(weights: Int8Array, from: number, pulls: Float64Array): number {
  // Two sums, as each step of one waits for the step before.
  let even = 0
  let odd = 0
  let at = 0
  for (; at + 1 < pulls.length; at += 2) {
    even += (weights[from + at] as number) * (pulls[at] as number)
    odd += (weights[from + at + 1] as number) * (pulls[at + 1] as number)
  }
  if (at < pulls.length) even += (weights[from + at] as number) * (pulls[at] as number)
  return even + odd
}

function probability({ slope, offset }: Classifier, margins: Float64Array, label: number): number {
  return sigmoid((slope[label] as number) * (margins[label] as number) + (offset[label] as number))
}

function probabilities(model: Classifier, margins: Float64Array): Float64Array {
  const scores = doubles(margins.length)
  for (let label = 0; label < scores.length; label++) scores[label] = probability(model, margins, label)
  return scores
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}

/**
 * At most three stretches of the text that made a label likely. What each feature contributed is
 * spread over its characters and summed per token, because 「の物忘」 is no reason anybody can read.
 */
function wordsFor(
  text: Normalised,
  features: Features,
  vector: Vector,
  pullOf: (place: number) => number,
): string[] {
  const heat = doubles(features.places.length)
  for (let at = 0; at < features.keys.length; at++) {
    const place = vector.placeOf[at] as number
    if (place < 0) continue
    const from = (features.spans[at] as number) >>> 16
    const to = (features.spans[at] as number) & 0xffff
    if (to === from) continue
    const share = pullOf(place) / (to - from)
    for (let spot = from; spot < to; spot++) heat[spot] = (heat[spot] as number) + share
  }
  const tokens = features.tokens.length > 0 ? features.tokens : singleCharacters(heat.length)
  const pieces = tokens.map(({ from, to, content }) => ({
    from: features.places[from] ?? 0,
    to: (features.places[to - 1] ?? 0) + 1,
    heat: content ? sumOf(heat, from, to) : 0,
  }))
  return strongest(text, pieces)
}

function sumOf(heat: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let spot = from; spot < to; spot++) sum += heat[spot] as number
  return sum
}

function singleCharacters(length: number): { from: number; to: number; content: boolean }[] {
  return Array.from({ length }, (_, from) => ({ from, to: from + 1, content: true }))
}

interface Piece {
  readonly from: number
  to: number
  heat: number
}

/** Joins neighbours that both speak for the label, and keeps what is not a bare particle or ending. */
function strongest(text: Normalised, pieces: readonly Piece[]): string[] {
  const hottest = pieces.reduce((most, piece) => Math.max(most, piece.heat), 0)
  const runs: Piece[] = []
  let joined = false
  for (const piece of pieces) {
    const warm = piece.heat > hottest * 0.3 && /[\p{L}\p{N}]/u.test(text.text.slice(piece.from, piece.to))
    const last = runs.at(-1)
    if (warm && joined && last !== undefined) {
      last.to = piece.to
      last.heat += piece.heat
    } else if (warm) runs.push({ ...piece })
    joined = warm
  }
  runs.sort((a, b) => b.heat - a.heat || a.from - b.from)
  const words = runs.map((run) => text.original(run.from, run.to))
  const readable = words.filter((word) => word.length > 1 || /\p{Script=Han}/u.test(word))
  return [...new Set(readable)].slice(0, 3)
}
