import { type Model, tableOf } from '../text/model.ts'
import type { Vocabulary } from './matrix.ts'
import type { LinearWeights } from './svm.ts'

type Quantised = Pick<Model, 'table' | 'rows' | 'idf' | 'weights' | 'scale' | 'bias'>

/** Rounds the weights to int8 per label and keeps the features that still say something. */
export function quantise(
  labels: number,
  vocabulary: Vocabulary,
  mostCells: number,
  weightsOf: (label: number) => LinearWeights,
): Quantised {
  const width = vocabulary.keys.length
  const scale = new Float32Array(labels)
  const bias = new Float32Array(labels)
  const dense = new Int8Array(width * labels)
  const strength = new Float64Array(width)
  for (let label = 0; label < labels; label++) {
    const trained = weightsOf(label)
    const most = trained.weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0)
    const step = most / 127 || 1
    scale[label] = step
    bias[label] = trained.bias
    for (let row = 0; row < width; row++) {
      const weight = trained.weights[row] ?? 0
      dense[row * labels + label] = Math.round(weight / step)
      strength[row] = Math.max(strength[row] ?? 0, Math.abs(weight))
    }
  }
  let kept = [...strength.keys()].filter((row) =>
    dense.subarray(row * labels, (row + 1) * labels).some((weight) => weight !== 0),
  )
  const room = Math.max(1, Math.floor(mostCells / Math.max(1, labels)))
  if (kept.length > room) {
    kept.sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    kept = kept.slice(0, room).sort((a, b) => a - b)
  }
  const weights = new Int8Array(kept.length * labels)
  for (const [at, row] of kept.entries()) {
    weights.set(dense.subarray(row * labels, (row + 1) * labels), at * labels)
  }
  const keys = Uint32Array.from(kept, (row) => vocabulary.keys[row] ?? 0)
  const idf = Float32Array.from(kept, (row) => vocabulary.idf[row] ?? 0)
  return { ...tableOf(keys), idf, weights, scale, bias }
}
