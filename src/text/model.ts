import type { PerChannel } from './features.ts'
import { keysOf, tableOf, type Weighting } from './vector.ts'

/**
 * A trained linear classifier: one row of int8 weights per feature, one column per label.
 * `encodeModel` and `decodeModel` are exact inverses; the bytes are little-endian.
 */
export interface Model extends Weighting {
  readonly labels: readonly string[]
  /** Every training row had exactly one label: the answer is the best label alone. */
  readonly single: boolean
  /** `weights[row * labels.length + label]`, to be multiplied by `scale[row]`. */
  readonly weights: Int8Array
  readonly scale: Float32Array
  readonly bias: Float32Array
  /** Platt: probability = 1 / (1 + exp(-(slope · margin + offset))), slope ≥ 0. */
  readonly slope: Float32Array
  readonly offset: Float32Array
  /** Probability from which a label is given beside the main one. */
  readonly threshold: Float32Array
  /** P(main label is right) from the best margin and its lead: [best, lead, constant]. */
  readonly trust: readonly [number, number, number]
}

interface Header {
  readonly format: 'madoguchi-linear-1'
  readonly labels: readonly string[]
  readonly single: boolean
  readonly features: number
  readonly channels: PerChannel
  readonly trust: readonly [number, number, number]
}

/** The model as bytes: header length, JSON header, then the columns in a fixed order. */
export function encodeModel(model: Model): Uint8Array {
  const keys = keysOf(model)
  const header: Header = {
    format: 'madoguchi-linear-1',
    labels: model.labels,
    single: model.single,
    features: keys.length,
    channels: model.channels,
    trust: model.trust,
  }
  let json = JSON.stringify(header)
  let head = new TextEncoder().encode(json)
  // Padded with spaces so that the four-byte columns are aligned.
  json += ' '.repeat((4 - (head.length % 4)) % 4)
  head = new TextEncoder().encode(json)
  const floats = [model.idf, model.scale, model.bias, model.slope, model.offset, model.threshold]
  const columns = [keys, ...floats, model.weights]
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

/** Reads what `encodeModel` wrote; throws when it is anything else. */
export function decodeModel(bytes: Uint8Array): Model {
  // A copy, because a slice of a larger file may not be aligned.
  const own = bytes.slice()
  const headLength = own.length >= 4 ? new DataView(own.buffer).getUint32(0, true) : 0
  if (headLength === 0 || headLength > own.length - 4) throw new Error('not a classifier model')
  const header = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + headLength))) as Header
  if (header.format !== 'madoguchi-linear-1') throw new Error('a classifier model of another format')
  const { labels, single, features, channels, trust } = header
  let at = 4 + headLength
  const take = (length: number, size: number): number => {
    const from = at
    at += length * size
    if (at > own.length) throw new Error('a classifier model cut short')
    return from
  }
  const floats = (length: number): Float32Array => new Float32Array(own.buffer, take(length, 4), length)
  const keys = new Int32Array(own.buffer, take(features, 4), features)
  const idf = floats(features)
  const scale = floats(features)
  const bias = floats(labels.length)
  const slope = floats(labels.length)
  const offset = floats(labels.length)
  const threshold = floats(labels.length)
  const cells = features * labels.length
  const weights = new Int8Array(own.buffer, take(cells, 1), cells)
  const columns = { idf, scale, bias, slope, offset, threshold, weights }
  return { labels, single, channels, trust, ...columns, ...tableOf(keys) }
}
