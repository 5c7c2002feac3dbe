import { areaOf, type Need } from '../content/vocabulary.ts'
import { decadeAround } from './age.ts'
import type { ClauseText, Span } from './clause.ts'
import type { Named } from './speaker.ts'
import { peopleIn } from './speaker.ts'
import type { Person, Whose } from './understanding.ts'

/** A need and where the text speaks of it; null when no word shows it. */
export interface PlacedNeed {
  readonly need: Need
  readonly at: Span | null
}

/** A statement without a subject is the speaker's own: 「母が認知症で、家賃が払えません」. */
const OWN_WHEN_UNSAID: ReadonlySet<string> = new Set(['hardship', 'housing', 'legal', 'foreigner'])
/** What one household lives on is the trouble of whoever tells it: 「夫がうつ病で働けず、子どもの給食費が払えません」. */
const SHARED: ReadonlySet<Need> = new Set<Need>([
  'hardship.money',
  'hardship.rent',
  'hardship.food',
  'hardship.lifeline',
  'hardship.arrears',
])
const PARTNER = /^(夫|妻|旦那|だんな|主人|家内|嫁|おっと|つま|パートナー)/
/** 「母の介護に疲れた」: the one who cares is meant, whoever is named with の. */
const OF_THE_CARER: ReadonlySet<Need> = new Set<Need>([
  'ageing.carer',
  'childcare.youngcarer',
  'childcare.single',
  'childcare.pregnancy',
])
/** Between a need and the person it describes: 「引きこもりの兄」「認知症になった母」. */
const MOST_BETWEEN = 8
const TOGETHER =
  /^(と)?(二人|2人|ふたり|三人|3人)?(暮らし|ぐらし|で暮ら|と暮ら|と同居|同居|と一緒に(暮|住)|と住)/

/** The parts of a text that each state something: up to a mark, a clause that goes on, or another person. */
export function statements(clause: ClauseText, people: readonly Named[] = peopleIn(clause)): Span[] {
  const ends = new Set<number>([clause.text.length])
  for (const { pos, pos1, surface, start, end } of clause.tokens) {
    const joins = pos === '助詞' && pos1 === '接続助詞' && !/^(て|で|ば|と)$/.test(surface)
    if (joins || /^[、。，．,!?！？\n.]+$/.test(surface)) ends.add(end)
    // 「母の介護と自分の仕事」: the second person opens a statement of their own.
    if (/^(and|but)$/i.test(surface)) ends.add(start)
    if (surface === 'と' && people.some((one) => one.start === end)) ends.add(end)
    if (start === 0) ends.add(0)
  }
  const sorted = [...ends].sort((a, b) => a - b)
  return sorted.slice(1).map((end, i): Span => [sorted[i] ?? 0, end])
}

const may = ({ role }: Named) => role === 'owner' || role === 'beside' || role === 'self'
const wordOf = ({ role, word }: Named) => (role === 'self' ? 'self' : word)
/** 母が, 母は, 母も: what follows is told of her. */
const isSubject = ({ after, role }: Named) => role === 'self' || /^(が|は|も|って|、|$)/.test(after)

function within([from, to]: Span, text: string, at: Span, people: readonly Named[]): Named | undefined {
  const here = people.filter((one) => one.start >= from && one.start < to && may(one))
  const before = here.findLast((one) => one.start < at[1])
  if (before) return before
  return here.find(
    (one) => one.start - at[1] <= MOST_BETWEEN && !/[はがを]/.test(text.slice(at[1], one.start)),
  )
}

/** 「My mother has dementia and I lost my job」: a statement that opens with I is the speaker's own. */
function inEnglish(text: string, needs: readonly PlacedNeed[], parts: readonly Span[]): Whose[] {
  return needs.flatMap(({ need, at }): Whose[] => {
    const part = at && parts.find(([from, to]) => at[0] >= from && at[0] < to)
    return part && /^\W*(?:and |but )?I\b/.test(text.slice(...part)) ? [{ need, member: 'self' }] : []
  })
}

/** Whose each need is, where the words say so. */
export function whoseNeeds(clause: ClauseText, needs: readonly PlacedNeed[]): Whose[] {
  const people = peopleIn(clause)
  const parts = statements(clause, people)
  if (!people.some(may)) return inEnglish(clause.text, needs, parts)
  return needs.flatMap(({ need, at }): Whose[] => {
    if (at === null) return []
    const part = parts.find(([from, to]) => at[0] >= from && at[0] < to) ?? [0, clause.text.length]
    const person = within(part, clause.text, at, people)
    const area = areaOf(need)
    if (OF_THE_CARER.has(need)) {
      const carer = people.findLast(
        (one) => one.start >= part[0] && one.start < at[1] && may(one) && isSubject(one),
      )
      return [{ need, member: carer ? wordOf(carer) : 'self' }]
    }
    // 「子どもの給食費が払えない」 is the parent's trouble.
    const shared = person && SHARED.has(need) && PARTNER.test(person.word)
    if (shared || (person?.child && OWN_WHEN_UNSAID.has(area) && !isSubject(person)))
      return [{ need, member: 'self' }]
    if (person) return [{ need, member: wordOf(person) }]
    if (OWN_WHEN_UNSAID.has(area)) return [{ need, member: 'self' }]
    // 「母が認知症です。夜中に出ていきます」: the talk is still about her.
    const topic = people.findLast((one) => one.end <= part[0] && may(one) && isSubject(one))
    return topic ? [{ need, member: wordOf(topic) }] : []
  })
}

/** The people of the household a text names, without those it names for what they did. */
export function personsIn(clause: ClauseText): Person[] {
  const persons = new Map<string, Person>()
  for (const named of peopleIn(clause)) {
    // 「80代の母と、引きこもりの兄」: the mother is there, though the need is not hers.
    const there = may(named) || (named.role === 'mere' && /^(と(?!離婚|別れ|別居)|も)/.test(named.after))
    if (!there) continue
    const word = wordOf(named)
    const known = persons.get(word)
    persons.set(word, {
      word,
      decade: known?.decade ?? decadeAround(named.before, named.after),
      together:
        known?.together ||
        TOGETHER.test(named.after) ||
        /(同居(する|している)?の?|同居中の)$/.test(named.before),
    })
  }
  return [...persons.values()].slice(0, 6)
}
