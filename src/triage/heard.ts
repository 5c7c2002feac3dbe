import type { Understanding } from '../text/understanding.ts'
import type { Heard } from './conversation.ts'
import type { Guide } from './guide.ts'
import { signsOf } from './patterns.ts'

/** Below this the reading is a guess: the topic is asked instead. */
const UNSURE_BELOW = 0.35

function peopleHeard(guide: Guide, { needs, danger, whose, persons, ideas }: Understanding): Partial<Heard> {
  // Nothing about others is kept where somebody may be fleeing from one of them.
  if (danger.kind === 'dv' || needs.includes('legal.dv')) return { members: [] }
  const signs = signsOf(guide.patterns)
  return { whose, persons, signs: ideas.filter((idea) => signs.has(idea)) }
}

/** What was understood, without the words themselves. */
export function heardFrom(guide: Guide, text: string, understanding: Understanding): Heard {
  const reading = guide.desk.readAddress(text)
  return {
    areas: understanding.areas,
    needs:
      understanding.confidence < UNSURE_BELOW
        ? understanding.also
        : [...new Set([...understanding.needs, ...understanding.also])],
    speaker: understanding.speakerStated ? understanding.speaker : null,
    members: understanding.members,
    ...peopleHeard(guide, understanding),
    words: understanding.keywords.slice(0, 3),
    place: reading.kind === 'place' ? { ...reading.place, number: null } : null,
    towns: reading.kind === 'which-town' ? { towns: reading.towns.slice(0, 11), block: reading.block } : null,
    elsewhere: reading.kind === 'elsewhere' ? reading.municipality : null,
  }
}
