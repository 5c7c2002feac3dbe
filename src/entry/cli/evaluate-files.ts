import { type Sample, train } from '../../build/train.ts'
import { classify } from '../../text/classify.ts'
import { askForPhrases, extractFeatures } from '../../text/features.ts'
import { decodeModel, encodeModel } from '../../text/model.ts'
import { normalise } from '../../text/normalise.ts'
import type { Token } from '../../text/understanding.ts'
import { type Row, readRows } from './read-rows.ts'
import { type LabelFigures, scorePredictions } from './score-predictions.ts'

export type Tokenise = (text: string) => readonly Token[]

/** The command's JSON, as `contract.md` has it. Rates are 0–1, model size is in bytes. */
export interface EvaluationResult {
  readonly accuracy: number
  readonly macro_f1: number
  readonly micro_f1: number
  readonly train_s: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly model_bytes: number
  readonly per_label: Readonly<Record<string, LabelFigures>>
}

/**
 * Trains on one TSV text and measures on the other. The model measured is the one a file would
 * hold: quantised, encoded and read back. Times include normalising and tokenising. Throws one sentence
 * when a file holds no labelled line.
 */
export function evaluateFiles(
  trainText: string,
  testText: string,
  tokenise: Tokenise,
  note: (line: string) => void = () => {},
): EvaluationResult {
  const training = readRows(trainText, (line) => note(`train ${line}`))
  const testing = readRows(testText, (line) => note(`test ${line}`))
  if (training.length === 0) throw new Error('The training file has no line of text<TAB>label.')
  if (testing.length === 0) throw new Error('The test file has no line of text<TAB>label.')
  const started = performance.now()
  const bytes = encodeModel(train(training.map((row) => sampleOf(row, tokenise))))
  const trainSeconds = (performance.now() - started) / 1000
  const model = decodeModel(bytes)
  const phrases = askForPhrases(model)
  const answer = (text: string) => {
    const normalised = normalise(text)
    const features = extractFeatures(normalised, tokenise(normalised.text), [], phrases)
    return classify(model, normalised, features)
  }
  // A service has answered before; the first texts would measure the compiler.
  for (const row of training.slice(0, 2000)) answer(row.text)
  const times: number[] = []
  const predictions = testing.map((row) => {
    const before = performance.now()
    const { main, labels } = answer(row.text)
    times.push(performance.now() - before)
    return { gold: row.labels, main, labels: labels.map(({ label }) => label) }
  })
  times.sort((a, b) => a - b)
  const { per_label, ...rates } = scorePredictions(predictions)
  return {
    ...rates,
    train_s: round(trainSeconds, 3),
    p50_ms: round(rank(times, 0.5), 4),
    p99_ms: round(rank(times, 0.99), 4),
    model_bytes: bytes.length,
    per_label,
  }
}

function sampleOf(row: Row, tokenise: Tokenise): Sample {
  const normalised = normalise(row.text)
  return { features: extractFeatures(normalised, tokenise(normalised.text)), labels: row.labels }
}

/** The nearest-rank percentile of an ordered list. */
function rank(ordered: readonly number[], share: number): number {
  return ordered[Math.max(0, Math.ceil(ordered.length * share) - 1)] ?? 0
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
