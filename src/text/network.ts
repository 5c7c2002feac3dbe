import { readColumns, writeColumns } from './columns.ts'
import type { Features, PerChannel } from './features.ts'
import { bucketsOf, passingVector, type Weighting } from './vector.ts'

/**
 * A trained neural network with one hidden layer (ReLU) and one logit per label: a row of int8 weights
 * per feature, a column per hidden unit. `encodeNetwork` and `decodeNetwork` are exact inverses; the
 * bytes are little-endian.
 */
export interface Network extends Weighting {
  readonly labels: readonly string[]
  /** Number of hidden units. */
  readonly hidden: number
  /** `weights[row * hidden + unit]`, to be multiplied by `scale[row]`. */
  readonly weights: Int8Array
  readonly scale: Float32Array
  readonly hiddenBias: Float32Array
  /** `output[label * hidden + unit]`. */
  readonly output: Float32Array
  readonly outputBias: Float32Array
}

const FORMAT = 'madoguchi-network-1'

interface Header {
  readonly format: typeof FORMAT
  readonly labels: readonly string[]
  readonly hidden: number
  readonly features: number
  readonly channels: PerChannel
}

/** One logit per label, in the order of `labels`. */
export function scoreNetwork(network: Network, features: Features): Float64Array {
  const { hidden, weights, scale, hiddenBias, output, outputBias } = network
  const { size, rows, values } = passingVector(features, network)
  const units = Float64Array.from(hiddenBias)
  let at = 0
  // Four features at a time, as in `marginsOf`; summed in the same order.
  for (; at + 3 < size; at += 4) {
    const a = rows[at] as number
    const b = rows[at + 1] as number
    const c = rows[at + 2] as number
    const d = rows[at + 3] as number
    const forA = (values[at] as number) * (scale[a] as number)
    const forB = (values[at + 1] as number) * (scale[b] as number)
    const forC = (values[at + 2] as number) * (scale[c] as number)
    const forD = (values[at + 3] as number) * (scale[d] as number)
    for (let unit = 0; unit < hidden; unit++) {
      units[unit] =
        (units[unit] as number) +
        forA * (weights[a * hidden + unit] as number) +
        forB * (weights[b * hidden + unit] as number) +
        forC * (weights[c * hidden + unit] as number) +
        forD * (weights[d * hidden + unit] as number)
    }
  }
  for (; at < size; at++) {
    const row = rows[at] as number
    const value = (values[at] as number) * (scale[row] as number)
    for (let unit = 0; unit < hidden; unit++) {
      units[unit] = (units[unit] as number) + value * (weights[row * hidden + unit] as number)
    }
  }
  const logits = Float64Array.from(outputBias)
  for (let label = 0; label < logits.length; label++) {
    let logit = logits[label] as number
    for (let unit = 0; unit < hidden; unit++) {
      const held = units[unit] as number
      if (held > 0) logit += held * (output[label * hidden + unit] as number)
    }
    logits[label] = logit
  }
  return logits
}

/** The network as bytes: header length, JSON header, then the columns in a fixed order. */
export function encodeNetwork(network: Network): Uint8Array {
  const { labels, hidden, channels } = network
  const header: Header = { format: FORMAT, labels, hidden, features: network.keys.length, channels }
  const floats = [network.idf, network.scale, network.hiddenBias, network.output, network.outputBias]
  return writeColumns(header, [network.keys, ...floats, network.weights])
}

/** Reads what `encodeNetwork` wrote; throws when it is anything else. */
export function decodeNetwork(bytes: Uint8Array): Network {
  const columns = readColumns<Header>(bytes, 'a network', FORMAT)
  const { labels, hidden, features, channels } = columns.header
  const keys = columns.ints(features)
  const idf = columns.floats(features)
  const scale = columns.floats(features)
  const hiddenBias = columns.floats(hidden)
  const output = columns.floats(labels.length * hidden)
  const outputBias = columns.floats(labels.length)
  const weights = columns.bytes(features * hidden)
  return {
    labels,
    hidden,
    channels,
    idf,
    scale,
    hiddenBias,
    output,
    outputBias,
    weights,
    keys,
    buckets: bucketsOf(keys),
  }
}
