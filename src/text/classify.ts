import { extractFeatures, type Features } from './features.ts'
import { type Model, rowOf } from './model.ts'
import type { Normalised } from './normalise.ts'
import type { Token } from './understanding.ts'
import { type Vector, vectorOf } from './vector.ts'

/** A label with its calibrated probability and the words that spoke for it, strongest first. */
export interface ScoredLabel {
  readonly label: string
  readonly score: number
  readonly words: readonly string[]
}

export interface Classification {
  /** The main label first, then the others above their thresholds. Empty only without any label. */
  readonly labels: readonly ScoredLabel[]
  readonly main: string
  /** 0–1, calibrated: the share of such texts whose main label is right. */
  readonly confidence: number
}

/** What a text is about, by a trained model. Same model and text, same answer. Never throws. */
export function classify(model: Model, text: Normalised, tokens: readonly Token[]): Classification {
  const features = extractFeatures(text, tokens)
  const vector = vectorFor(model, features)
  const margins = marginsOf(model, vector)
  const { best, second } = twoBest(margins)
  if (best < 0) return { labels: [], main: '', confidence: 0 }
  const chosen: { at: number; score: number }[] = []
  for (let at = 0; at < margins.length; at++) {
    const score = probability(model, at, margins[at] ?? 0)
    const wanted = !model.single && score >= (model.threshold[at] ?? 1)
    if (at === best || wanted) chosen.push({ at, score })
  }
  chosen.sort((a, b) => Number(b.at === best) - Number(a.at === best) || b.score - a.score || a.at - b.at)
  return {
    labels: chosen.map(({ at, score }) => ({
      label: model.labels[at] ?? '',
      score,
      words: wordsFor(model, text, features, vector, at),
    })),
    main: model.labels[best] ?? '',
    confidence: trustIn(model.trust, margins[best] ?? 0, second < 0 ? -1 : (margins[second] ?? 0)),
  }
}

/** The calibrated probability of every label, in the model's order. */
export function scoreLabels(model: Model, text: Normalised, tokens: readonly Token[]): Float64Array {
  const margins = marginsOf(model, vectorFor(model, extractFeatures(text, tokens)))
  return margins.map((margin, label) => probability(model, label, margin))
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

function vectorFor(model: Model, features: Features): Vector {
  return vectorOf(features, {
    idf: model.idf,
    channels: model.channels,
    rowOf: (key) => rowOf(model, key),
  })
}

function marginsOf(model: Model, vector: Vector): Float64Array {
  const size = model.labels.length
  const margins = new Float64Array(size)
  for (let at = 0; at < vector.rows.length; at++) {
    const value = vector.values[at] ?? 0
    const row = (vector.rows[at] ?? 0) * size
    for (let label = 0; label < size; label++) {
      margins[label] = (margins[label] ?? 0) + value * (model.weights[row + label] ?? 0)
    }
  }
  for (let label = 0; label < size; label++) {
    margins[label] = (margins[label] ?? 0) * (model.scale[label] ?? 0) + (model.bias[label] ?? 0)
  }
  return margins
}

function probability(model: Model, label: number, margin: number): number {
  return sigmoid((model.slope[label] ?? 0) * margin + (model.offset[label] ?? 0))
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}

/**
 * At most three stretches of the text that made `label` likely. What each feature contributed is
 * spread over its characters and summed per token, because 「の物忘」 is no reason anybody can read.
 */
function wordsFor(
  model: Model,
  text: Normalised,
  features: Features,
  vector: Vector,
  label: number,
): string[] {
  const size = model.labels.length
  const value = new Map<number, number>()
  for (const [at, row] of vector.rows.entries()) {
    value.set(row, (vector.values[at] ?? 0) * (model.weights[row * size + label] ?? 0))
  }
  const heat = new Float64Array(features.places.length)
  for (const [at, key] of features.keys.entries()) {
    const row = rowOf(model, key)
    if (row < 0) continue
    const from = features.from[at] ?? 0
    const to = Math.min(features.to[at] ?? 0, heat.length)
    const share = (value.get(row) ?? 0) / Math.max(1, to - from)
    for (let place = from; place < to; place++) heat[place] = (heat[place] ?? 0) + share
  }
  const pieces: Piece[] = []
  let from = 0
  for (const to of features.tokenEnds.length > 0 ? features.tokenEnds : heat.keys().map((at) => at + 1)) {
    let sum = 0
    for (let place = from; place < to; place++) sum += heat[place] ?? 0
    pieces.push({ from: features.places[from] ?? 0, to: (features.places[to - 1] ?? 0) + 1, heat: sum })
    from = to
  }
  return strongest(text, pieces)
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
