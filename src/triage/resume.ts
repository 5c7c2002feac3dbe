import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Inbound, Reply, Session } from './conversation.ts'
import type { Guide } from './guide.ts'
import { aboutViolence } from './hand-over.ts'
import { commandChoice, readChoiceId } from './options.ts'
import { readText } from './read-answer.ts'
import { needName } from './topics.ts'
import type { Walk } from './walk.ts'

/** After this long a talk is not simply gone on with. */
export const LONG_MS = 24 * 3_600_000

/** Whether somebody comes back to an unfinished talk after a day or more. */
export function comesBack(session: Session, present: Walk, now: number): boolean {
  const told = session.answers.length + session.asides.length > 0
  return now - session.at > LONG_MS && told && present.asking !== null && !session.holding
}

/**
 * What is known, in two lines. Nothing of it when danger was spoken of: days later another person may
 * hold the phone.
 */
export function recapReply(guide: Guide, session: Session, present: Walk): Reply {
  const { lang } = session
  const { situation } = present
  const quiet = session.danger !== 'none' || situation.danger !== 'none' || aboutViolence(session, situation)
  const needs = situation.needs.slice(0, 2).map((need) => needName(guide, need, session))
  const known = [...needs, ...(lang === 'ja' ? situation.members.slice(0, 1) : [])]
  if (situation.place) known.push(situation.place.town)
  const text =
    quiet || known.length === 0
      ? inLang(guide.phrases['recap-plain'], lang)
      : fill(inLang(guide.phrases.recap, lang), {
          known: lang === 'en' ? known.join(', ') : known.map((one) => `「${one}」`).join(''),
        })
  return { from: 'bot', lang, text }
}

/** The recap to confirm. */
export function recapAsked(guide: Guide, session: Session, present: Walk): Reply {
  const { lang } = session
  const recap = recapReply(guide, session, present)
  const label = (key: keyof Guide['phrases']) => inLang(guide.phrases[key], lang)
  return {
    ...recap,
    text: `${recap.text}\n${label('recap-ask')}`,
    choices: [
      commandChoice('continue', label('recap-continue')),
      commandChoice('fix', label('recap-differs')),
      commandChoice('restart', label('recap-restart')),
    ],
  }
}

/** Whether the last bubble was the recap: then going on shows the points anew, with the hours of now. */
export function recapOpen(session: Session): boolean {
  return session.offered.some(({ id }) => id === '!restart')
}

/** Whether what was done answers the open question, or is a word valid at any moment. */
export function takesUp(guide: Guide, { content }: Inbound, session: Session, { asking }: Walk): boolean {
  if (!asking) return true
  if (content.kind === 'tap') {
    const own = readChoiceId(content.choice)?.asking === `${session.episode}.${asking.visit}`
    return own || content.choice.startsWith('!') || content.choice.startsWith('=')
  }
  if (content.kind === 'location') return asking.node.kind === 'place'
  if (content.kind !== 'text' || content.text.trim() === '') return false
  const read = readText(guide, asking, content.text, session.lang, session.recent)
  return read.kind === 'answer'
}

/** The words that lead on (話を続ける after an unblock) count as opening the talk; the others do what they say. */
export function isSaid({ content }: Inbound): boolean {
  return content.kind !== 'command' || content.command === 'continue'
}
