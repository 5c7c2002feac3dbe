import type { Features, PerChannel } from './features.ts'

/** The features of one text that training knows, weighted: `values[i]` belongs to `rows[i]`. */
export interface Vector {
  readonly rows: Int32Array
  readonly values: Float64Array
  /** Where each occurrence of the features stands in `rows`; -1 where training never saw it. */
  readonly placeOf: Int16Array
}

/** How rows are found and weighted; a model is one. */
export interface Weighting {
  /** Open-addressed keys, 0 for an empty slot; a power of two long. Apart from the rows: half of all keys are unknown. */
  readonly slots: Int32Array
  /** The row of the key in the same slot. */
  readonly rowOf: Int32Array
  readonly idf: Float32Array
  /** How much each channel counts. */
  readonly channels: PerChannel
  /** As long as `idf`; all zero between calls. */
  readonly scratch: Int16Array
}

/**
 * (1 + ln count) · idf, scaled to length `channels[c]` per channel, so that a text of ten words and
 * one of a hundred weigh the same.
 */
export function vectorOf(features: Features, weighting: Weighting): Vector {
  const { slots, rowOf, idf, channels, scratch } = weighting
  const { keys, starts } = features
  const rows = new Int32Array(keys.length)
  const values = new Float64Array(keys.length)
  const placeOf = new Int16Array(keys.length)
  const last = slots.length - 1
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
      let slot = key & last
      while (slots[slot] !== key && slots[slot] !== 0) slot = (slot + 1) & last
      if (slots[slot] === 0) {
        placeOf[at] = -1
        continue
      }
      const row = rowOf[slot] as number
      let place = (scratch[row] as number) - 1
      if (place < 0) {
        place = found++
        scratch[row] = found
        rows[place] = row
      }
      placeOf[at] = place
      values[place] = (values[place] as number) + 1
    }
    let square = 0
    for (let at = begin; at < found; at++) {
      const row = rows[at] as number
      const count = values[at] as number
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * (idf[row] as number)
      scratch[row] = 0
      values[at] = value
      square += value * value
    }
    const factor = square > 0 ? weight / Math.sqrt(square) : 0
    for (let at = begin; at < found; at++) values[at] = (values[at] as number) * factor
  }
  return { rows: rows.subarray(0, found), values, placeOf }
}

/** The open-addressed table for keys in row order, and the scratch space that goes with it. */
export function tableOf(keys: Int32Array): Pick<Weighting, 'slots' | 'rowOf' | 'scratch'> {
  let size = 16
  while (size < keys.length * 2) size *= 2
  const slots = new Int32Array(size)
  const rowOf = new Int32Array(size)
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number
    let slot = key & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = key
    rowOf[slot] = row
  }
  return { slots, rowOf, scratch: new Int16Array(keys.length) }
}

/** The keys by row: what `tableOf` was made from. */
export function keysOf({ slots, rowOf, idf }: Weighting): Int32Array {
  const keys = new Int32Array(idf.length)
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots[slot] !== 0) keys[rowOf[slot] as number] = slots[slot] as number
  }
  return keys
}
