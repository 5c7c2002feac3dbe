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

/**
 * The corpus scores as tables for people: per label, what is confused with what, danger file by file, and every
 * miss.
 */
export function corpusReport(score: CorpusScore, dangers: ReadonlyMap<string, DangerScore>): string {
  return [
    `${score.utterances} utterances of test/corpus`,
    '',
    'area         precision   recall       F1   rows',
    ...Object.entries(score.perArea).map(([area, of]) => row(area, of)),
    row('micro', score.micro),
    '',
    `main area right ${percent(score.main)}   needs F1 ${percent(score.needs.f1)}   speaker ${percent(score.speaker)}`,
    '',
    'danger                   recall emergency  false alarm gravity     kind         rows',
    ...[...dangers].map(([file, of]) => dangerRow(file, of)),
    '',
    'confused (gold → given)',
    ...score.confusion.slice(0, 20).map(([pair, count]) => `${String(count).padStart(4)}  ${pair}`),
    '',
    `misses (${score.misses.length})`,
    ...score.misses,
    '',
    ...[...dangers].flatMap(([file, { misses }]) => [
      `${file}: misses and false alarms (${misses.length})`,
      ...misses,
      '',
    ]),
  ].join('\n')
}
