import { featureRows } from '../text/feature-rows.ts'
import type { Features, PerChannel } from '../text/features.ts'
import { bucketsOf, vectorOf, type Weighting } from '../text/vector.ts'

/** Samples as compressed sparse rows; every value is finite. */
export interface Matrix {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
  /** Number of columns. */
  readonly width: number
}

/** The features worth a row in the model, with their weights. */
export type Vocabulary = Weighting

export interface VocabularyOptions {
  readonly channels: PerChannel
  /** Features in fewer texts than this are dropped. */
  readonly leastTexts: number
  /** Features in a greater share of the texts than this are dropped: they tell the labels apart badly. */
  readonly mostShare: number
  /** At most so many features, the most frequent first. */
  readonly most: number
}

/** Chooses and weights the features of the training texts. */
export function chooseVocabulary(texts: readonly Features[], options: VocabularyOptions): Vocabulary {
  const frequency = new Map<number, number>()
  for (const features of texts) {
    for (const [channel, weight] of options.channels.entries()) {
      if (weight === 0) continue
      const of = features.keys.subarray(features.starts[channel], features.starts[channel + 1])
      for (const key of new Set(of)) frequency.set(key, (frequency.get(key) ?? 0) + 1)
    }
  }
  const kept = [...frequency].filter(
    ([, count]) => count >= options.leastTexts && count <= options.mostShare * texts.length,
  )
  if (kept.length > options.most) {
    kept.sort((a, b) => b[1] - a[1] || a[0] - b[0])
    kept.length = options.most
  }
  // In key order, so that the model does not depend on the order of the file.
  kept.sort((a, b) => a[0] - b[0])
  const known = featureRows(
    kept.map(([key]) => key),
    kept.map(([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  )
  return {
    known,
    buckets: bucketsOf(known),
    channels: options.channels,
  }
}

/** The training texts as sparse rows over the vocabulary. */
export function buildMatrix(texts: readonly Features[], vocabulary: Vocabulary): Matrix {
  const vectors = texts.map((features) => vectorOf(features, vocabulary))
  return fill(
    vectors.map(({ rows, size }) => rows.subarray(0, size)),
    vectors.map(({ values, size }) => values.subarray(0, size)),
    vocabulary.known.count,
  )
}

/** Some rows of a matrix, in the order given. */
export function selectRows(matrix: Matrix, rows: Int32Array): Matrix {
  const cut = (list: Int32Array | Float32Array) =>
    [...rows].map((row) => list.subarray(matrix.starts[row], matrix.starts[row + 1]))
  return fill(cut(matrix.columns), cut(matrix.values), matrix.width)
}

function fill(
  columns: readonly ArrayLike<number>[],
  values: readonly ArrayLike<number>[],
  width: number,
): Matrix {
  const starts = new Int32Array(columns.length + 1)
  for (const [at, row] of columns.entries()) starts[at + 1] = (starts[at] ?? 0) + row.length
  const cells = starts[columns.length] ?? 0
  const all = { columns: new Int32Array(cells), values: new Float32Array(cells) }
  for (const [at, row] of columns.entries()) all.columns.set(row, starts[at])
  for (const [at, row] of values.entries()) all.values.set(row, starts[at])
  return { starts, ...all, width }
}
