import type { CorpusScore, Score } from './score-corpus.ts'
import type { DangerScore } from './score-dangers.ts'

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8)
const row = (name: string, { precision, recall, f1, support }: Score) =>
  `${name.padEnd(12)} ${percent(precision)} ${percent(recall)} ${percent(f1)} ${String(support).padStart(6)}`

const dangerRow = (file: string, of: DangerScore) =>
  [
    file.padEnd(22),
    percent(of.recall),
    percent(of.emergencies),
    percent(of.falseAlarms),
    percent(of.gravity),
    percent(of.kind),
    `${of.dangerous} + ${of.harmless}`.padStart(12),
  ].join(' ')

const utterances = (file: string, score: CorpusScore) => [
  `${file}: ${score.utterances} utterances`,
  '',
  'area         precision   recall       F1   rows',
  ...Object.entries(score.perArea).map(([area, of]) => row(area, of)),
  row('micro', score.micro),
  '',
  `main area right ${percent(score.main)}   needs F1 ${percent(score.needs.f1)}   speaker ${percent(score.speaker)}`,
  '',
]

const confusions = (file: string, { confusion, misses }: CorpusScore) => [
  `${file}: confused (gold → given)`,
  ...confusion.slice(0, 20).map(([pair, count]) => `${String(count).padStart(4)}  ${pair}`),
  '',
  `${file}: misses (${misses.length})`,
  ...misses,
  '',
]

/** The corpus scores as tables for people, file by file: per label, what is confused with what, danger, and every miss. */
export function corpusReport(
  scores: ReadonlyMap<string, CorpusScore>,
  dangers: ReadonlyMap<string, DangerScore>,
): string {
  return [
    ...[...scores].flatMap(([file, of]) => utterances(file, of)),
    'danger                   recall emergency  false alarm gravity     kind         rows',
    ...[...dangers].map(([file, of]) => dangerRow(file, of)),
    '',
    ...[...scores].flatMap(([file, of]) => confusions(file, of)),
    ...[...dangers].flatMap(([file, { misses }]) => [
      `${file}: misses and false alarms (${misses.length})`,
      ...misses,
      '',
    ]),
  ].join('\n')
}
