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
  /** Open-addressed: key and row by turns; key 0 is an empty slot. A power of two long. */
  readonly table: Int32Array
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
  const { table, idf, channels, scratch } = weighting
  const { keys, starts } = features
  const rows = new Int32Array(keys.length)
  const values = new Float64Array(keys.length)
  const placeOf = new Int16Array(keys.length)
  const last = table.length - 1
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
      let slot = (key << 1) & last
      while (table[slot] !== key && table[slot] !== 0) slot = (slot + 2) & last
      if (table[slot] === 0) {
        placeOf[at] = -1
        continue
      }
      const row = table[slot + 1] as number
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
export function tableOf(keys: Int32Array): Pick<Weighting, 'table' | 'scratch'> {
  let size = 32
  while (size < keys.length * 3) size *= 2
  const table = new Int32Array(size)
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number
    let slot = (key << 1) & (size - 1)
    while (table[slot] !== 0) slot = (slot + 2) & (size - 1)
    table[slot] = key
    table[slot + 1] = row
  }
  return { table, scratch: new Int16Array(keys.length) }
}

/** The keys by row: what `tableOf` was made from. */
export function keysOf({ table, idf }: Weighting): Int32Array {
  const keys = new Int32Array(idf.length)
  for (let slot = 0; slot < table.length; slot += 2) {
    if (table[slot] !== 0) keys[table[slot + 1] as number] = table[slot] as number
  }
  return keys
}
