import { pickRows, scaled } from '../text/feature-rows.ts'
import type { Model } from '../text/model.ts'
import { bucketsOf } from '../text/vector.ts'
import type { Vocabulary } from './matrix.ts'
import type { LinearWeights } from './svm.ts'

type Quantised = Pick<Model, 'known' | 'buckets' | 'weights' | 'bias'>

/**
 * Rounds the weights of each feature to int8 by its greatest one, and keeps the features that say
 * most. By feature and not by label: one strong word would leave a label's other weights at 0 or 1.
 */
export function quantise(
  vocabulary: Vocabulary,
  trained: readonly LinearWeights[],
  mostCells: number,
): Quantised {
  const labels = trained.length
  const strength = new Float32Array(vocabulary.known.count)
  for (const { weights } of trained) {
    for (let row = 0; row < strength.length; row++) {
      strength[row] = Math.max(strength[row] as number, Math.abs(weights[row] as number))
    }
  }
  const room = Math.max(1, Math.floor(mostCells / Math.max(1, labels)))
  let kept = [...strength.keys()].filter((row) => (strength[row] as number) > 0)
  if (kept.length > room) {
    kept.sort((a, b) => (strength[b] as number) - (strength[a] as number) || a - b)
    kept = kept.slice(0, room).sort((a, b) => a - b)
  }
  const weights = new Int8Array(kept.length * labels)
  const scale = Float32Array.from(kept, (row) => (strength[row] as number) / 127)
  for (const [label, column] of trained.entries()) {
    for (const [at, row] of kept.entries()) {
      weights[at * labels + label] = Math.round((column.weights[row] as number) / (scale[at] as number))
    }
  }
  const known = scaled(pickRows(vocabulary.known, kept), scale)
  const bias = Float32Array.from(trained, ({ bias }) => bias)
  return { known, buckets: bucketsOf(known), weights, bias }
}
