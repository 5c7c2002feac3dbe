import type { DangerFinding } from '../../text/understanding.ts'
import { rowsOf } from './score-corpus.ts'

/** One labelled text of a danger table of `test/corpus`. */
export interface DangerText {
  readonly text: string
  readonly danger: string
  readonly kind: string
}

export function readDangerTexts(tsv: string): DangerText[] {
  return rowsOf(tsv).map(([text = '', danger = '', kind = '']) => ({ text, danger, kind }))
}

/** How danger is found in one table; rates are 0–1. */
export interface DangerScore {
  readonly dangerous: number
  readonly harmless: number
  /** Of the dangerous, found at all. */
  readonly recall: number
  /** The same of the emergencies alone. */
  readonly emergencies: number
  /** Of the harmless, taken for danger. */
  readonly falseAlarms: number
  /** Of the dangerous, with the right gravity, with the right kind. */
  readonly gravity: number
  readonly kind: number
  readonly misses: readonly string[]
}

export function scoreDangers(
  texts: readonly DangerText[],
  findDanger: (text: string) => DangerFinding,
): DangerScore {
  const judged = texts.map((gold) => ({ gold, given: findDanger(gold.text) }))
  const dangerous = judged.filter(({ gold }) => gold.danger !== 'none')
  const harmless = judged.filter(({ gold }) => gold.danger === 'none')
  const share = (rows: typeof judged, holds: (row: (typeof judged)[number]) => boolean) =>
    rows.length === 0 ? 0 : rows.filter(holds).length / rows.length
  const isFound = ({ given }: (typeof judged)[number]) => given.danger !== 'none'
  return {
    dangerous: dangerous.length,
    harmless: harmless.length,
    recall: share(dangerous, isFound),
    emergencies: share(
      dangerous.filter(({ gold }) => gold.danger === 'emergency'),
      isFound,
    ),
    falseAlarms: share(harmless, isFound),
    gravity: share(dangerous, ({ gold, given }) => gold.danger === given.danger),
    kind: share(dangerous, ({ gold, given }) => gold.kind === given.kind),
    misses: judged
      .filter((row) => isFound(row) !== (row.gold.danger !== 'none'))
      .map(
        ({ gold, given }) =>
          `${gold.danger} ${gold.kind} → ${given.danger} ${given.kind ?? '-'}  ${gold.text}`,
      ),
  }
}
