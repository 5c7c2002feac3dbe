import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Effect, Reply, Session } from './conversation.ts'
import type { Guide } from './guide.ts'
import { commandChoice } from './options.ts'

/** Asking for a person: who answers now or next, always with a phone, and the wish on record. */
export function handOver(
  guide: Guide,
  session: Session,
  reason: Extract<Effect, { kind: 'handoff' }>['reason'],
  now: number,
  lead: string | null,
): { readonly replies: readonly Reply[]; readonly effects: readonly Effect[] } {
  const { lang } = session
  const desk = guide.desk.generalDesk(now, lang)
  const line = desk.hours.open ? null : guide.desk.lineNow(now, lang)
  const text = fill(inLang(guide.phrases[desk.hours.open ? 'handoff-open' : 'handoff-closed'], lang), {
    desk: desk.name,
    phone: desk.phone ?? guide.desk.switchboard,
    hours: desk.hours.text,
  })
  return {
    replies: [
      {
        from: 'bot',
        lang,
        text: lead ? `${lead}\n${text}` : text,
        points: line ? [line, desk] : [desk],
        choices: [commandChoice('continue', inLang(guide.phrases.continue, lang))],
      },
    ],
    effects: [{ kind: 'handoff', reason }],
  }
}
