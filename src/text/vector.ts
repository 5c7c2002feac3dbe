import { CELLS, type FeatureRows, IDF, SCALE } from './feature-rows.ts'
import type { Features, PerChannel } from './features.ts'
import { doubles } from './room.ts'

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
  readonly known: FeatureRows
  /** By the leading bits of a key: the first row that may have it. A power of two long, and one. */
  readonly buckets: Int32Array
  /** How much each channel counts. */
  readonly channels: PerChannel
}

/** Only so that it is not left out. */
let _looked = 0
/** Occurrences by their keys, while a vector is made: `1 +` the latest one, 0 for an empty place. */
let latest = new Int32Array(1024)

/** Where a vector is written. */
type Room = Omit<Vector, 'size'>
const roomFor = (keys: number): Room => {
  // One piece of memory: asking for it takes longer than filling it.
  const bytes = new ArrayBuffer(16 * keys)
  return {
    values: new Float64Array(bytes, 0, keys),
    rows: new Int32Array(bytes, 8 * keys, keys),
    placeOf: new Int32Array(bytes, 12 * keys, keys),
  }
}
let shared = roomFor(512)

/** A vector whose room is used again by the next one. */
export interface PassingVector extends Vector {
  readonly turn: number
}
let turn = 0

/** The same as `vectorOf`, and gone with the next call. */
export function passingVector(features: Features, weighting: Weighting): PassingVector {
  if (shared.rows.length < features.keys.length) shared = roomFor(2 * features.keys.length)
  turn += 1
  const { size, rows, values, placeOf } = vectorOf(features, weighting, shared)
  return { size, rows, values, placeOf, turn }
}

export const isStillThere = (vector: PassingVector): boolean => vector.turn === turn

/**
 * (1 + ln count) · idf, scaled to length `channels[c]` per channel, so that a text of ten words and
 * one of a hundred weigh the same.
 */
export function vectorOf(
  { keys, starts }: Features,
  { known: { ints, floats }, buckets, channels }: Weighting,
  { rows, values, placeOf }: Room = roomFor(keys.length),
): Vector {
  // No larger than the text needs, so that it stays near.
  const slots = 1 << (33 - Math.clz32(keys.length))
  if (latest.length < slots) latest = new Int32Array(slots)
  latest.fill(0, 0, slots)
  const mask = slots - 1
  const shift = Math.clz32(buckets.length - 1) + 1
  let found = 0
  for (let channel = 0; channel < channels.length; channel++) {
    const weight = channels[channel] as number
    const begin = found
    const begun = starts[channel] as number
    const end = starts[channel + 1] as number
    if (weight === 0) {
      placeOf.fill(-1, starts[channel], end)
      continue
    }
    // All looks at memory begin before the first is waited for; in the loop below each waits for the one before.
    // Behind the last row stands nothing, which is 0 here.
    for (let at = begun; at < end; at++)
      _looked ^= ints[CELLS * (buckets[((keys[at] as number) ^ 0x80000000) >>> shift] as number)] as number
    for (let at = begun; at < end; at++) {
      const key = keys[at] as number
      let slot = key & mask
      let before = latest[slot] as number
      while (before > 0 && keys[before - 1] !== key) {
        slot = (slot + 1) & mask
        before = latest[slot] as number
      }
      latest[slot] = at + 1
      // What this channel has had is known; most of a text is said once.
      if (before > begun) {
        const place = placeOf[before - 1] as number
        placeOf[at] = place
        if (place >= 0) values[place] = (values[place] as number) + 1
        continue
      }
      const bucket = (key ^ 0x80000000) >>> shift
      const last = buckets[bucket + 1] as number
      let row = buckets[bucket] as number
      while (row < last && (ints[CELLS * row] as number) < key) row++
      if (row === last || ints[CELLS * row] !== key) {
        placeOf[at] = -1
        continue
      }
      placeOf[at] = found
      rows[found] = row
      values[found] = 1
      found++
    }
    let square = 0
    for (let at = begin; at < found; at++) {
      const count = values[at] as number
      const value =
        (count === 1 ? 1 : 1 + Math.log(count)) * (floats[CELLS * (rows[at] as number) + IDF] as number)
      values[at] = value
      square += value * value
    }
    const factor = square > 0 ? weight / Math.sqrt(square) : 0
    for (let at = begin; at < found; at++) values[at] = (values[at] as number) * factor
  }
  return { size: found, rows, values, placeOf }
}

/** Finds rows by their keys, which are hashes and ascend: a few lie in each bucket. */
export function bucketsOf({ count, ints }: FeatureRows): Int32Array {
  let size = 2
  while (size * 4 < count) size *= 2
  const shift = Math.clz32(size) + 1
  const buckets = new Int32Array(size + 1)
  let filled = 0
  for (let row = 0; row < count; row++) {
    const key = ints[CELLS * row] as number
    if (row > 0 && key <= (ints[CELLS * (row - 1)] as number))
      throw new Error('the keys of a model must ascend')
    const bucket = (key ^ 0x80000000) >>> shift
    while (filled < bucket) buckets[++filled] = row
  }
  return buckets.fill(count, filled + 1)
}

/** A row of int8 weights per feature, `width` wide, each to be multiplied by the row's scale. */
export interface WeightRows {
  readonly known: FeatureRows
  readonly weights: Int8Array
}

/** What the sums begin with. */
export function copied(bias: Float32Array): Float64Array {
  const sums = doubles(bias.length)
  for (let at = 0; at < sums.length; at++) sums[at] = bias[at] as number
  return sums
}

/** Adds each feature's row, times its value, to `sums`, which is as long as a row is wide. */
export function addRows(
  { size, rows, values }: Vector,
  { known: { floats }, weights }: WeightRows,
  sums: Float64Array,
): void {
  const width = sums.length
  // As in `vectorOf`: the rows lie far apart, and are all sent for before the first is waited for.
  for (let at = 0; at < size; at++) _looked ^= weights[Math.imul(rows[at] as number, width)] as number
  let at = 0
  // Eight features at a time: much of the work is loading and storing the sums.
  for (; at + 7 < size; at += 8) {
    const a = rows[at] as number
    const b = rows[at + 1] as number
    const c = rows[at + 2] as number
    const d = rows[at + 3] as number
    const e = rows[at + 4] as number
    const f = rows[at + 5] as number
    const g = rows[at + 6] as number
    const h = rows[at + 7] as number
    const forA = (values[at] as number) * (floats[CELLS * a + SCALE] as number)
    const forB = (values[at + 1] as number) * (floats[CELLS * b + SCALE] as number)
    const forC = (values[at + 2] as number) * (floats[CELLS * c + SCALE] as number)
    const forD = (values[at + 3] as number) * (floats[CELLS * d + SCALE] as number)
    const forE = (values[at + 4] as number) * (floats[CELLS * e + SCALE] as number)
    const forF = (values[at + 5] as number) * (floats[CELLS * f + SCALE] as number)
    const forG = (values[at + 6] as number) * (floats[CELLS * g + SCALE] as number)
    const forH = (values[at + 7] as number) * (floats[CELLS * h + SCALE] as number)
    // Whole numbers of 32 bits for certain: nothing looks whether they still are.
    const fromA = Math.imul(a, width)
    const fromB = Math.imul(b, width)
    const fromC = Math.imul(c, width)
    const fromD = Math.imul(d, width)
    const fromE = Math.imul(e, width)
    const fromF = Math.imul(f, width)
    const fromG = Math.imul(g, width)
    const fromH = Math.imul(h, width)
    for (let cell = 0; cell < width; cell++) {
      sums[cell] =
        (sums[cell] as number) +
        forA * (weights[(fromA + cell) | 0] as number) +
        forB * (weights[(fromB + cell) | 0] as number) +
        forC * (weights[(fromC + cell) | 0] as number) +
        forD * (weights[(fromD + cell) | 0] as number) +
        forE * (weights[(fromE + cell) | 0] as number) +
        forF * (weights[(fromF + cell) | 0] as number) +
        forG * (weights[(fromG + cell) | 0] as number) +
        forH * (weights[(fromH + cell) | 0] as number)
    }
  }
  for (; at < size; at++) {
    const row = rows[at] as number
    const value = (values[at] as number) * (floats[CELLS * row + SCALE] as number)
    for (let cell = 0; cell < width; cell++) {
      sums[cell] = (sums[cell] as number) + value * (weights[row * width + cell] as number)
    }
  }
}
