import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAllContent } from '../../build/content.ts'
import { ROOT } from '../../build/inputs.ts'
import { ensureBuilt } from '../../build/stages.ts'
import { sentencesOf } from '../../build/train-intents.ts'
import { loadGuide } from '../load.ts'
import { benchClassifier } from './classifier.ts'

interface TokeniserFigures {
  readonly load_ms: number
  readonly grown_mb: number
  readonly characters_per_s: number
  readonly worst_ms: Readonly<Record<string, number>>
}

/** 5,000 characters of eight kinds that make a tokeniser slow. */
function worstTexts(): Record<string, string> {
  const fill = (unit: string) => unit.repeat(Math.ceil(5000 / unit.length)).slice(0, 5000)
  return {
    'one kanji': fill('語'),
    hiragana: fill('あ'),
    'real hiragana': fill('ははのものわすれがひどくてこまっています'),
    katakana: fill('ヴァ'),
    ascii: fill('a'),
    digits: fill('1234567890'),
    emoji: fill('😭'),
    mixed: fill('母のCTが3回目で、ｶﾅと𠮷と—!?「…」'),
  }
}

const row = (name: string, ours: string, peer: string, bar: string) =>
  console.log(`${name.padEnd(44)} ${ours.padStart(14)} ${peer.padStart(14)}   ${bar}`)
const times = (factor: number) => `${factor.toFixed(1)}×`

/** `npm run bench`: figures beside peers, in one run. These machines are noisy: read the ratios. */
export async function benchUnderstanding(): Promise<number> {
  const built = ensureBuilt()
  const { content } = readAllContent()
  if (!built || !content) return 1
  const sentences = sentencesOf(content.intents)
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  const texts = join(folder, 'texts.json')
  writeFileSync(texts, JSON.stringify({ ordinary: sentences.map(({ text }) => text), worst: worstTexts() }))
  const child = (which: string): TokeniserFigures => {
    const script = join(ROOT, 'src/entry/bench/tokeniser-child.ts')
    const done = spawnSync(process.execPath, [script, which, built.dictionary, texts], { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(done.stderr)
    return JSON.parse(done.stdout) as TokeniserFigures
  }
  const ours = child('ours')
  const stock = child('stock')
  rmSync(folder, { recursive: true })

  row('tokeniser', 'madoguchi', 'kuromoji 0.1.2', 'bar')
  row(
    'characters a second',
    `${Math.round(ours.characters_per_s / 1000)}k`,
    `${Math.round(stock.characters_per_s / 1000)}k`,
    `${times(ours.characters_per_s / stock.characters_per_s)} (≥ 6×)`,
  )
  row(
    'load',
    `${ours.load_ms.toFixed(0)} ms`,
    `${stock.load_ms.toFixed(0)} ms`,
    `1/${(stock.load_ms / ours.load_ms).toFixed(0)} (≤ 1/8)`,
  )
  row(
    'memory grown',
    `${ours.grown_mb.toFixed(0)} MB`,
    `${stock.grown_mb.toFixed(0)} MB`,
    `1/${(stock.grown_mb / ours.grown_mb).toFixed(0)} (≤ 1/6)`,
  )
  for (const [kind, ms] of Object.entries(ours.worst_ms))
    row(
      `5,000 characters: ${kind}`,
      `${ms.toFixed(1)} ms`,
      `${(stock.worst_ms[kind] ?? 0).toFixed(0)} ms`,
      '≤ 15 ms',
    )

  const { guide, tokenise } = await loadGuide(built, 'chuo')
  const utterances = readFileSync(join(ROOT, 'test/corpus/utterances.tsv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
    .filter((text) => text !== '')
  // As in a service that has served for a minute.
  for (let pass = 0; pass < 4; pass++) for (const text of utterances) guide.understand(text, [])
  const latencies = utterances.map((text) => {
    const from = performance.now()
    guide.understand(text, [])
    return performance.now() - from
  })
  latencies.sort((a, b) => a - b)
  console.log()
  row(
    'understanding one utterance, median',
    `${(latencies[latencies.length >> 1] ?? 0).toFixed(3)} ms`,
    '',
    '≤ 0.2 ms',
  )
  for (const [kind, text] of Object.entries(worstTexts())) {
    const from = performance.now()
    guide.understand(text, [])
    row(`understanding 5,000 characters: ${kind}`, `${(performance.now() - from).toFixed(1)} ms`, '', '')
  }

  console.log()
  const labelled = sentences
    .filter(({ needs }) => needs.length > 0)
    .map(({ text, needs }) => ({ text, labels: needs }))
  const { train, test, madoguchi, nlpjs } = await benchClassifier(labelled, tokenise)
  row(`classifier (${train} train, ${test} unseen)`, 'madoguchi', 'nlp.js', 'bar')
  row(
    'accuracy',
    `${(100 * madoguchi.accuracy).toFixed(1)} %`,
    `${(100 * nlpjs.accuracy).toFixed(1)} %`,
    `+${(100 * (madoguchi.accuracy - nlpjs.accuracy)).toFixed(1)} points (≥ 10)`,
  )
  row(
    'median time',
    `${madoguchi.p50_ms.toFixed(3)} ms`,
    `${nlpjs.p50_ms.toFixed(3)} ms`,
    `${times(nlpjs.p50_ms / madoguchi.p50_ms)} (≥ 10×)`,
  )
  row('training', `${madoguchi.train_s.toFixed(1)} s`, `${nlpjs.train_s.toFixed(1)} s`, '')
  row(
    'model',
    `${(madoguchi.model_bytes / 1e6).toFixed(1)} MB`,
    `${(nlpjs.model_bytes / 1e6).toFixed(1)} MB`,
    '≤ 20 MB',
  )
  return 0
}
