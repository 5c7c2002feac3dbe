import type { Matrix } from './matrix.ts'

export interface LinearWeights {
  readonly weights: Float32Array
  readonly bias: number
}

export interface SvmOptions {
  /** Cost of a positive and of a negative sample on the wrong side. */
  readonly positiveCost: number
  readonly negativeCost: number
  readonly epochs: number
  /** Stops when no sample's gradient moves more than this. */
  readonly tolerance: number
  readonly seed: number
}

/**
 * One binary linear SVM with squared hinge loss, by dual coordinate descent with shrinking (Hsieh
 * et al. 2008, as liblinear solves it). The order of the samples is drawn from the seed, so equal
 * input gives equal weights. `samples` are the rows to train on; `scales` are what the square of each
 * column's values is multiplied by, as if the values had been scaled before; the weights are for the
 * values as they are.
 */
export function trainSvm(
  matrix: Matrix,
  samples: Int32Array,
  positive: Uint8Array,
  scales: Float32Array,
  options: SvmOptions,
): LinearWeights {
  const { starts, columns, values } = matrix
  const weights = new Float32Array(matrix.width)
  const alpha = new Float64Array(samples.length)
  // Most rows are on their right side from the start, and nobody ever asks how long they are.
  const norms = new Float64Array(samples.length)
  const normOf = (index: number, begin: number, end: number): number => {
    let norm = norms[index] as number
    if (norm > 0) return norm
    norm = 1
    for (let cell = begin; cell < end; cell++) {
      const value = values[cell] as number
      norm += value * value * (scales[columns[cell] as number] as number)
    }
    norms[index] = norm
    return norm
  }
  const order = Int32Array.from(samples.keys())
  const positiveDiagonal = 0.5 / options.positiveCost
  const negativeDiagonal = 0.5 / options.negativeCost
  const random = randomFrom(options.seed)
  let bias = 0
  let active = samples.length
  let highest = Number.POSITIVE_INFINITY
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    let most = 0
    let least = 0
    for (let at = 0; at < active; at++) swap(order, at, at + random(active - at))
    for (let at = 0; at < active; at++) {
      const index = order[at] as number
      const row = samples[index] as number
      const isPositive = positive[row] === 1
      const sign = isPositive ? 1 : -1
      const diagonal = isPositive ? positiveDiagonal : negativeDiagonal
      const begin = starts[row] as number
      const end = starts[row + 1] as number
      let margin = bias
      for (let cell = begin; cell < end; cell++) {
        margin += (weights[columns[cell] as number] as number) * (values[cell] as number)
      }
      const before = alpha[index] as number
      const gradient = sign * margin - 1 + before * diagonal
      if (before === 0 && gradient > highest) {
        // Far on its right side: not looked at again until everything else has settled.
        active--
        swap(order, at, active)
        at--
        continue
      }
      const projected = before === 0 ? Math.min(gradient, 0) : gradient
      if (projected > most) most = projected
      if (projected < least) least = projected
      if (Math.abs(projected) < 1e-12) continue
      const after = Math.max(before - gradient / (normOf(index, begin, end) + diagonal), 0)
      alpha[index] = after
      const step = (after - before) * sign
      bias += step
      for (let cell = begin; cell < end; cell++) {
        const column = columns[cell] as number
        weights[column] =
          (weights[column] as number) + step * (values[cell] as number) * (scales[column] as number)
      }
    }
    if (most - least <= options.tolerance) {
      if (active === samples.length) break
      active = samples.length
      highest = Number.POSITIVE_INFINITY
      continue
    }
    highest = most <= 0 ? Number.POSITIVE_INFINITY : most
  }
  return { weights, bias }
}

/** The decision value of one row. */
export function marginOf(matrix: Matrix, row: number, { weights, bias }: LinearWeights): number {
  let margin = bias
  for (let cell = matrix.starts[row] as number; cell < (matrix.starts[row + 1] as number); cell++) {
    margin += (weights[matrix.columns[cell] as number] as number) * (matrix.values[cell] as number)
  }
  return margin
}

/** Whole numbers below `limit`, the same for the same seed (xorshift32). */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed | 0 || 1
  return (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
}

/** The list in an order drawn from the seed. */
export function shuffled(length: number, seed: number): Int32Array {
  const order = Int32Array.from({ length }, (_, at) => at)
  const random = randomFrom(seed)
  for (let at = 0; at < length; at++) swap(order, at, at + random(length - at))
  return order
}

function swap(list: Int32Array, a: number, b: number): void {
  const kept = list[a] as number
  list[a] = list[b] as number
  list[b] = kept
}
