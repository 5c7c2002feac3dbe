import type { Role } from '../content/pattern.ts'
import { type Area, areaOf, type Need, type Speaker } from '../content/vocabulary.ts'
import type { Situation } from './conversation.ts'
import { type Kin, kinOf } from './kin.ts'

/** 世帯の一人: 母・80代, never a name. */
export interface Member extends Kin {
  /** 80 for 80代; null when not said. */
  readonly decade: number | null
  /** Said to live with whoever tells it. */
  readonly together: boolean
  readonly needs: readonly Need[]
}

/** 世帯: who is in it and whose each need is, as far as it was told. */
export interface Household {
  readonly members: readonly Member[]
  readonly speaker: Speaker | null
  /** Ideas that were spoken of and that patterns look for. */
  readonly signs: readonly string[]
}

const NOBODY: Household = { members: [], speaker: null, signs: [] }
const SELF: Kin = { who: '自分', role: 'self' }
const SOMEONE: Kin = { who: 'その方', role: 'someone' }
const CHILD: Kin = { who: '子ども', role: 'child' }

/** Whoever cares, raises or is pregnant tells of themselves, unless the words say otherwise. */
const OF_THE_SPEAKER: ReadonlySet<Need> = new Set<Need>([
  'ageing.carer',
  'childcare.single',
  'childcare.pregnancy',
  'childcare.youngcarer',
])
/** There is a child, mentioned or not. */
const OF_A_CHILD: ReadonlySet<Need> = new Set<Need>([
  'childcare.baby',
  'childcare.daycare',
  'childcare.development',
])
const ELDERS: ReadonlySet<Role> = new Set<Role>(['parent', 'grandparent', 'partner'])
const CHILDREN: ReadonlySet<Role> = new Set<Role>(['child', 'grandchild'])

/** Neighbours and professionals are not of the household they tell of. */
export function tellsOfOthers(speaker: Speaker | null): boolean {
  return speaker === 'neighbour' || speaker === 'professional'
}

/** Whom the talk is about, when a need is nobody's by the words. */
function spokenAbout({ speaker, members }: Situation, people: ReadonlyMap<string, Member>): Kin {
  if (tellsOfOthers(speaker)) return SOMEONE
  if (speaker === 'self') return SELF
  const named = members.map(kinOf).find(({ role }) => role !== 'self')
  const first = named ?? [...people.values()].find(({ role }) => role !== 'self')
  if (first) return { who: first.who, role: first.role }
  return speaker === 'family' ? { who: '家族', role: 'relative' } : SELF
}

function ownerOf(need: Need, situation: Situation, people: ReadonlyMap<string, Member>): Kin {
  const about = spokenAbout(situation, people)
  const told = situation.whose.find((one) => one.need === need)
  if (told) {
    const kin = kinOf(told.member)
    return kin.role === 'self' && tellsOfOthers(situation.speaker) ? SOMEONE : kin
  }
  const first = (roles: ReadonlySet<Role>) => [...people.values()].find(({ role }) => roles.has(role))
  if (OF_THE_SPEAKER.has(need)) return tellsOfOthers(situation.speaker) ? about : SELF
  if (OF_A_CHILD.has(need)) return first(CHILDREN) ?? CHILD
  if (areaOf(need) === 'childcare' && about.role !== 'self') return first(CHILDREN) ?? about
  if (need === 'disability.after-parents' && about.role === 'self') return first(CHILDREN) ?? about
  // 「My mother has dementia and I lost my job」: the one growing old is the parent who was named.
  if (areaOf(need) === 'ageing' && !ELDERS.has(about.role)) return first(ELDERS) ?? about
  return about
}

/**
 * The household a talk has told of so far. In a talk about violence at home there is none: nothing that
 * was said about others is put together (`violence`, see `aboutViolence`).
 */
export function householdOf(situation: Situation, violence: boolean): Household {
  if (violence || situation.needs.includes('legal.dv')) return NOBODY
  const people = new Map<string, Member>()
  const put = ({ who, role }: Kin, more: Partial<Member> = {}) => {
    const known = people.get(who) ?? { who, role, decade: null, together: false, needs: [] }
    people.set(who, {
      ...known,
      decade: known.decade ?? more.decade ?? null,
      together: known.together || (more.together ?? false),
      needs: [...new Set([...known.needs, ...(more.needs ?? [])])],
    })
  }
  const outside = tellsOfOthers(situation.speaker)
  for (const { word, decade, together } of situation.persons) {
    const kin = kinOf(word)
    if (!(outside && kin.role === 'self')) put(kin, { decade, together })
  }
  for (const word of situation.members) if (!outside || kinOf(word).role !== 'relative') put(kinOf(word))
  for (const need of situation.needs)
    if (areaOf(need) !== 'other') put(ownerOf(need, situation, people), { needs: [need] })
  return { members: [...people.values()], speaker: situation.speaker, signs: situation.signs }
}

/** Areas in which the household has needs. A worry about somebody and an unclear talk are no areas of their own. */
export function areasOf({ members }: Household): readonly Area[] {
  const needs = members.flatMap((member) => member.needs).filter((need) => need !== 'community.worry')
  return [...new Set(needs.map(areaOf))].filter((area) => area !== 'other')
}

/** Whose each need is (母, 自分); nothing where the needs tell of violence at home. */
export function ownersOf(situation: Situation): ReadonlyMap<Need, string> {
  return new Map(
    householdOf(situation, false).members.flatMap(({ who, needs }) =>
      needs.map((need) => [need, who] as const),
    ),
  )
}
