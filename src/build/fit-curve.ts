/** A logistic curve: P = 1 / (1 + exp(-(weights · inputs + constant))), every weight ≥ 0. */
export interface Curve {
  readonly weights: readonly number[]
  readonly constant: number
}

/**
 * Fits a logistic curve by Newton's method, with Platt's softened targets, so that a label with few
 * examples never claims 0 or 1. An input whose weight would fall below zero is left out: more
 * margin may never mean less belief.
 */
export function fitCurve(inputs: readonly (readonly number[])[], hits: ArrayLike<number>): Curve {
  const width = inputs[0]?.length ?? 0
  let used = Array.from({ length: width }, (_, at) => at)
  for (;;) {
    const solved = newton(inputs, hits, used)
    const negative = used.filter((_, at) => (solved[at] ?? 0) < 0)
    if (negative.length === 0) {
      const weights = new Array<number>(width).fill(0)
      for (const [at, column] of used.entries()) weights[column] = solved[at] ?? 0
      return { weights, constant: solved[used.length] ?? 0 }
    }
    used = used.filter((column) => !negative.includes(column))
  }
}

function newton(
  inputs: readonly (readonly number[])[],
  hits: ArrayLike<number>,
  used: readonly number[],
): number[] {
  const size = used.length + 1
  let positives = 0
  for (let at = 0; at < inputs.length; at++) positives += hits[at] ? 1 : 0
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (inputs.length - positives + 2)
  let solved = new Array<number>(size).fill(0)
  solved[size - 1] = Math.log((positives + 1) / (inputs.length - positives + 1))
  let loss = Number.POSITIVE_INFINITY
  let step = 1
  let previous = solved
  for (let round = 0; round < 60; round++) {
    const gradient = new Array<number>(size).fill(0)
    const hessian = Array.from({ length: size }, (_, at) =>
      Array.from({ length: size }, (_, other) => (at === other ? 1e-6 : 0)),
    )
    let now = 0
    for (const [row, input] of inputs.entries()) {
      const x = [...used.map((column) => input[column] ?? 0), 1]
      const z = x.reduce((sum, value, at) => sum + value * (solved[at] ?? 0), 0)
      const target = hits[row] ? high : low
      const p = 1 / (1 + Math.exp(-z))
      now += z >= 0 ? (1 - target) * z + Math.log1p(Math.exp(-z)) : -target * z + Math.log1p(Math.exp(z))
      for (let a = 0; a < size; a++) {
        gradient[a] = (gradient[a] ?? 0) + (p - target) * (x[a] ?? 0)
        const line = hessian[a] as number[]
        for (let b = 0; b < size; b++) line[b] = (line[b] ?? 0) + p * (1 - p) * (x[a] ?? 0) * (x[b] ?? 0)
      }
    }
    if (now > loss + 1e-12) {
      // Too far: go back half way.
      step /= 2
      if (step < 1e-6) return previous
      solved = previous.map((value, at) => (value + (solved[at] ?? 0)) / 2)
      continue
    }
    if (loss - now < 1e-9 * Math.max(1, now)) return solved
    loss = now
    step = 1
    previous = solved
    const move = solve(hessian, gradient)
    solved = solved.map((value, at) => value - (move[at] ?? 0))
  }
  return previous
}

/** Gaussian elimination with pivoting; the matrices here are at most 3 × 3. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row
    }
    const line = rows[pivot] as number[]
    rows[pivot] = rows[column] as number[]
    rows[column] = line
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const other = rows[row] as number[]
      const factor = (other[column] ?? 0) / (line[column] || 1e-12)
      for (let at = column; at <= size; at++) other[at] = (other[at] ?? 0) - factor * (line[at] ?? 0)
    }
  }
  return rows.map((line, at) => (line[size] ?? 0) / (line[at] || 1e-12))
}
