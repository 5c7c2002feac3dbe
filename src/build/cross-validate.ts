import type { Matrix } from './matrix.ts'
import { marginOf, type SvmOptions, shuffled } from './svm.ts'
import { trainLabel } from './train-label.ts'

/** Which labels each training row has: `targets[label][row]` is 1 or 0. */
export type Targets = readonly Uint8Array[]

/**
 * A fold for every row. Rows of one group share a fold, so that nothing is tested on its near-copy;
 * groups are dealt out label by label, so that every fold sees rare labels.
 */
export function foldsOf(groups: Int32Array, targets: Targets, folds: number, seed: number): Uint8Array {
  const sizes = targets.map((target) => target.reduce((sum, hit) => sum + hit, 0))
  const rarest = (row: number): number => {
    let found = -1
    for (const [label, target] of targets.entries()) {
      if (target[row] === 1 && (found < 0 || (sizes[label] ?? 0) < (sizes[found] ?? 0))) found = label
    }
    return found
  }
  const members = new Map<number, number[]>()
  for (const row of shuffled(groups.length, seed)) {
    const group = groups[row] ?? row
    const rows = members.get(group)
    if (rows === undefined) members.set(group, [row])
    else rows.push(row)
  }
  const dealt = [...members.values()].map((rows) => ({ rows, label: rarest(rows[0] ?? 0) }))
  dealt.sort((a, b) => a.label - b.label)
  const out = new Uint8Array(groups.length)
  for (const [at, { rows }] of dealt.entries()) for (const row of rows) out[row] = at % folds
  return out
}

/** The margin of every row for every label, from models that have not seen the row's fold. */
export function crossValidate(
  matrix: Matrix,
  targets: Targets,
  folds: Uint8Array,
  optionsFor: (label: number) => SvmOptions,
): Float64Array[] {
  const margins = targets.map(() => new Float64Array(folds.length))
  const count = folds.reduce((most, fold) => Math.max(most, fold + 1), 0)
  for (let fold = 0; fold < count; fold++) {
    const inside = Int32Array.from(folds.keys().filter((row) => folds[row] !== fold))
    const outside = Int32Array.from(folds.keys().filter((row) => folds[row] === fold))
    for (const [label, target] of targets.entries()) {
      const weights = trainLabel(matrix, inside, target, optionsFor(label))
      const column = margins[label] as Float64Array
      for (const row of outside) column[row] = marginOf(matrix, row, weights)
    }
  }
  return margins
}
