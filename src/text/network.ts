import { readColumns, writeColumns } from './columns.ts'
import { CELLS, openRows } from './feature-rows.ts'
import type { Features, PerChannel } from './features.ts'
import type { Calibration } from './model.ts'
import { doubles } from './room.ts'
import {
  addRows,
  bucketsOf,
  copied,
  passingVector,
  type Vector,
  type Weighting,
  type WeightRows,
} from './vector.ts'

/**
 * A trained neural network with one hidden layer (ReLU) and one logit per label: a row of int8 weights
 * per feature, a column per hidden unit. `encodeNetwork` and `decodeNetwork` are exact inverses; the
 * bytes are little-endian.
 */
export interface Network extends Weighting, WeightRows {
  readonly labels: readonly string[]
  /** Number of hidden units: how wide the rows are. */
  readonly hidden: number
  readonly hiddenBias: Float32Array
  /** `output[label * hidden + unit]`. */
  readonly output: Float32Array
  readonly outputBias: Float32Array
}

const FORMAT = 'madoguchi-network-2'

interface Header {
  readonly format: typeof FORMAT
  readonly labels: readonly string[]
  readonly hidden: number
  readonly features: number
  readonly channels: PerChannel
  /** Only of a judged one, whose thresholds and curves follow its other columns. */
  readonly judged?: Pick<Calibration, 'single' | 'trust'>
}

/** A network whose logits are calibrated: it can say what a text is about. */
export interface JudgedNetwork extends Network, Calibration {}

/** One logit per label, in the order of `labels`. */
export const scoreNetwork = (network: Network, features: Features): Float64Array =>
  logitsOf(network, unitsOf(network, passingVector(features, network)))

/** What each hidden unit holds for these features; 0 where it is silent. */
export function unitsOf(network: Network, vector: Vector): Float64Array {
  const units = copied(network.hiddenBias)
  addRows(vector, network, units)
  for (let unit = 0; unit < units.length; unit++) if ((units[unit] as number) < 0) units[unit] = 0
  return units
}

let loud = new Int32Array(64)

/** The units that are not silent: more than half are. Gone with the next call. */
export function loudOnes(units: Float64Array): { readonly places: Int32Array; readonly size: number } {
  if (loud.length < units.length) loud = new Int32Array(units.length)
  let size = 0
  for (let unit = 0; unit < units.length; unit++) if (units[unit] !== 0) loud[size++] = unit
  return { places: loud, size }
}

/** One logit per label from the hidden units, into `logits`. */
export function logitsOf(
  { output, outputBias }: Pick<Network, 'output' | 'outputBias'>,
  units: Float64Array,
  logits = doubles(outputBias.length),
): Float64Array {
  const { places, size } = loudOnes(units)
  const width = units.length
  let label = 0
  // Four labels at a time: each step of a sum waits for the step before.
  for (; label + 3 < logits.length; label += 4) {
    const from = label * width
    let a = outputBias[label] as number
    let b = outputBias[label + 1] as number
    let c = outputBias[label + 2] as number
    let d = outputBias[label + 3] as number
    for (let at = 0; at < size; at++) {
      const unit = places[at] as number
      const loud = units[unit] as number
      const cell = from + unit
      a += loud * (output[cell] as number)
      b += loud * (output[cell + width] as number)
      c += loud * (output[cell + 2 * width] as number)
      d += loud * (output[cell + 3 * width] as number)
    }
    logits[label] = a
    logits[label + 1] = b
    logits[label + 2] = c
    logits[label + 3] = d
  }
  for (; label < logits.length; label++) {
    let logit = outputBias[label] as number
    for (let at = 0; at < size; at++) {
      const unit = places[at] as number
      logit += (units[unit] as number) * (output[label * width + unit] as number)
    }
    logits[label] = logit
  }
  return logits
}

/** The network as bytes: header length, JSON header, then the columns in a fixed order. */
export const encodeNetwork = (network: Network): Uint8Array =>
  writeColumns(headerOf(network), columnsOf(network))

/** A judged network as bytes: as any other, its calibration at the end. */
export function encodeJudged(network: JudgedNetwork): Uint8Array {
  const { single, trust, slope, offset, threshold } = network
  const header: Header = { ...headerOf(network), judged: { single, trust } }
  return writeColumns(header, [...columnsOf(network), slope, offset, threshold])
}

function headerOf({ labels, hidden, channels, known }: Network): Header {
  return { format: FORMAT, labels, hidden, features: known.count, channels }
}

function columnsOf(network: Network) {
  const floats = [network.hiddenBias, network.output, network.outputBias]
  return [network.known.ints, ...floats, network.weights]
}

/** Reads what `encodeNetwork` wrote; throws when it is anything else. */
export const decodeNetwork = (bytes: Uint8Array): Network => read(bytes).network

/** Reads what `encodeJudged` wrote; throws when it is anything else. */
export function decodeJudged(bytes: Uint8Array): JudgedNetwork {
  const { network, columns } = read(bytes)
  const { judged, labels } = columns.header
  if (!judged) throw new Error('not a judged network: its calibration is missing')
  const slope = columns.floats(labels.length)
  const offset = columns.floats(labels.length)
  const threshold = columns.floats(labels.length)
  return { ...network, ...judged, slope, offset, threshold }
}

function read(bytes: Uint8Array) {
  const columns = readColumns<Header>(bytes, 'a network', FORMAT)
  const { labels, hidden, features, channels } = columns.header
  const known = openRows(columns.ints(CELLS * features))
  const hiddenBias = columns.floats(hidden)
  const output = columns.floats(labels.length * hidden)
  const outputBias = columns.floats(labels.length)
  const weights = columns.bytes(features * hidden)
  const network: Network = {
    labels,
    hidden,
    channels,
    known,
    hiddenBias,
    output,
    outputBias,
    weights,
    buckets: bucketsOf(known),
  }
  return { network, columns }
}
