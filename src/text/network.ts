import type { Features, PerChannel } from './features.ts'
import { keysOf, tableOf, vectorOf, type Weighting } from './vector.ts'

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
  const { rows, values } = vectorOf(features, network)
  const units = Float64Array.from(hiddenBias)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number
    const value = (values[at] as number) * (scale[row] as number)
    const begin = row * hidden
    for (let unit = 0; unit < hidden; unit++) {
      units[unit] = (units[unit] as number) + value * (weights[begin + unit] as number)
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
  const keys = keysOf(network)
  const header: Header = { format: FORMAT, labels, hidden, features: keys.length, channels }
  const json = JSON.stringify(header)
  const length = new TextEncoder().encode(json).length
  // Padded with spaces so that the four-byte columns are aligned.
  const head = new TextEncoder().encode(json + ' '.repeat((4 - (length % 4)) % 4))
  const floats = [network.idf, network.scale, network.hiddenBias, network.output, network.outputBias]
  const columns = [keys, ...floats, network.weights]
  const out = new Uint8Array(4 + head.length + columns.reduce((sum, c) => sum + c.byteLength, 0))
  new DataView(out.buffer).setUint32(0, head.length, true)
  out.set(head, 4)
  let at = 4 + head.length
  for (const column of columns) {
    out.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += column.byteLength
  }
  return out
}

/** Reads what `encodeNetwork` wrote; throws when it is anything else. */
export function decodeNetwork(bytes: Uint8Array): Network {
  // A copy, because a slice of a larger file may not be aligned.
  const own = bytes.slice()
  const headLength = own.length >= 4 ? new DataView(own.buffer).getUint32(0, true) : 0
  if (headLength === 0 || headLength > own.length - 4) throw new Error('not a network')
  const header = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + headLength))) as Header
  if (header.format !== FORMAT) throw new Error('a network of another format')
  const { labels, hidden, features, channels } = header
  let at = 4 + headLength
  const take = (length: number, size: number): number => {
    const from = at
    at += length * size
    if (at > own.length) throw new Error('a network cut short')
    return from
  }
  const floats = (length: number): Float32Array => new Float32Array(own.buffer, take(length, 4), length)
  const keys = new Int32Array(own.buffer, take(features, 4), features)
  const idf = floats(features)
  const scale = floats(features)
  const hiddenBias = floats(hidden)
  const output = floats(labels.length * hidden)
  const outputBias = floats(labels.length)
  const cells = features * hidden
  const weights = new Int8Array(own.buffer, take(cells, 1), cells)
  const columns = { idf, scale, hiddenBias, output, outputBias, weights }
  return { labels, hidden, channels, ...columns, ...tableOf(keys) }
}
