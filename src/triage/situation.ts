import type { Facts } from '../content/flow.ts'
import { type Access, type Area, areaOf, graver, type Need } from '../content/vocabulary.ts'
import type { Heard, Session, Situation } from './conversation.ts'

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] =>
  b.length === 0 ? [...new Set(a)] : [...new Set([...a, ...b])]

/** `other.*` says that nothing definite is known yet: any definite need comes before it. */
function ordered(needs: readonly Need[]): readonly Need[] {
  const definite = needs.filter((need) => areaOf(need) !== 'other')
  return definite.length > 0 ? definite : needs
}

/** What is known before the first answer of an episode. */
export function openingSituation(session: Pick<Session, 'carried'>): Situation {
  return {
    needs: [],
    areas: [],
    speaker: session.carried.speaker,
    members: [],
    whose: [],
    persons: [],
    signs: [],
    words: [],
    place: session.carried.place,
    towns: null,
    placeDeclined: false,
    elsewhere: null,
    access: [],
    visit: false,
    danger: 'none',
    dangerKind: null,
  }
}

/** Whose a need is was said first where it was said first; ages may come later. */
function people(situation: Situation, heard: Heard): Pick<Situation, 'whose' | 'persons' | 'signs'> {
  return {
    whose: [...situation.whose, ...(heard.whose ?? [])],
    persons: [...situation.persons, ...(heard.persons ?? [])],
    signs: union(situation.signs, heard.signs ?? []),
  }
}

/** Adds what free words told us. The first need named stays the main one. */
export function withHeard(situation: Situation, heard: Heard): Situation {
  const needs = ordered(union(situation.needs, heard.needs))
  return {
    ...situation,
    needs,
    areas: union(needs.map(areaOf), needs.length > 0 ? [] : heard.areas),
    speaker: situation.speaker ?? heard.speaker,
    members: union(situation.members, heard.members),
    ...people(situation, heard),
    words: union(situation.words, heard.words),
    place: situation.place ?? heard.place,
    towns: situation.towns ?? heard.towns,
    elsewhere: situation.elsewhere ?? heard.elsewhere,
    placeDeclined: situation.placeDeclined || heard.elsewhere !== null,
  }
}

/** Adds what a choice establishes. A need chosen by tapping is what the talk is about: it comes first. */
export function withFacts(situation: Situation, facts: Facts | undefined): Situation {
  if (!facts) return situation
  const needs = facts.needs ? ordered(union(facts.needs as Need[], situation.needs)) : situation.needs
  return {
    ...situation,
    needs,
    areas: needs.length > 0 ? ([...new Set(needs.map(areaOf))] as Area[]) : situation.areas,
    speaker: facts.speaker ?? situation.speaker,
    members: facts.member ? union(situation.members, [facts.member]) : situation.members,
    whose: facts.member
      ? [...situation.whose, ...(facts.needs ?? []).map((need) => ({ need, member: facts.member ?? '' }))]
      : situation.whose,
    access: facts.access ? union(situation.access, facts.access as Access[]) : situation.access,
    visit: facts.visit ?? situation.visit,
    danger: facts.danger ? graver(situation.danger, facts.danger.gravity) : situation.danger,
    dangerKind: facts.danger ? facts.danger.kind : situation.dangerKind,
  }
}

/** What was said in passing stands behind what the talk is about: it never becomes the main need of a talk under way. */
export function withAsides(situation: Situation, asides: readonly Heard[]): Situation {
  const needs = ordered(
    union(
      situation.needs,
      asides.flatMap((aside) => aside.needs),
    ),
  )
  return needs.length === situation.needs.length
    ? situation
    : { ...situation, needs, areas: union(needs.map(areaOf), []) }
}
