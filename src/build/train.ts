import type { Features, PerChannel } from '../text/features.ts'
import type { Model } from '../text/model.ts'
import { calibrate } from './calibrate.ts'
import { buildMatrix, chooseVocabulary } from './matrix.ts'
import { quantise } from './quantise.ts'
import { optionsPerLabel, rehearse } from './rehearse.ts'
import { trainLabel } from './train-label.ts'

/** One training text. `labels` without doubles; empty means: none of the labels. */
export interface Sample {
  readonly features: Features
  readonly labels: readonly string[]
  /** Samples of one group are never tried on a model that has seen another of them. */
  readonly group?: number
  /** The group of another sample that this one repeats beside its own. */
  readonly beside?: number
  /** Teaches, but is not like what will be asked: the probabilities are not fitted on it. */
  readonly aid?: boolean
}

export interface TrainOptions {
  /** Weights of the channels; without them, phrases count where texts are long and many. */
  readonly channels?: PerChannel
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

/**
 * Characters of all texts, and of each on average, from which phrases help. On fewer they only fit the examples, and
 * what people say in a sentence or two is known without them: of the examples in `intents`, 2,000 to 30,000 of them,
 * within half a point, with half the model.
 */
const ENOUGH_FOR_PHRASES = 300_000
const LONG_FOR_PHRASES = 60

/** Of so many texts, what only these few share is chance, and a smaller table is a faster one. */
const MANY = 10_000
const RARE = 4

/** A feature may stand in as many texts as this many labels have on average. */
const MOST_SHARE = 5

const DEFAULTS: TrainOptions = {
  costs: [0.1, 0.3, 1],
  balance: 0.3,
  leastTexts: 2,
  mostFeatures: 150_000,
  mostCells: 12_000_000,
  folds: 5,
  rehearsal: 150_000_000,
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
  const length = texts.reduce((sum, text) => sum + text.places.length, 0)
  const telling = length >= ENOUGH_FOR_PHRASES && length >= LONG_FOR_PHRASES * texts.length
  const channels = settings.channels ?? [1, 0.5, 1, telling ? 0.7 : 0, 1]
  const vocabulary = chooseVocabulary(texts, {
    channels,
    leastTexts: samples.length < 100 ? 1 : samples.length > MANY ? RARE : settings.leastTexts,
    mostShare: Math.min(1, MOST_SHARE / labels.length),
    most: settings.mostFeatures,
  })
  const matrix = buildMatrix(texts, vocabulary)
  const targets = labels.map((label) => Uint8Array.from(samples, (s) => (s.labels.includes(label) ? 1 : 0)))
  const single = samples.every((sample) => sample.labels.length === 1)
  const rehearsed = rehearse(matrix, samples, targets, settings)
  const all = Int32Array.from(samples.keys())
  const optionsFor = optionsPerLabel(targets, settings, rehearsed.cost)
  const trained = targets.map((target, label) => trainLabel(matrix, all, target, optionsFor(label)))
  const quantised = quantise(vocabulary, trained, settings.mostCells)
  const curves = calibrate(
    rehearsed.targets,
    rehearsed.margins,
    trained.map(({ bias }) => bias),
  )
  return { labels, single, channels, ...quantised, ...curves }
}
