import type { Facts, Question } from '../content/flow.ts'
import type { Need } from '../content/vocabulary.ts'
import type { Place } from '../directory/place.ts'
import type { Situation } from './conversation.ts'
import type { Guide } from './guide.ts'

/** What a rule may look at: what has been established so far in this conversation, and the ward. */
export interface RuleContext {
  readonly situation: Situation
  readonly guide: Guide
  /** Epoch ms. */
  readonly now: number
}

/** What would decide who is responsible for any of these needs: 母の介護 asks for the town, also where 仕事 was said first. */
export function anyUndecided(
  guide: Guide,
  needs: readonly Need[],
  place: Place | null,
  now: number,
): ReturnType<Guide['desk']['undecided']> {
  const [first, ...others] = needs.map((need) => guide.desk.undecided({ needs: [need], place }, now))
  return first ?? others.find((one) => one !== null) ?? null
}

/** Whether a node applies. Named in `when:` of flow files. */
export const CONDITIONS: Readonly<Record<string, (context: RuleContext) => boolean>> = {
  // Whoever may be fleeing is never asked where they live, whatever else they need.
  'place-matters': ({ situation, guide, now }) =>
    !situation.needs.includes('legal.dv') &&
    situation.dangerKind !== 'dv' &&
    (situation.needs.length === 0 || anyUndecided(guide, situation.needs, null, now) !== null),
  'visit-wanted': ({ situation }) => situation.visit,
  'lives-elsewhere': ({ situation }) => situation.elsewhere !== null,
  'nothing-heard': ({ situation }) => situation.needs.length === 0,
  'need-heard': ({ situation }) => situation.needs.length > 0,
  'several-needs': ({ situation }) => new Set(situation.areas).size > 1,
  'in-danger': ({ situation }) => situation.danger !== 'none',
}

/** The choice of this question that establishes what the resident has already said. */
function choiceThat(node: Question, says: (sets: Facts) => boolean): string | null {
  if (!('choices' in node)) return null
  return node.choices.find((choice) => choice.sets && says(choice.sets))?.id ?? null
}

/** The choice a question would get, when what was said already answers it. Named in `known:`. */
export const KNOWN: Readonly<
  Record<string, (context: RuleContext & { readonly node: Question }) => string | null>
> = {
  speaker: ({ situation, node }) =>
    situation.speaker === null ? null : choiceThat(node, (sets) => sets.speaker === situation.speaker),
  // In the order heard, not in the order of the choices: the main need stays the main one.
  need: ({ situation, node }) => {
    for (const need of situation.needs) {
      const choice = choiceThat(node, (sets) => sets.needs?.includes(need) ?? false)
      if (choice) return choice
    }
    return null
  },
  visit: ({ situation, node }) => (situation.visit ? choiceThat(node, (sets) => sets.visit === true) : null),
  place: ({ situation }) => (situation.place || situation.placeDeclined ? 'given' : null),
  topic: ({ situation }) => (situation.needs.length > 0 ? 'heard' : null),
}
