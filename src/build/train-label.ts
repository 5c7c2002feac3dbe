import type { Matrix } from './matrix.ts'
import { type LinearWeights, type SvmOptions, trainSvm } from './svm.ts'

/** How far a feature's say in training follows its log-count ratio; 0 would be a plain SVM. */
const FOLLOW = 0.25

/**
 * Trains one label on `rows`: an SVM over values scaled by how differently the label and the rest
 * use each feature (NBSVM, Wang & Manning 2012), which helps where there are few sentences. The
 * scaling is folded back, so the weights are for the matrix as it is.
 */
export function trainLabel(
  matrix: Matrix,
  rows: Int32Array,
  target: Uint8Array,
  options: SvmOptions,
): LinearWeights {
  const scales = ratios(matrix, rows, target)
  for (let column = 0; column < scales.length; column++) scales[column] = (scales[column] as number) ** 2
  return trainSvm(matrix, rows, target, scales, options)
}

/** How much each column holds over some rows, kept for the labels that share the rows. */
const sums = new WeakMap<Int32Array, Float64Array>()

function sumOf(matrix: Matrix, rows: Int32Array): Float64Array {
  const known = sums.get(rows)
  if (known) return known
  const counts = new Float64Array(matrix.width)
  for (const row of rows) addRow(matrix, row, counts)
  sums.set(rows, counts)
  return counts
}

function addRow({ starts, columns, values }: Matrix, row: number, counts: Float64Array): void {
  const end = starts[row + 1] as number
  for (let cell = starts[row] as number; cell < end; cell++) {
    const column = columns[cell] as number
    counts[column] = (counts[column] as number) + (values[cell] as number)
  }
}

const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)

function ratios(matrix: Matrix, rows: Int32Array, target: Uint8Array): Float32Array {
  const all = sumOf(matrix, rows)
  const inside = new Float64Array(matrix.width)
  for (const row of rows) if (target[row] === 1) addRow(matrix, row, inside)
  const whole = total(all)
  const own = total(inside)
  const factors = new Float32Array(matrix.width).fill(1)
  // One label on every row, or on none: there is nothing to compare.
  if (own === 0 || own >= whole) return factors
  const smooth = whole / matrix.width
  const shift = Math.log((whole - own + whole) / (own + whole))
  for (let column = 0; column < factors.length; column++) {
    const mine = inside[column] as number
    const others = Math.max(0, (all[column] as number) - mine)
    const ratio = Math.log((mine + smooth) / (others + smooth))
    factors[column] = 1 - FOLLOW + FOLLOW * Math.abs(ratio + shift)
  }
  return factors
}
