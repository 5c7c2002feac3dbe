import { twoBest } from '../text/classify.ts'
import type { Features } from '../text/features.ts'
import { type Model, tableOf } from '../text/model.ts'
import { bestThreshold, fitCurve } from './calibrate.ts'
import { crossValidate, foldsOf, type Targets } from './cross-validate.ts'
import { buildMatrix, chooseVocabulary, type Vocabulary } from './matrix.ts'
import { groupNearDuplicates } from './near-duplicates.ts'
import { type LinearWeights, type Matrix, type SvmOptions, squaredNorms, trainSvm } from './svm.ts'

/** One training text. `labels` without doubles; empty means: none of the labels. */
export interface Sample {
  readonly features: Features
  readonly labels: readonly string[]
}

export interface TrainOptions {
  readonly channels: readonly [number, number, number]
  /** Costs to choose from by cross-validation; a single one is used as it is. */
  readonly costs: readonly number[]
  /** Positives of a label weigh (negatives ÷ positives) to this power more. */
  readonly balance: number
  readonly leastTexts: number
  /** At most so many features, and so many features × labels in the model (bytes). */
  readonly mostFeatures: number
  readonly mostCells: number
  readonly folds: number
  readonly seed: number
}

export const DEFAULTS: TrainOptions = {
  channels: [1, 0.5, 0.7],
  costs: [1],
  balance: 0,
  leastTexts: 2,
  mostFeatures: 150_000,
  mostCells: 12_000_000,
  folds: 5,
  seed: 20_260_401,
}

/**
 * Trains one linear SVM per label and calibrates it on rows it has not seen. Equal samples and
 * options give equal bytes.
 */
export function train(samples: readonly Sample[], options: Partial<TrainOptions> = {}): Model {
  const settings = { ...DEFAULTS, ...options }
  const labels = [...new Set(samples.flatMap((sample) => sample.labels))].sort()
  const texts = samples.map((sample) => sample.features)
  const vocabulary = chooseVocabulary(texts, {
    channels: settings.channels,
    leastTexts: samples.length < 100 ? 1 : settings.leastTexts,
    most: settings.mostFeatures,
  })
  const matrix = buildMatrix(texts, vocabulary)
  const targets = labels.map((label) => Uint8Array.from(samples, (s) => (s.labels.includes(label) ? 1 : 0)))
  const single = samples.every((sample) => sample.labels.length === 1)
  const { cost, margins } = rehearse(matrix, texts, targets, settings)
  const all = Int32Array.from(samples.keys())
  const norms = squaredNorms(matrix)
  const optionsFor = optionsPerLabel(targets, settings, cost)
  const quantised = quantise(labels.length, vocabulary, settings.mostCells, (label) =>
    trainSvm(matrix, all, targets[label] as Uint8Array, norms, optionsFor(label)),
  )
  return { labels, single, channels: settings.channels, ...quantised, ...calibration(targets, margins) }
}

/** Tries the costs on held-out folds; returns the best with its held-out margins. */
function rehearse(
  matrix: Matrix,
  texts: readonly Features[],
  targets: Targets,
  settings: TrainOptions,
): { cost: number; margins: Float64Array[] } {
  const norms = squaredNorms(matrix)
  const keys = texts.map((text) => new Set(text.keys.slice(text.starts[0], text.starts[1])))
  const groups = groupNearDuplicates(keys, 0.6)
  const folds = foldsOf(groups, targets, settings.folds, settings.seed)
  let best: { cost: number; margins: Float64Array[]; right: number } | null = null
  for (const cost of settings.costs) {
    const margins = crossValidate(matrix, norms, targets, folds, optionsPerLabel(targets, settings, cost))
    const right = mainHits(targets, margins).reduce((sum, hit) => sum + hit, 0)
    if (best === null || right > best.right) best = { cost, margins, right }
  }
  return best ?? { cost: 1, margins: [] }
}

function optionsPerLabel(
  targets: Targets,
  settings: TrainOptions,
  cost: number,
): (label: number) => SvmOptions {
  return (label) => {
    const target = targets[label] ?? new Uint8Array(0)
    const positives = target.reduce((sum, hit) => sum + hit, 0)
    const lift = positives === 0 ? 1 : ((target.length - positives) / positives) ** settings.balance
    return {
      positiveCost: cost * Math.max(1, lift),
      negativeCost: cost,
      epochs: 60,
      tolerance: 0.1,
      seed: settings.seed,
    }
  }
}

/** Whether the label with the best margin is right, row by row. */
function mainHits(targets: Targets, margins: readonly Float64Array[]): Uint8Array {
  const rows = targets[0]?.length ?? 0
  return Uint8Array.from({ length: rows }, (_, row) => {
    const { best } = twoBest(margins.map((column) => column[row] ?? 0))
    return targets[best]?.[row] ?? 0
  })
}

type Calibration = Pick<Model, 'slope' | 'offset' | 'threshold' | 'trust'>

function calibration(targets: Targets, margins: readonly Float64Array[]): Calibration {
  const slope = new Float32Array(targets.length)
  const offset = new Float32Array(targets.length)
  const scores = margins.map((column, label) => {
    const curve = fitCurve(
      Array.from(column, (margin) => [margin]),
      targets[label] ?? [],
    )
    slope[label] = curve.weights[0] ?? 0
    offset[label] = curve.constant
    return column.map((margin) => 1 / (1 + Math.exp(-((slope[label] ?? 0) * margin + curve.constant))))
  })
  const pairs = Array.from({ length: targets[0]?.length ?? 0 }, (_, row) => {
    const values = margins.map((column) => column[row] ?? 0)
    const { best, second } = twoBest(values)
    const top = values[best] ?? 0
    return [top, top - (second < 0 ? -1 : (values[second] ?? 0))]
  })
  const trust = fitCurve(pairs, mainHits(targets, margins))
  return {
    slope,
    offset,
    threshold: thresholds(targets, scores),
    trust: [trust.weights[0] ?? 0, trust.weights[1] ?? 0, trust.constant],
  }
}

/** F1-best thresholds; that of a label with few examples is drawn towards the one for all labels. */
function thresholds(targets: Targets, scores: readonly Float64Array[]): Float32Array {
  const everyScore = scores.flatMap((column) => [...column])
  const everyHit = targets.flatMap((column) => [...column])
  const shared = Math.min(1, bestThreshold(everyScore, everyHit).threshold)
  return Float32Array.from(scores, (column, label) => {
    const target = targets[label] ?? new Uint8Array(0)
    const positives = target.reduce((sum, hit) => sum + hit, 0)
    const own = Math.min(1, bestThreshold(column, target).threshold)
    return (positives * own + 20 * shared) / (positives + 20)
  })
}

type Quantised = Pick<Model, 'table' | 'rows' | 'idf' | 'weights' | 'scale' | 'bias'>

/** Rounds the weights to int8 per label and keeps the features that still say something. */
function quantise(
  labels: number,
  vocabulary: Vocabulary,
  mostCells: number,
  weightsOf: (label: number) => LinearWeights,
): Quantised {
  const width = vocabulary.keys.length
  const scale = new Float32Array(labels)
  const bias = new Float32Array(labels)
  const dense = new Int8Array(width * labels)
  const strength = new Float64Array(width)
  for (let label = 0; label < labels; label++) {
    const trained = weightsOf(label)
    const most = trained.weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0)
    const step = most / 127 || 1
    scale[label] = step
    bias[label] = trained.bias
    for (let row = 0; row < width; row++) {
      const weight = trained.weights[row] ?? 0
      dense[row * labels + label] = Math.round(weight / step)
      strength[row] = Math.max(strength[row] ?? 0, Math.abs(weight))
    }
  }
  let kept = [...strength.keys()].filter((row) =>
    dense.subarray(row * labels, (row + 1) * labels).some((weight) => weight !== 0),
  )
  const room = Math.max(1, Math.floor(mostCells / Math.max(1, labels)))
  if (kept.length > room) {
    kept.sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    kept = kept.slice(0, room).sort((a, b) => a - b)
  }
  const weights = new Int8Array(kept.length * labels)
  for (const [at, row] of kept.entries()) {
    weights.set(dense.subarray(row * labels, (row + 1) * labels), at * labels)
  }
  const keys = Uint32Array.from(kept, (row) => vocabulary.keys[row] ?? 0)
  const idf = Float32Array.from(kept, (row) => vocabulary.idf[row] ?? 0)
  return { ...tableOf(keys), idf, weights, scale, bias }
}
