import { readColumns, writeColumns } from './columns.ts'
import { CELLS, openRows } from './feature-rows.ts'
import type { PerChannel } from './features.ts'
import { bucketsOf, type Weighting, type WeightRows } from './vector.ts'

/** How a model's margins become probabilities, labels and trust. */
export interface Calibration {
  /** Every training row had exactly one label: the answer is the best label alone. */
  readonly single: boolean
  /** Platt: probability = 1 / (1 + exp(-(slope · margin + offset))), slope ≥ 0. */
  readonly slope: Float32Array
  readonly offset: Float32Array
  /** Probability from which a label is given beside the main one. */
  readonly threshold: Float32Array
  /** P(main label is right) from the best margin and its lead: [best, lead, constant]. */
  readonly trust: readonly [number, number, number]
}

/**
 * A trained linear classifier: one row of int8 weights per feature, one column per label.
 * `encodeModel` and `decodeModel` are exact inverses; the bytes are little-endian.
 */
export interface Model extends Weighting, WeightRows, Calibration {
  readonly labels: readonly string[]
  readonly bias: Float32Array
}

const FORMAT = 'madoguchi-linear-2'

interface Header {
  readonly format: typeof FORMAT
  readonly labels: readonly string[]
  readonly single: boolean
  readonly features: number
  readonly channels: PerChannel
  readonly trust: readonly [number, number, number]
}

/** The model as bytes: header length, JSON header, then the columns in a fixed order. */
export function encodeModel(model: Model): Uint8Array {
  const header: Header = {
    format: FORMAT,
    labels: model.labels,
    single: model.single,
    features: model.known.count,
    channels: model.channels,
    trust: model.trust,
  }
  const floats = [model.bias, model.slope, model.offset, model.threshold]
  return writeColumns(header, [model.known.ints, ...floats, model.weights])
}

/** Reads what `encodeModel` wrote; throws when it is anything else. */
export function decodeModel(bytes: Uint8Array): Model {
  const columns = readColumns<Header>(bytes, 'a classifier model', FORMAT)
  const { labels, single, features, channels, trust } = columns.header
  const known = openRows(columns.ints(CELLS * features))
  const bias = columns.floats(labels.length)
  const slope = columns.floats(labels.length)
  const offset = columns.floats(labels.length)
  const threshold = columns.floats(labels.length)
  const weights = columns.bytes(features * labels.length)
  return {
    labels,
    single,
    channels,
    trust,
    known,
    bias,
    slope,
    offset,
    threshold,
    weights,
    buckets: bucketsOf(known),
  }
}
