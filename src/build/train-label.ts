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
  const factors = ratios(matrix, rows, target)
  const values = new Float32Array(matrix.values.length)
  const norms = new Float64Array(target.length)
  for (const row of rows) {
    let norm = 1
    for (let cell = matrix.starts[row] as number; cell < (matrix.starts[row + 1] as number); cell++) {
      const value = (matrix.values[cell] as number) * (factors[matrix.columns[cell] as number] as number)
      values[cell] = value
      norm += value * value
    }
    norms[row] = norm
  }
  const trained = trainSvm({ ...matrix, values }, rows, target, norms, options)
  for (const [column, factor] of factors.entries()) {
    trained.weights[column] = (trained.weights[column] as number) * factor
  }
  return trained
}

function ratios(matrix: Matrix, rows: Int32Array, target: Uint8Array): Float32Array {
  const inside = new Float64Array(matrix.width)
  const outside = new Float64Array(matrix.width)
  let total = 0
  let insideTotal = 0
  for (const row of rows) {
    const counts = target[row] === 1 ? inside : outside
    for (let cell = matrix.starts[row] as number; cell < (matrix.starts[row + 1] as number); cell++) {
      const column = matrix.columns[cell] as number
      const value = matrix.values[cell] as number
      counts[column] = (counts[column] as number) + value
      total += value
      if (target[row] === 1) insideTotal += value
    }
  }
  const factors = new Float32Array(matrix.width).fill(1)
  // One label on every row, or on none: there is nothing to compare.
  if (insideTotal === 0 || insideTotal === total) return factors
  const smooth = total / matrix.width
  const shift = Math.log((total - insideTotal + total) / (insideTotal + total))
  for (let column = 0; column < factors.length; column++) {
    const ratio = Math.log(((inside[column] as number) + smooth) / ((outside[column] as number) + smooth))
    factors[column] = 1 - FOLLOW + FOLLOW * Math.abs(ratio + shift)
  }
  return factors
}
