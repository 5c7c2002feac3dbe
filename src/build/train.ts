import { twoBest } from '../text/classify.ts'
import type { Features } from '../text/features.ts'
import { type Model, tableOf } from '../text/model.ts'
import { bestThreshold, fitCurve } from './calibrate.ts'
import { crossValidate, foldsOf, type Targets } from './cross-validate.ts'
import { buildMatrix, chooseVocabulary, selectRows, type Vocabulary } from './matrix.ts'
import { groupNearDuplicates } from './near-duplicates.ts'
import { type LinearWeights, type Matrix, type SvmOptions, shuffled } from './svm.ts'
import { trainLabel } from './train-label.ts'

/** Texts that share this much of their character n-grams are tried in the same fold. */
const ALIKE = 0.6

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
  /** Cells × labels × rounds that choosing and calibrating may cost; about 40 million a second. */
  readonly rehearsal: number
  readonly seed: number
}

const DEFAULTS: TrainOptions = {
  channels: [1, 0.5, 1],
  costs: [0.1, 0.3, 1],
  balance: 0.3,
  leastTexts: 2,
  mostFeatures: 150_000,
  mostCells: 12_000_000,
  folds: 5,
  rehearsal: 300_000_000,
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
  const rehearsed = rehearse(matrix, texts, targets, settings)
  const all = Int32Array.from(samples.keys())
  const optionsFor = optionsPerLabel(targets, settings, rehearsed.cost)
  const quantised = quantise(labels.length, vocabulary, settings.mostCells, (label) =>
    trainLabel(matrix, all, targets[label] as Uint8Array, optionsFor(label)),
  )
  const curves = calibration(rehearsed.targets, rehearsed.margins)
  return { labels, single, channels: settings.channels, ...quantised, ...curves }
}

interface Rehearsal {
  readonly cost: number
  /** Held-out margins with the best cost, and what would have been right, for the rows tried. */
  readonly margins: readonly Float64Array[]
  readonly targets: Targets
}

/** Tries the costs on held-out folds, on as many of the rows as the time allows. */
function rehearse(
  matrix: Matrix,
  texts: readonly Features[],
  targets: Targets,
  settings: TrainOptions,
): Rehearsal {
  const rounds = settings.costs.length * settings.folds
  const work = matrix.values.length * targets.length * rounds
  const tried = Math.min(texts.length, Math.ceil((texts.length * settings.rehearsal) / Math.max(1, work)))
  const rows = shuffled(texts.length, settings.seed).subarray(0, tried).sort()
  const keys = [...rows].map((row) => {
    const { keys, starts } = texts[row] as Features
    return new Set(keys.slice(starts[0], starts[1]))
  })
  const some = targets.map((target) => Uint8Array.from(rows, (row) => target[row] ?? 0))
  const folds = foldsOf(groupNearDuplicates(keys, ALIKE), some, settings.folds, settings.seed)
  let best: Rehearsal & { score: number } = { cost: 1, margins: [], targets: some, score: -1 }
  for (const cost of settings.costs) {
    const optionsFor = optionsPerLabel(some, settings, cost)
    const margins = crossValidate(selectRows(matrix, rows), some, folds, optionsFor)
    const score = mainScore(some, margins)
    if (score > best.score) best = { cost, margins, targets: some, score }
  }
  return best
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
      epochs: 40,
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

/** Accuracy and macro F1 of the best label, halved: rare labels count when costs are compared. */
function mainScore(targets: Targets, margins: readonly Float64Array[]): number {
  const rows = targets[0]?.length ?? 0
  const given = new Float64Array(targets.length)
  const right = new Float64Array(targets.length)
  for (let row = 0; row < rows; row++) {
    const { best } = twoBest(margins.map((column) => column[row] ?? 0))
    given[best] = (given[best] ?? 0) + 1
    right[best] = (right[best] ?? 0) + (targets[best]?.[row] ?? 0)
  }
  const f1 = targets.map((target, label) => {
    const wanted = target.reduce((sum, hit) => sum + hit, 0)
    return (2 * (right[label] ?? 0)) / Math.max(1, wanted + (given[label] ?? 0))
  })
  const accuracy = right.reduce((sum, hit) => sum + hit, 0) / Math.max(1, rows)
  return accuracy + f1.reduce((sum, value) => sum + value, 0) / Math.max(1, f1.length)
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
