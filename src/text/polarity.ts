import type { ClauseText, Span } from './clause.ts'
import { negatedSpans } from './polarity/negation.ts'
import { pastSpans } from './polarity/past.ts'
import { quotedSpans, toldSpans } from './polarity/quotation.ts'
import { workSpans } from './polarity/work.ts'

export type { Span } from './clause.ts'

/** Parts of a text that do not say what the resident needs now. Spans may overlap; none is empty. */
export interface Polarity {
  /** Said not to be so. Lacks are not in here: お金がない and 眠れない are needs. */
  readonly negated: readonly Span[]
  /** Over: 「去年は…でした」「もう解決しました」. */
  readonly past: readonly Span[]
  /** About people in the news or in a story. */
  readonly quoted: readonly Span[]
  /** The words of a real person, reported: who is spoken of may well need it. Not to be passed over. */
  readonly told: readonly Span[]
  /** A field named as work: 介護の仕事. */
  readonly work: readonly Span[]
}

/** Reads one text; spans are UTF-16 offsets into the joined surfaces of its tokens. */
export function polarity(clause: ClauseText): Polarity {
  return {
    negated: negatedSpans(clause),
    past: pastSpans(clause),
    quoted: quotedSpans(clause),
    told: toldSpans(clause),
    work: workSpans(clause),
  }
}

/** Some span covers all of [start, end). */
export function covers(spans: readonly Span[], start: number, end: number): boolean {
  return spans.some(([from, to]) => from <= start && end <= to)
}
