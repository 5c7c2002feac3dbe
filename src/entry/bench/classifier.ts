import { NlpManager } from 'node-nlp'
import { foldsOf } from '../../build/cross-validate.ts'
import { groupNearDuplicates } from '../../build/near-duplicates.ts'
import { train } from '../../build/train.ts'
import { classify } from '../../text/classify.ts'
import { askForPhrases, extractFeatures } from '../../text/features.ts'
import { decodeModel, encodeModel } from '../../text/model.ts'
import { normalise } from '../../text/normalise.ts'
import type { Token } from '../../text/understanding.ts'

/** A sentence with its labels, the first one the main one. */
export interface LabelledText {
  readonly text: string
  readonly labels: readonly string[]
}

/** Accuracy: the answer is among the labels. Times are per unseen text, tokenising included. */
export interface ClassifierFigures {
  readonly accuracy: number
  readonly train_s: number
  readonly p50_ms: number
  readonly mean_ms: number
  readonly model_bytes: number
}

export interface ClassifierBench {
  readonly train: number
  readonly test: number
  readonly madoguchi: ClassifierFigures
  readonly nlpjs: ClassifierFigures
}

type Tokenise = (text: string) => readonly Token[]

/**
 * Both classifiers on the same split: a fifth is held out, near-duplicates on one side. Both learn
 * the first label of a text only; nlp.js knows no more.
 */
export async function benchClassifier(
  texts: readonly LabelledText[],
  tokenise: Tokenise,
): Promise<ClassifierBench> {
  const held = heldOut(texts)
  const training = texts.filter((_, at) => !held[at])
  const testing = texts.filter((_, at) => held[at])
  const ours = trainOurs(training, tokenise)
  const theirs = await trainNlpjs(training)
  const madoguchi = { ...(await measure(ours.answer, training, testing)), ...ours.figures }
  const nlpjs = { ...(await measure(theirs.answer, training, testing)), ...theirs.figures }
  return { train: training.length, test: testing.length, madoguchi, nlpjs }
}

type Answer = (text: string) => string | Promise<string>

async function measure(answer: Answer, training: readonly LabelledText[], testing: readonly LabelledText[]) {
  // Neither is to pay for loading and for being compiled.
  for (const { text } of training.slice(0, 2000)) await answer(text)
  const times: number[] = []
  let right = 0
  for (const { text, labels } of testing) {
    const before = performance.now()
    const label = await answer(text)
    times.push(performance.now() - before)
    if (labels.includes(label)) right++
  }
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  times.sort((a, b) => a - b)
  return { accuracy: right / testing.length, p50_ms: times[times.length >> 1] ?? 0, mean_ms: mean }
}

function trainOurs(training: readonly LabelledText[], tokenise: Tokenise) {
  const before = performance.now()
  const samples = training.map(({ text, labels }) => {
    const normalised = normalise(text)
    return { features: extractFeatures(normalised, tokenise(normalised.text)), labels: labels.slice(0, 1) }
  })
  const bytes = encodeModel(train(samples))
  const seconds = (performance.now() - before) / 1000
  const model = decodeModel(bytes)
  const phrases = askForPhrases(model)
  const answer: Answer = (text) => {
    const normalised = normalise(text)
    const features = extractFeatures(normalised, tokenise(normalised.text), [], phrases)
    return classify(model, normalised, features).main
  }
  return { answer, figures: { train_s: seconds, model_bytes: bytes.length } }
}

async function trainNlpjs(training: readonly LabelledText[]) {
  const manager = new NlpManager({ languages: ['ja'], autoSave: false, nlu: { log: false } })
  for (const { text, labels } of training) manager.addDocument('ja', text, labels[0] ?? '')
  const before = performance.now()
  const warn = console.warn
  // It warns of every utterance of which its stop words leave nothing.
  console.warn = () => {}
  await manager.train().finally(() => {
    console.warn = warn
  })
  const seconds = (performance.now() - before) / 1000
  const answer: Answer = async (text) => (await manager.process('ja', text)).intent ?? ''
  const bytes = new TextEncoder().encode(manager.export(true)).length
  return { answer, figures: { train_s: seconds, model_bytes: bytes } }
}

function heldOut(texts: readonly LabelledText[]): boolean[] {
  const keys = texts.map(({ text }) => new Set(extractFeatures(normalise(text), []).keys))
  const labels = [...new Set(texts.map((text) => text.labels[0]))]
  const targets = labels.map((label) => Uint8Array.from(texts, (text) => (text.labels[0] === label ? 1 : 0)))
  return Array.from(foldsOf(groupNearDuplicates(keys, 0.5), targets, 5, 1), (fold) => fold === 0)
}
