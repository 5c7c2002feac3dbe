import type { CorpusScore, Score } from './score-corpus.ts'

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8)
const row = (name: string, { precision, recall, f1, support }: Score) =>
  `${name.padEnd(12)} ${percent(precision)} ${percent(recall)} ${percent(f1)} ${String(support).padStart(6)}`

/** The corpus score as a table for people: per label, what is confused with what, and every miss. */
export function corpusReport(score: CorpusScore): string {
  return [
    `${score.utterances} utterances of test/corpus`,
    '',
    'area         precision   recall       F1   rows',
    ...Object.entries(score.perArea).map(([area, of]) => row(area, of)),
    row('micro', score.micro),
    '',
    `main area right ${percent(score.main)}   needs F1 ${percent(score.needs.f1)}   speaker ${percent(score.speaker)}`,
    `danger recall ${percent(score.dangerRecall)}   false alarms ${percent(score.falseAlarms)}   gravity right ${percent(score.dangerExact)}   kind right ${percent(score.dangerKind)}`,
    '',
    'confused (gold → given)',
    ...score.confusion.slice(0, 20).map(([pair, count]) => `${String(count).padStart(4)}  ${pair}`),
    '',
    `misses (${score.misses.length})`,
    ...score.misses,
    '',
    `danger misses and false alarms (${score.dangerMisses.length})`,
    ...score.dangerMisses,
  ].join('\n')
}
