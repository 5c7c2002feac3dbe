import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import { DANGER_KINDS } from '../content/vocabulary.ts'
import type { Heard, Session, Turn } from './conversation.ts'
import type { Guide } from './guide.ts'
import { commandChoice } from './options.ts'

const WARM = ['danger-listening', 'danger-listening-2', 'danger-listening-3'] as const

/** The number that answers now for the danger the card was about. */
function lineNow(guide: Guide, session: Session, now: number): string | null {
  const { lang } = session
  const kind = DANGER_KINDS.find((one) => session.carded.at(-1)?.startsWith(`${one}.`))
  if (!kind) return null
  const line = guide.desk.lines(kind, { now, lang, gravity: 'emergency' }).find(({ open }) => open !== false)
  if (!line) return null
  return fill(inLang(guide.phrases['danger-line-now'], lang), { name: line.name, phone: line.number })
}

/**
 * While a danger card waits, everything said is listened to and nothing is asked. The words change, so
 * that nobody feels answered by a machine that did not read; after the third the number comes once more.
 */
export function listen(guide: Guide, session: Session, heard: Heard, now: number): Turn {
  const { lang } = session
  const listened = session.listened + 1
  const key = WARM[(listened - 1) % WARM.length] ?? 'danger-listening'
  const number = listened === WARM.length ? lineNow(guide, session, now) : null
  const text = inLang(guide.phrases[key], lang)
  return {
    session: { ...session, listened, asides: [...session.asides, heard].slice(-20) },
    replies: [
      {
        from: 'bot',
        lang,
        text: number ? `${text}\n${number}` : text,
        choices: [
          commandChoice('person', inLang(guide.phrases.person, lang)),
          commandChoice('continue', inLang(guide.phrases.continue, lang)),
        ],
      },
    ],
    effects: [],
  }
}
