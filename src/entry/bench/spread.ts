/** Median and tail of some measurements. */
export interface Spread {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly most: number
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: sorted.at(-1) ?? 0 }
}

export const median = (values: readonly number[]): number => spread(values).p50
