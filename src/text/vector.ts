import type { Features, PerChannel } from './features.ts'

/** The features of one text that training knows, weighted: `values[i]` belongs to `rows[i]`, for i < `size`. */
export interface Vector {
  readonly size: number
  readonly rows: Int32Array
  readonly values: Float64Array
  /** Where each occurrence of the features stands in `rows`; -1 where training never saw it. */
  readonly placeOf: Int32Array
}

/** How rows are found and weighted; a model is one. */
export interface Weighting {
  /** The key of each row, ascending. */
  readonly keys: Int32Array
  /** By the leading bits of a key: the first row that may have it. A power of two long, and one. */
  readonly buckets: Int32Array
  readonly idf: Float32Array
  /** How much each channel counts. */
  readonly channels: PerChannel
}

/** Where a row stands in the vector being made, if it says so there: one for all models, so that it stays near. */
let placeInVector = new Int32Array(0)

/** Where a vector is written. */
type Room = Omit<Vector, 'size'>
const roomFor = (keys: number): Room => ({
  rows: new Int32Array(keys),
  values: new Float64Array(keys),
  placeOf: new Int32Array(keys),
})
let shared = roomFor(512)

/** The same as `vectorOf`, and gone with the next call: for whoever only sums it up. */
export function passingVector(features: Features, weighting: Weighting): Vector {
  if (shared.rows.length < features.keys.length) shared = roomFor(2 * features.keys.length)
  return vectorOf(features, weighting, shared)
}

/**
 * (1 + ln count) · idf, scaled to length `channels[c]` per channel, so that a text of ten words and
 * one of a hundred weigh the same.
 */
export function vectorOf(
  { keys, starts }: Features,
  { keys: known, buckets, idf, channels }: Weighting,
  { rows, values, placeOf }: Room = roomFor(keys.length),
): Vector {
  if (placeInVector.length < known.length) placeInVector = new Int32Array(known.length)
  const places = placeInVector
  const shift = Math.clz32(buckets.length - 1) + 1
  let found = 0
  for (let channel = 0; channel < channels.length; channel++) {
    const weight = channels[channel] as number
    const begin = found
    const end = starts[channel + 1] as number
    if (weight === 0) {
      placeOf.fill(-1, starts[channel], end)
      continue
    }
    for (let at = starts[channel] as number; at < end; at++) {
      const key = keys[at] as number
      const bucket = (key ^ 0x80000000) >>> shift
      const last = buckets[bucket + 1] as number
      let row = buckets[bucket] as number
      while (row < last && (known[row] as number) < key) row++
      if (row === last || known[row] !== key) {
        placeOf[at] = -1
        continue
      }
      let place = places[row] as number
      // What another text left there points past what was found, or to another row.
      if (place < begin || place >= found || rows[place] !== row) {
        place = found++
        places[row] = place
        rows[place] = row
        values[place] = 0
      }
      placeOf[at] = place
      values[place] = (values[place] as number) + 1
    }
    let square = 0
    for (let at = begin; at < found; at++) {
      const count = values[at] as number
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * (idf[rows[at] as number] as number)
      values[at] = value
      square += value * value
    }
    const factor = square > 0 ? weight / Math.sqrt(square) : 0
    for (let at = begin; at < found; at++) values[at] = (values[at] as number) * factor
  }
  return { size: found, rows, values, placeOf }
}

/** Finds rows by their keys, which are hashes and ascend: a few lie in each bucket. */
export function bucketsOf(keys: Int32Array): Int32Array {
  let size = 2
  while (size * 4 < keys.length) size *= 2
  const shift = Math.clz32(size) + 1
  const buckets = new Int32Array(size + 1)
  let filled = 0
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number
    if (row > 0 && key <= (keys[row - 1] as number)) throw new Error('the keys of a model must ascend')
    const bucket = (key ^ 0x80000000) >>> shift
    while (filled < bucket) buckets[++filled] = row
  }
  return buckets.fill(keys.length, filled + 1)
}

/** A row of int8 weights per feature, `width` wide, each to be multiplied by the row's scale. */
export interface WeightRows {
  readonly weights: Int8Array
  readonly scale: Float32Array
}

/** Adds each feature's row, times its value, to `sums`, which is as long as a row is wide. */
export function addRows(
  { size, rows, values }: Vector,
  { weights, scale }: WeightRows,
  sums: Float64Array,
): void {
  const width = sums.length
  let at = 0
  // Four features at a time: half the work is loading and storing the sums.
  for (; at + 3 < size; at += 4) {
    const a = rows[at] as number
    const b = rows[at + 1] as number
    const c = rows[at + 2] as number
    const d = rows[at + 3] as number
    const forA = (values[at] as number) * (scale[a] as number)
    const forB = (values[at + 1] as number) * (scale[b] as number)
    const forC = (values[at + 2] as number) * (scale[c] as number)
    const forD = (values[at + 3] as number) * (scale[d] as number)
    for (let cell = 0; cell < width; cell++) {
      sums[cell] =
        (sums[cell] as number) +
        forA * (weights[a * width + cell] as number) +
        forB * (weights[b * width + cell] as number) +
        forC * (weights[c * width + cell] as number) +
        forD * (weights[d * width + cell] as number)
    }
  }
  for (; at < size; at++) {
    const row = rows[at] as number
    const value = (values[at] as number) * (scale[row] as number)
    for (let cell = 0; cell < width; cell++) {
      sums[cell] = (sums[cell] as number) + value * (weights[row * width + cell] as number)
    }
  }
}
