import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { ConsultationPoint } from '../directory/consultation-point.ts'
import type { Effect, Reply, Session, Situation } from './conversation.ts'
import { cardFor } from './counter-card.ts'
import type { Guide } from './guide.ts'
import { commandChoice } from './options.ts'

/** Whether the talk is about violence at home, said or found: then nothing may lead anybody to the person. */
export function aboutViolence(session: Session, situation: Situation): boolean {
  return situation.needs.includes('legal.dv') || session.carded.some((card) => card.startsWith('dv.'))
}

/** Asking for a person: who answers now or next, always with a phone, and the wish on record. */
export function handOver(
  guide: Guide,
  session: Session,
  situation: Situation,
  reason: Extract<Effect, { kind: 'handoff' }>['reason'],
  now: number,
  lead: string | null,
): { readonly replies: readonly Reply[]; readonly effects: readonly Effect[] } {
  const { lang } = session
  const points = whoAnswers(guide, session, situation, now)
  const [first] = points
  const desk =
    points.find((point) => point.basis !== 'national') ?? first ?? guide.desk.generalDesk(now, lang)
  const text = fill(inLang(guide.phrases[desk.hours.open ? 'handoff-open' : 'handoff-closed'], lang), {
    desk: desk.name,
    phone: desk.phone ?? guide.desk.switchboard,
    hours: desk.hours.text,
  })
  // Where nothing has been told yet there is nothing to carry; in danger nothing stands beside the numbers.
  const card =
    session.danger === 'none' && situation.needs.length > 0
      ? cardFor(guide, session, situation, {
          points,
          undecided: false,
          violence: aboutViolence(session, situation),
        })
      : null
  return {
    replies: [
      {
        from: 'bot',
        lang,
        text: lead ? `${lead}\n${text}` : text,
        points,
        ...card?.reply,
        choices: [commandChoice('continue', inLang(guide.phrases.continue, lang))],
      },
    ],
    effects: [{ kind: 'handoff', reason }, ...(card?.effects ?? [])],
  }
}

/** In danger, and while the desk is closed, a line where somebody listens now comes first. */
function whoAnswers(
  guide: Guide,
  session: Session,
  situation: Situation,
  now: number,
): readonly ConsultationPoint[] {
  const { lang } = session
  if (aboutViolence(session, situation)) {
    const safe: Situation = { ...situation, needs: ['legal.dv'], members: [], place: null }
    return guide.desk.points(safe, { now, lang, exclude: [], outreach: false })
  }
  const desk = guide.desk.generalDesk(now, lang)
  const line = desk.hours.open && session.danger === 'none' ? null : guide.desk.lineNow(now, lang)
  return line ? [line, desk] : [desk]
}
