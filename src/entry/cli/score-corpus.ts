import { AREAS, type Area } from '../../content/vocabulary.ts'
import type { Understanding } from '../../text/understanding.ts'

/** One labelled utterance of `test/corpus/utterances.tsv`. */
export interface Utterance {
  readonly text: string
  readonly areas: readonly string[]
  readonly needs: readonly string[]
  readonly speaker: string
}

/** The rows of a corpus file after its header line. */
export function rowsOf(tsv: string): string[][] {
  return tsv
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
}

export function readUtterances(tsv: string): Utterance[] {
  return rowsOf(tsv).map(([text = '', areas = '', needs = '', , , speaker = '']) => ({
    text,
    areas: areas.split('|'),
    needs: needs.split('|'),
    speaker,
  }))
}

export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
}

export interface CorpusScore {
  readonly utterances: number
  readonly micro: Score
  readonly perArea: Readonly<Record<Area, Score>>
  /** Main area right. */
  readonly main: number
  readonly needs: Score
  readonly speaker: number
  /** `gold → given`, most frequent first. */
  readonly confusion: readonly (readonly [string, number])[]
  readonly misses: readonly string[]
}

class Tally {
  hit = 0
  extra = 0
  missed = 0
  add(gold: readonly string[], given: readonly string[], only?: string): void {
    const of = (labels: readonly string[]) => (only === undefined ? labels : labels.filter((l) => l === only))
    for (const label of of(given)) gold.includes(label) ? this.hit++ : this.extra++
    for (const label of of(gold)) if (!given.includes(label)) this.missed++
  }
  score(): Score {
    const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
    return {
      precision: ratio(this.hit, this.hit + this.extra),
      recall: ratio(this.hit, this.hit + this.missed),
      f1: ratio(2 * this.hit, 2 * this.hit + this.extra + this.missed),
      support: this.hit + this.missed,
    }
  }
}

/** Scores understanding on the labelled corpus; micro F1 over label sets. */
export function scoreCorpus(
  utterances: readonly Utterance[],
  understand: (text: string) => Understanding,
): CorpusScore {
  const areas = new Tally()
  const needs = new Tally()
  const per = Object.fromEntries(AREAS.map((area) => [area, new Tally()])) as Record<Area, Tally>
  const confusion = new Map<string, number>()
  const misses: string[] = []
  let main = 0
  let speaker = 0
  for (const gold of utterances) {
    const given = understand(gold.text)
    areas.add(gold.areas, given.areas)
    needs.add(gold.needs, given.needs)
    for (const area of AREAS) per[area].add(gold.areas, given.areas, area)
    if (gold.areas.includes(given.areas[0] ?? '')) main++
    else {
      const pair = `${gold.areas[0]} → ${given.areas[0]}`
      confusion.set(pair, (confusion.get(pair) ?? 0) + 1)
    }
    if (gold.speaker === given.speaker) speaker++
    if (new Set([...gold.areas, ...given.areas]).size !== gold.areas.length)
      misses.push(`${gold.areas.join('|')} → ${given.areas.join('|')}  ${gold.text}`)
  }
  return {
    utterances: utterances.length,
    micro: areas.score(),
    perArea: Object.fromEntries(AREAS.map((area) => [area, per[area].score()])) as Record<Area, Score>,
    main: main / utterances.length,
    needs: needs.score(),
    speaker: speaker / utterances.length,
    confusion: [...confusion].sort((a, b) => b[1] - a[1]),
    misses,
  }
}
