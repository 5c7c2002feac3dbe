import { graver } from '../content/vocabulary.ts'
import type { DangerFinding } from '../text/understanding.ts'
import type { Inbound, Session, Turn } from './conversation.ts'
import { dangerCard, waitsAfter } from './danger-card.ts'
import type { Guide } from './guide.ts'
import { readText } from './read-answer.ts'
import { walk } from './walk.ts'

/**
 * Puts the card in front. In the gravest cases the rest waits: what this turn would have told is told
 * when the resident goes on (`before` is how far the telling had come).
 */
export function dangerFirst(
  guide: Guide,
  before: Session,
  turn: Turn,
  finding: DangerFinding,
  now: number,
): Turn {
  const { danger, kind } = finding
  if (danger === 'none' || kind === null) return turn
  const card = dangerCard(guide, kind, danger, { lang: turn.session.lang, now })
  const waits = danger === 'emergency' && waitsAfter(kind)
  const { choices, ...plain } = card
  const session: Session = {
    ...turn.session,
    danger: graver(turn.session.danger, danger),
    carded: [...new Set([...turn.session.carded, `${kind}.${danger}`])],
    holding: waits || turn.session.holding,
    listened: waits && !before.holding ? 0 : turn.session.listened,
    ...(waits
      ? {
          shown: before.shown,
          untold: before.untold ?? { answers: before.answers.length, asides: before.asides.length },
        }
      : {}),
  }
  return {
    session,
    replies: waits || turn.replies.length === 0 ? [card] : [choices ? plain : card, ...turn.replies],
    effects: [
      { kind: 'danger', finding },
      ...turn.effects.filter((effect) => !waits || effect.kind === 'forget'),
    ],
  }
}

/**
 * Whether the words are no more than the answer to what was asked: a town, a label, a word valid at any
 * moment. There the learnt model is silent; the rules are not.
 */
export function answersPlainly(guide: Guide, session: Session, { content }: Inbound, now: number): boolean {
  if (content.kind === 'command') return true
  if (content.kind !== 'text') return false
  const { asking } = walk(guide, session, now)
  if (!asking || session.holding) return false
  const read = readText(guide, asking, content.text, session.lang, session.recent)
  return read.kind === 'phatic' || (read.kind === 'answer' && read.answer.kind !== 'said')
}
