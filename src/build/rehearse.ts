import { twoBest } from '../text/classify.ts'
import { crossValidate, foldsOf, type Targets } from './cross-validate.ts'
import { type Matrix, selectRows } from './matrix.ts'
import { groupNearDuplicates } from './near-duplicates.ts'
import { type SvmOptions, shuffled } from './svm.ts'
import type { Sample, TrainOptions } from './train.ts'

/** Texts that share this much of their character n-grams are tried in the same fold. */
const ALIKE = 0.6
/** Above so many rows near-duplicates are not looked for: it takes longer than training. */
const MOST_COMPARED = 8000

export interface Rehearsal {
  readonly cost: number
  /** Held-out margins with the best cost, and what would have been right, for the rows tried. */
  readonly margins: readonly Float64Array[]
  readonly targets: Targets
}

/** Tries the costs on held-out folds, on as many of the rows as the time allows. */
export function rehearse(
  matrix: Matrix,
  samples: readonly Sample[],
  targets: Targets,
  settings: TrainOptions,
): Rehearsal {
  const rounds = settings.costs.length * settings.folds
  const work = matrix.values.length * targets.length * rounds
  const tried = Math.min(samples.length, Math.ceil((samples.length * settings.rehearsal) / Math.max(1, work)))
  const rows = shuffled(samples.length, settings.seed).subarray(0, tried).sort()
  const some = targets.map((target) => Uint8Array.from(rows, (row) => target[row] ?? 0))
  const groups = tried > MOST_COMPARED ? Int32Array.from(rows.keys()) : alikeOf(samples, rows)
  const folds = foldsOf(joinGiven(groups, samples, rows), some, settings.folds, settings.seed)
  const part = selectRows(matrix, rows)
  const asked = (column: { readonly [at: number]: number }) =>
    [...rows.keys()].filter((at) => !samples[rows[at] as number]?.aid).map((at) => column[at] as number)
  const wanted = some.map((target) => Uint8Array.from(asked(target)))
  let best: Rehearsal & { score: number } = { cost: 1, margins: [], targets: wanted, score: -1 }
  for (const cost of settings.costs) {
    const optionsFor = optionsPerLabel(some, settings, cost)
    const held = crossValidate(part, some, folds, optionsFor)
    const margins = held.map((column) => Float64Array.from(asked(column)))
    const score = mainScore(wanted, margins)
    if (score > best.score) best = { cost, margins, targets: wanted, score }
  }
  return best
}

function alikeOf(samples: readonly Sample[], rows: Int32Array): Int32Array {
  const sets = [...rows].map((row) => {
    const { keys, starts } = (samples[row] as Sample).features
    return new Set(keys.subarray(starts[0], starts[1]))
  })
  return groupNearDuplicates(sets, ALIKE)
}

/** Lets rows of one given group share the group of the first of them. */
function joinGiven(groups: Int32Array, samples: readonly Sample[], rows: Int32Array): Int32Array {
  const first = new Map<number, number>()
  return groups.map((group, at) => {
    const given = samples[rows[at] as number]?.group
    if (given === undefined) return group
    const known = first.get(given) ?? group
    first.set(given, known)
    return known
  })
}

/** What each label is trained with at a given cost. */
export function optionsPerLabel(
  targets: Targets,
  settings: TrainOptions,
  cost: number,
): (label: number) => SvmOptions {
  return (label) => {
    const target = targets[label] ?? new Uint8Array(0)
    const positives = target.reduce((sum, hit) => sum + hit, 0)
    const lift = positives === 0 ? 1 : ((target.length - positives) / positives) ** settings.balance
    return {
      positiveCost: cost * Math.max(1, lift),
      negativeCost: cost,
      epochs: 12,
      tolerance: 0.1,
      seed: settings.seed,
    }
  }
}

/** Accuracy and macro F1 of the best label, halved: rare labels count when costs are compared. */
function mainScore(targets: Targets, margins: readonly Float64Array[]): number {
  const rows = targets[0]?.length ?? 0
  const given = new Float64Array(targets.length)
  const right = new Float64Array(targets.length)
  for (let row = 0; row < rows; row++) {
    const { best } = twoBest(margins.map((column) => column[row] ?? 0))
    given[best] = (given[best] ?? 0) + 1
    right[best] = (right[best] ?? 0) + (targets[best]?.[row] ?? 0)
  }
  const f1 = targets.map((target, label) => {
    const wanted = target.reduce((sum, hit) => sum + hit, 0)
    return (2 * (right[label] ?? 0)) / Math.max(1, wanted + (given[label] ?? 0))
  })
  const accuracy = right.reduce((sum, hit) => sum + hit, 0) / Math.max(1, rows)
  return accuracy + f1.reduce((sum, value) => sum + value, 0) / Math.max(1, f1.length)
}
