import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { DangerFinding } from '../text/understanding.ts'
import type { Reply, Session, Turn } from './conversation.ts'
import type { Guide } from './guide.ts'
import { askReply, commandChoice } from './options.ts'
import type { Walk } from './walk.ts'

const MOST_MISSES = 2

interface Hearing {
  readonly guide: Guide
  readonly finding: DangerFinding
  readonly now: number
}

/** A sentence of the guide's own. */
export const phrase = (guide: Guide, session: Session, key: keyof Guide['phrases'], values = {}): Reply => ({
  from: 'bot',
  lang: session.lang,
  text: fill(inLang(guide.phrases[key], session.lang), values),
})

/** The present question again, after a word of explanation. */
export function again(guide: Guide, session: Session, present: Walk, first: readonly Reply[]): Turn {
  const replies = present.asking ? [...first, askReply(guide, session, present.asking)] : [...first]
  return { session, replies, effects: [] }
}

/** Nobody is asked a third time: a desk that answers, and the way to a person. */
export function missed({ guide, now, finding }: Hearing, session: Session, present: Walk): Turn {
  // What was said was heard: the danger card answers it, and the question is only asked again.
  if (finding.danger !== 'none') return again(guide, session, present, [])
  const misses = session.misses + 1
  const after = { ...session, misses: misses >= MOST_MISSES ? 0 : misses }
  if (misses < MOST_MISSES) {
    const free = present.asking?.node.kind === 'free-text'
    return again(guide, after, present, [phrase(guide, session, free ? 'miss-free' : 'miss-first')])
  }
  const desk = guide.desk.generalDesk(now, session.lang)
  return {
    session: after,
    replies: [
      {
        ...phrase(guide, session, 'miss-second', {
          desk: desk.name,
          phone: desk.phone ?? guide.desk.switchboard,
        }),
        points: [desk],
        choices: [
          commandChoice('person', inLang(guide.phrases.person, session.lang)),
          commandChoice('continue', inLang(guide.phrases.continue, session.lang)),
        ],
      },
    ],
    effects: [{ kind: 'handoff', reason: 'misses' }],
  }
}
