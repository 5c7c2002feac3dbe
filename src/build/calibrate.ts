import { twoBest } from '../text/classify.ts'
import type { Calibration as Judged } from '../text/model.ts'
import type { Targets } from './cross-validate.ts'
import { fitCurve } from './fit-curve.ts'

type Calibration = Omit<Judged, 'single'>

/**
 * Turns held-out margins into probabilities, thresholds and the trust in the main label. `bias` is
 * what each label's margin is when a text holds nothing known.
 */
export function calibrate(
  targets: Targets,
  margins: readonly Float64Array[],
  bias: readonly number[],
): Calibration {
  const slope = new Float32Array(targets.length)
  const offset = new Float32Array(targets.length)
  const scores = margins.map((column, label) => {
    const curve = fitCurve(
      Array.from(column, (margin) => [margin]),
      targets[label] ?? [],
    )
    slope[label] = curve.weights[0] ?? 0
    offset[label] = curve.constant
    return column.map((margin) => 1 / (1 + Math.exp(-((slope[label] ?? 0) * margin + curve.constant))))
  })
  return {
    slope,
    offset,
    threshold: thresholds(targets, scores),
    trust: trustOf(targets, margins, bias),
  }
}

/**
 * The same with one curve and one threshold for all labels: where few texts were held out, or the margins are
 * logits already.
 */
export function calibrateTogether(
  targets: Targets,
  margins: readonly Float64Array[],
  bias: readonly number[],
): Calibration {
  const every = margins.flatMap((column) => [...column])
  const hits = targets.flatMap((target) => [...target])
  const { weights, constant } = fitCurve(
    every.map((margin) => [margin]),
    hits,
  )
  const slope = weights[0] ?? 0
  const scores = every.map((margin) => 1 / (1 + Math.exp(-(slope * margin + constant))))
  const threshold = Math.min(1, bestThreshold(scores, hits).threshold)
  const same = (value: number) => new Float32Array(targets.length).fill(value)
  return {
    slope: same(slope),
    offset: same(constant),
    threshold: same(threshold),
    trust: trustOf(targets, margins, bias),
  }
}

function trustOf(
  targets: Targets,
  margins: readonly Float64Array[],
  bias: readonly number[],
): Judged['trust'] {
  const rows = targets[0]?.length ?? 0
  const inputOf = (values: readonly number[]) => {
    const { best, second } = twoBest(values)
    const top = values[best] ?? 0
    return [top, top - (second < 0 ? -1 : (values[second] ?? 0))]
  }
  const inputs = Array.from({ length: rows }, (_, row) => inputOf(margins.map((column) => column[row] ?? 0)))
  const hits = [...mainHits(targets, margins)]
  // One text in fifty is counted as nothing known and wrong: where every held-out row is right, the
  // curve would be flat, and 「zzz」 trusted like the rest.
  for (let count = 0; count < rows / 50; count++) {
    inputs.push(inputOf(bias))
    hits.push(0)
  }
  const { weights, constant } = fitCurve(inputs, hits)
  return [weights[0] ?? 0, weights[1] ?? 0, constant]
}

/** F1-best thresholds; that of a label with few examples is drawn towards the one for all labels. */
function thresholds(targets: Targets, scores: readonly Float64Array[]): Float32Array {
  const everyScore = scores.flatMap((column) => [...column])
  const everyHit = targets.flatMap((column) => [...column])
  const shared = Math.min(1, bestThreshold(everyScore, everyHit).threshold)
  return Float32Array.from(scores, (column, label) => {
    const target = targets[label] ?? new Uint8Array(0)
    const positives = target.reduce((sum, hit) => sum + hit, 0)
    const own = Math.min(1, bestThreshold(column, target).threshold)
    return (positives * own + 20 * shared) / (positives + 20)
  })
}

/** Whether the label with the best margin is right, row by row. */
function mainHits(targets: Targets, margins: readonly Float64Array[]): Uint8Array {
  const rows = targets[0]?.length ?? 0
  return Uint8Array.from({ length: rows }, (_, row) => {
    const { best } = twoBest(margins.map((column) => column[row] ?? 0))
    return targets[best]?.[row] ?? 0
  })
}

/** The score from which calling it a hit gives the best F1, and that F1; Infinity when nothing does. */
export function bestThreshold(
  scores: ArrayLike<number>,
  hits: ArrayLike<number>,
): { threshold: number; f1: number } {
  const order = Array.from({ length: scores.length }, (_, at) => at)
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  let positives = 0
  for (let at = 0; at < hits.length; at++) positives += hits[at] ? 1 : 0
  let best = { threshold: Number.POSITIVE_INFINITY, f1: 0 }
  let right = 0
  for (const [rank, at] of order.entries()) {
    right += hits[at] ? 1 : 0
    const next = scores[order[rank + 1] ?? -1]
    if (next === scores[at]) continue
    const f1 = (2 * right) / (rank + 1 + positives)
    if (f1 > best.f1)
      best = { threshold: next === undefined ? (scores[at] ?? 0) : ((scores[at] ?? 0) + next) / 2, f1 }
  }
  return best
}
