import { areaOf, type Need } from '../content/vocabulary.ts'
import { type ClauseText, phraseTable, type Span } from './clause.ts'
import { statements } from './whose.ts'

/** Needs that a statement of a few words can state whole: 「家賃が払えません」「息子が不登校で」. */
const STATED_IN_PASSING: ReadonlySet<Need> = new Set<Need>([
  'ageing.care',
  'ageing.dementia',
  'ageing.carer',
  'disability.hikikomori',
  'disability.development',
  'childcare.school',
  'childcare.development',
  'childcare.baby',
  'childcare.daycare',
  'childcare.youngcarer',
  'hardship.rent',
  'hardship.money',
  'hardship.food',
  'hardship.debt',
  'hardship.work',
  'hardship.lifeline',
  'health.mind',
])

/** 「母の介護と自分の仕事のことで悩んでいます」: four characters, and the second need of the sentence. */
const OWN_WORK = phraseTable(['自分の仕事', '私の仕事', 'わたしの仕事', '僕の仕事', '俺の仕事'])

/** A longer text tells a story, and its parts are chapters rather than needs. */
const LONGEST = 200
const SHORTEST_PART = 6
const MOST_PARTS = 5
const MOST_FOUND = 2
/** Alone the part must be clear, and the whole text must not speak against its area. */
const SURE = 0.7
const ECHO = 0.03

/**
 * Needs of further areas that one statement of the text speaks of and the text as a whole does not show:
 * the classifier hears the loudest need, and 「母が認知症で、家賃が払えません」 has two.
 */
export function partNeeds(
  clause: ClauseText,
  known: readonly Need[],
  /** The most probable need of a stretch of the text alone, and how probable a need is for the whole. */
  score: {
    readonly best: (at: Span) => { readonly need: Need; readonly score: number } | null
    readonly whole: (need: Need) => number
  },
): readonly { readonly need: Need; readonly at: Span }[] {
  const { text } = clause
  if (text.length > LONGEST) return []
  const areas = new Set(known.map(areaOf))
  const found: { need: Need; at: Span }[] = []
  const [work] = clause.find(OWN_WORK)
  if (work && !areas.has('hardship')) {
    areas.add('hardship')
    found.push({ need: 'hardship.work', at: [work.start, work.end] })
  }
  // Most texts hint at nothing more: then no part has to be read.
  const echo = new Map<string, number>()
  for (const need of STATED_IN_PASSING)
    echo.set(areaOf(need), (echo.get(areaOf(need)) ?? 0) + score.whole(need))
  const hinted = [...STATED_IN_PASSING].filter((need) => (echo.get(areaOf(need)) ?? 0) >= ECHO)
  if (hinted.every((need) => areas.has(areaOf(need)))) return found
  const parts = statements(clause).filter(([from, to]) => to - from >= SHORTEST_PART)
  if (parts.length < 2 || parts.length > MOST_PARTS) return found
  for (const at of parts) {
    const best = score.best(at)
    if (!best || best.score < SURE || areas.has(areaOf(best.need))) continue
    const { need } = best
    if (!hinted.includes(need)) continue
    areas.add(areaOf(need))
    found.push({ need, at })
    if (found.length === MOST_FOUND) break
  }
  return found
}
