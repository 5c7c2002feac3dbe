/**
 * What is known of each feature, in the order of the keys: its key, its idf, and what its int8 weights are
 * multiplied by. Side by side, as a text asks for a few hundred out of 150,000: one look at memory each.
 */
export interface FeatureRows {
  readonly count: number
  /** `CELLS` numbers a row, the key first. */
  readonly ints: Int32Array
  /** The same bytes; `IDF` and `SCALE` of a row are floats. */
  readonly floats: Float32Array
}

export const CELLS = 3
export const IDF = 1
export const SCALE = 2

/** Rows as they stand in a file. */
export const openRows = (ints: Int32Array): FeatureRows => ({
  count: ints.length / CELLS,
  ints,
  floats: new Float32Array(ints.buffer, ints.byteOffset, ints.length),
})

/** `keys` ascend. Weights are what they are. */
export function featureRows(keys: ArrayLike<number>, idf: ArrayLike<number>): FeatureRows {
  const rows = openRows(new Int32Array(CELLS * keys.length))
  for (let row = 0; row < rows.count; row++) {
    rows.ints[CELLS * row] = keys[row] as number
    rows.floats[CELLS * row + IDF] = idf[row] as number
    rows.floats[CELLS * row + SCALE] = 1
  }
  return rows
}

/** Some of the rows, in the order given. */
export function pickRows({ ints }: FeatureRows, chosen: ArrayLike<number>): FeatureRows {
  const rows = openRows(new Int32Array(CELLS * chosen.length))
  for (let at = 0; at < chosen.length; at++) {
    const from = CELLS * (chosen[at] as number)
    rows.ints.set(ints.subarray(from, from + CELLS), CELLS * at)
  }
  return rows
}

/** The same rows, each with its scale. */
export function scaled({ ints }: FeatureRows, scale: ArrayLike<number>): FeatureRows {
  const rows = openRows(ints.slice())
  for (let row = 0; row < rows.count; row++) rows.floats[CELLS * row + SCALE] = scale[row] as number
  return rows
}
