import type { Features } from './features.ts'

/** The features of one text that training knows, weighted: `values[i]` belongs to `rows[i]`. */
export interface Vector {
  readonly rows: readonly number[]
  readonly values: readonly number[]
}

/** How rows are found and weighted; a model is one. */
export interface Weighting {
  readonly idf: Float32Array
  readonly channels: readonly [number, number, number]
  rowOf(key: number): number
}

/**
 * (1 + ln count) · idf, scaled to length `channels[c]` per channel, so that a text of ten words and
 * one of a hundred weigh the same.
 */
export function vectorOf(features: Features, weighting: Weighting): Vector {
  const rows: number[] = []
  const values: number[] = []
  const place = new Map<number, number>()
  for (const [channel, weight] of weighting.channels.entries()) {
    if (weight === 0) continue
    const begin = rows.length
    const end = features.starts[channel + 1] ?? 0
    for (let at = features.starts[channel] ?? 0; at < end; at++) {
      const row = weighting.rowOf(features.keys[at] ?? 0)
      if (row < 0) continue
      const known = place.get(row)
      if (known === undefined) {
        place.set(row, rows.length)
        rows.push(row)
        values.push(1)
      } else values[known] = (values[known] ?? 0) + 1
    }
    let square = 0
    for (let at = begin; at < rows.length; at++) {
      const value = (1 + Math.log(values[at] ?? 1)) * (weighting.idf[rows[at] ?? 0] ?? 0)
      values[at] = value
      square += value * value
    }
    const factor = square > 0 ? weight / Math.sqrt(square) : 0
    for (let at = begin; at < rows.length; at++) values[at] = (values[at] ?? 0) * factor
  }
  return { rows, values }
}
