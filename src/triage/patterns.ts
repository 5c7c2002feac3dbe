import { needPatternMatches } from '../content/flow.ts'
import type { PatternSituation, Patterns } from '../content/pattern.ts'
import type { LocalText } from '../content/text.ts'
import type { Need } from '../content/vocabulary.ts'
import { areasOf, type Household, type Member } from './household.ts'

/** A compound case that holds: what is said of it, and the needs that hang together. */
export interface Compound {
  /** A pattern's id, or `compound` for one without a name. */
  readonly id: string
  readonly reason: LocalText
  readonly proposal: LocalText
  readonly needs: readonly Need[]
}

const someNeed = ({ needs }: Member, any: readonly string[]) =>
  needs.some((need) => any.some((pattern) => needPatternMatches(pattern, need)))

function holds(situation: PatternSituation, household: Household): boolean {
  const { members, speaker, signs } = household
  const withNeeds = members.filter(({ needs }) => needs.length > 0)
  if (situation.speaker && (speaker === null || !situation.speaker.includes(speaker))) return false
  if (situation.signs && !situation.signs.some((sign) => signs.includes(sign))) return false
  if (situation.areas && areasOf(household).length < situation.areas) return false
  if (situation.people && withNeeds.length < situation.people) return false
  const everyNeed = situation.needs.every(({ any, of }) =>
    members.some((member) => (!of || of.includes(member.role)) && someNeed(member, any)),
  )
  if (!everyNeed) return false
  return situation.members.every(({ role, from, to }) =>
    members.some((member) => {
      if (!role.includes(member.role)) return false
      if (from === undefined && to === undefined) return true
      return member.decade !== null && member.decade >= (from ?? 0) && member.decade <= (to ?? 90)
    }),
  )
}

/**
 * The first pattern that holds, or the general case: two or more areas, two or more people with needs
 * (複合課題). Null when neither does, so always for the empty household of a talk about violence.
 */
export function compoundOf({ patterns, compound }: Patterns, household: Household): Compound | null {
  const needs = [...new Set(household.members.flatMap((member) => member.needs))]
  if (needs.length === 0) return null
  const named = patterns.find(({ when }) => when.some((situation) => holds(situation, household)))
  if (named) {
    const { id, reason, partners } = named
    const own = needs.filter((need) => partners.some((pattern) => needPatternMatches(pattern, need)))
    return { id, reason, proposal: named.proposal ?? compound.proposal, needs: own }
  }
  const several = household.members.filter((member) => member.needs.length > 0).length >= 2
  return several && areasOf(household).length >= 2
    ? { id: 'compound', reason: compound.reason, proposal: compound.proposal, needs }
    : null
}

/** Every idea the patterns look for. */
export function signsOf({ patterns }: Patterns): ReadonlySet<string> {
  return new Set(patterns.flatMap(({ when }) => when.flatMap(({ signs }) => signs ?? [])))
}
