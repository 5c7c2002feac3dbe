import type { DangerFinding } from '../text/understanding.ts'
import type { Reply } from '../triage/conversation.ts'
import { dangerCard } from '../triage/danger-card.ts'
import type { Guide } from '../triage/guide.ts'
import { languageOf } from '../triage/language.ts'
import { wordsOf } from '../triage/step.ts'
import type { TurnFrame } from './turn-frame.ts'

/** Danger is looked for in every inbound, in every state, before anything else sees it. */
export function noticeDanger(
  frame: TurnFrame,
  findDanger: (text: string, recent: readonly string[]) => DangerFinding,
): void {
  frame.finding = findDanger(wordsOf(frame.inbound), frame.session.recent)
}

/** A resident who plainly writes another language is answered in it. */
export function followLanguage(frame: TurnFrame): void {
  const spoken = frame.session.lang === 'ja' ? languageOf(wordsOf(frame.inbound)) : null
  if (spoken) frame.session = { ...frame.session, lang: spoken }
}

/**
 * The bot never talks over a person: while one owns the conversation, only the danger card passes,
 * and 消して, which is nobody's to hold up.
 * True when the turn is thereby complete.
 */
export function yieldToOwner(frame: TurnFrame, guide: Guide): boolean {
  if (frame.owner.kind !== 'person' || frame.interrupt?.command === 'forget') return false
  const { danger, kind } = frame.finding
  const { lang } = frame.session
  const replies: Reply[] =
    danger !== 'none' && kind !== null ? [dangerCard(guide, kind, danger, { lang, now: frame.now })] : []
  frame.turn = {
    session: frame.session,
    replies,
    effects: replies.length > 0 ? [{ kind: 'danger', finding: frame.finding }] : [],
  }
  return true
}

/** Whether a reply may leave: everything while the bot or the queue owns the talk, only `system` otherwise. */
export function mayLeave(frame: TurnFrame, reply: Reply): boolean {
  return frame.owner.kind !== 'person' || reply.from === 'system'
}
