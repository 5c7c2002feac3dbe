import { scaled } from '../text/feature-rows.ts'
import type { Features, PerChannel } from '../text/features.ts'
import { logitsOf, type Network } from '../text/network.ts'
import { adam } from './adam.ts'
import { buildMatrix, chooseVocabulary, type Matrix } from './matrix.ts'
import { randomFrom, shuffled } from './svm.ts'

/** One training text and its labels. */
export interface NetworkSample {
  readonly features: Features
  /** Exactly one, unless each label is judged by itself. */
  readonly labels: readonly string[]
  /** Teaches, but repeats other samples: it has no say in which features are kept and what they weigh. */
  readonly aid?: true
}

export interface NetworkOptions {
  /** Any number of labels a text, each judged by itself (logistic loss), and not one of them (softmax). */
  readonly apart: boolean
  readonly channels: PerChannel
  /** Features in fewer texts than this are dropped. */
  readonly leastTexts: number
  readonly mostFeatures: number
  /** So many networks, each from a seed of its own, become one: what they say is averaged, and chance with it. */
  readonly voters: number
  /** Number of hidden units of each. */
  readonly hidden: number
  readonly epochs: number
  readonly batch: number
  /** Adam's step in the first batch; it falls in a straight line to nothing. */
  readonly rate: number
  /** The share of inputs, and of hidden units, left out at random for each text. */
  readonly inputDropout: number
  readonly hiddenDropout: number
  readonly seed: number
}

const DEFAULTS: NetworkOptions = {
  apart: false,
  channels: [1, 0, 0, 1, 1],
  leastTexts: 2,
  mostFeatures: 150_000,
  voters: 1,
  hidden: 32,
  epochs: 6,
  batch: 64,
  rate: 4e-3,
  inputDropout: 0.3,
  hiddenDropout: 0.3,
  seed: 20_260_401,
}

/** Half the width of the uniform distribution the first weights are drawn from. */
const FIRST = 0.08

/**
 * Trains a network of one hidden layer by cross-entropy, with dropout, shuffles and first
 * weights drawn from the seed. Equal samples and options give equal bytes.
 */
export function trainNetwork(
  samples: readonly NetworkSample[],
  options: Partial<NetworkOptions> = {},
): Network {
  const settings = { ...DEFAULTS, ...options }
  const labels = [...new Set(samples.flatMap((sample) => sample.labels))].sort()
  const texts = samples.map(({ features }) => features)
  const { channels, leastTexts, mostFeatures: most } = settings
  const own = samples.flatMap(({ features, aid }) => (aid ? [] : [features]))
  const vocabulary = chooseVocabulary(own, { channels, leastTexts, mostShare: 1, most })
  const targets = samples.map((sample) => sample.labels.map((label) => labels.indexOf(label)))
  const matrix = buildMatrix(texts, vocabulary)
  const votes = Array.from({ length: settings.voters }, (_, at) =>
    learn(matrix, targets, labels.length, { ...settings, seed: settings.seed + 1_000 * at }),
  )
  const hidden = settings.voters * settings.hidden
  const { hiddenBias, output, outputBias, ...learnt } = joined(votes, settings.hidden)
  const { weights, scale } = roundRows(learnt.weights, hidden)
  return {
    labels,
    hidden,
    channels,
    known: scaled(vocabulary.known, scale),
    buckets: vocabulary.buckets,
    weights,
    hiddenBias,
    output,
    outputBias,
  }
}

type Learnt = Record<'weights' | 'hiddenBias' | 'output' | 'outputBias', Float32Array>

/** Networks side by side as one whose logits are the mean of theirs. */
function joined(votes: readonly Learnt[], hidden: number): Learnt {
  const [first] = votes
  if (!first) throw new Error('a network needs a voter')
  const beside = (part: 'weights' | 'output', share: number) => {
    const out = new Float32Array(votes.length * first[part].length)
    for (const [at, vote] of votes.entries())
      for (const [cell, value] of vote[part].entries()) {
        const row = Math.floor(cell / hidden)
        out[(row * votes.length + at) * hidden + (cell % hidden)] = value * share
      }
    return out
  }
  const mean = first.outputBias.map((_, label) =>
    votes.reduce((sum, { outputBias }) => sum + (outputBias[label] as number) / votes.length, 0),
  )
  return {
    weights: beside('weights', 1),
    hiddenBias: Float32Array.from(votes.flatMap(({ hiddenBias }) => [...hiddenBias])),
    output: beside('output', 1 / votes.length),
    outputBias: mean,
  }
}

function learn(
  matrix: Matrix,
  targets: readonly (readonly number[])[],
  labels: number,
  settings: NetworkOptions,
): Learnt {
  const { hidden, epochs, batch } = settings
  const random = randomFrom(settings.seed)
  const fraction = () => random(2 ** 24) / 2 ** 24
  const drawn = (length: number) => Float32Array.from({ length }, () => (2 * fraction() - 1) * FIRST)
  const input = adam(drawn(matrix.width * hidden), hidden)
  const hiddenBias = adam(new Float32Array(hidden), hidden)
  // Wider than the first weights of the inputs: there are few units and many inputs.
  const output = adam(
    drawn(labels * hidden).map((weight) => weight * 2),
    hidden,
  )
  const outputBias = adam(new Float32Array(labels), labels)
  const units = new Float64Array(hidden)
  const back = new Float64Array(hidden)
  const errors = new Float64Array(labels)
  const said = { output: output.values, outputBias: outputBias.values }
  const kept = new Float64Array(longestRow(matrix))
  const { starts, columns, values } = matrix

  const learnFrom = (row: number, share: number): void => {
    const begin = starts[row] as number
    const length = (starts[row + 1] as number) - begin
    units.set(hiddenBias.values)
    for (let at = 0; at < length; at++) {
      const left = fraction() < settings.inputDropout
      const value = left ? 0 : (values[begin + at] as number) / (1 - settings.inputDropout)
      kept[at] = value
      if (left) continue
      const from = (columns[begin + at] as number) * hidden
      for (let unit = 0; unit < hidden; unit++)
        units[unit] = (units[unit] as number) + value * (input.values[from + unit] as number)
    }
    for (let unit = 0; unit < hidden; unit++) {
      const left = fraction() < settings.hiddenDropout
      units[unit] = left ? 0 : Math.max(0, units[unit] as number) / (1 - settings.hiddenDropout)
    }
    logitsOf(said, units, errors)
    if (settings.apart) logistic(errors)
    else softmax(errors)
    for (const right of targets[row] ?? []) errors[right] = (errors[right] as number) - 1
    back.fill(0)
    for (let label = 0; label < labels; label++) {
      const error = (errors[label] as number) * share
      outputBias.gradient[label] = (outputBias.gradient[label] as number) + error
      output.touch(label)
      for (let unit = 0; unit < hidden; unit++) {
        const cell = label * hidden + unit
        back[unit] = (back[unit] as number) + error * (output.values[cell] as number)
        output.gradient[cell] = (output.gradient[cell] as number) + error * (units[unit] as number)
      }
    }
    outputBias.touch(0)
    hiddenBias.touch(0)
    for (let unit = 0; unit < hidden; unit++) {
      // Nothing flows back through a unit that was silent or left out.
      back[unit] = (units[unit] as number) > 0 ? (back[unit] as number) / (1 - settings.hiddenDropout) : 0
      hiddenBias.gradient[unit] = (hiddenBias.gradient[unit] as number) + (back[unit] as number)
    }
    for (let at = 0; at < length; at++) {
      const value = kept[at] as number
      if (value === 0) continue
      const column = columns[begin + at] as number
      input.touch(column)
      const from = column * hidden
      for (let unit = 0; unit < hidden; unit++)
        input.gradient[from + unit] = (input.gradient[from + unit] as number) + value * (back[unit] as number)
    }
  }

  const batches = Math.ceil(targets.length / batch) * epochs
  let done = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(targets.length, settings.seed + epoch + 1)
    for (let begin = 0; begin < order.length; begin += batch) {
      const rows = order.subarray(begin, begin + batch)
      for (const row of rows) learnFrom(row, 1 / rows.length)
      const rate = settings.rate * (1 - done / batches)
      done++
      for (const layer of [input, hiddenBias, output, outputBias]) layer.step(rate, done)
    }
  }
  return {
    weights: input.values,
    hiddenBias: hiddenBias.values,
    output: output.values,
    outputBias: outputBias.values,
  }
}

/** A loop: so many lengths are no arguments of one call. */
function longestRow({ starts }: Matrix): number {
  let most = 0
  for (let row = 1; row < starts.length; row++)
    most = Math.max(most, (starts[row] as number) - (starts[row - 1] as number))
  return most
}

/** Logits to probabilities of which one comes true. */
function softmax(values: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const logit of values) if (logit > most) most = logit
  let sum = 0
  for (let label = 0; label < values.length; label++) {
    const share = Math.exp((values[label] as number) - most)
    values[label] = share
    sum += share
  }
  for (let label = 0; label < values.length; label++) values[label] = (values[label] as number) / sum
}

/** Logits to probabilities that know nothing of each other. */
function logistic(values: Float64Array): void {
  for (let label = 0; label < values.length; label++)
    values[label] = 1 / (1 + Math.exp(-(values[label] as number)))
}

/** Each row rounded to int8 by its own greatest weight. */
function roundRows(exact: Float32Array, hidden: number): { weights: Int8Array; scale: Float32Array } {
  const weights = new Int8Array(exact.length)
  const scale = new Float32Array(exact.length / hidden)
  for (let row = 0; row < scale.length; row++) {
    const own = exact.subarray(row * hidden, (row + 1) * hidden)
    const most = own.reduce((found, weight) => Math.max(found, Math.abs(weight)), 0)
    scale[row] = most / 127
    if (most === 0) continue
    for (const [unit, weight] of own.entries())
      weights[row * hidden + unit] = Math.round(weight / (scale[row] as number))
  }
  return { weights, scale }
}
