import { inLang } from '../content/text.ts'
import { ALL_LANGS, LANGS, type Lang, type Need } from '../content/vocabulary.ts'
import { afterwards } from './afterwards.ts'
import type { Reply, Session, Turn } from './conversation.ts'
import { fixList, startFix, unfixed } from './correct.ts'
import type { Guide } from './guide.ts'
import { handOver } from './hand-over.ts'
import { askReply } from './options.ts'
import { recapOpen } from './resume.ts'
import { newEpisode } from './session.ts'
import { tell } from './tell.ts'
import { resultTold, takeTopic } from './topics.ts'
import { walk } from './walk.ts'

/** Each language in its own name. */
const LANGUAGE_NAMES: Readonly<Record<(typeof LANGS)[number], string>> = {
  ja: '日本語',
  easy: 'やさしい 日本語',
  en: 'English',
}

/** Carries out a word valid at any moment: `person`, `back`, `language.en` … An unknown one asks the present question again. */
export function runCommand(guide: Guide, session: Session, command: string, now: number): Turn {
  const say = (key: keyof Guide['phrases'], at: Session = session): Reply => ({
    from: 'bot',
    lang: at.lang,
    text: inLang(guide.phrases[key], at.lang),
  })
  const present = walk(guide, session, now)
  const asking = (at: Session, first: readonly Reply[]): Turn => {
    const here = walk(guide, at, now)
    return {
      session: at,
      replies: here.asking ? [...first, askReply(guide, at, here.asking)] : first,
      effects: [],
    }
  }
  const [name, argument] = command.split('.')

  switch (name) {
    case 'person': {
      const made = handOver(guide, session, present.situation, 'asked', now, null)
      return { session: { ...session, holding: session.untold !== null }, ...made }
    }
    case 'fix':
      return fixList(guide, session, now)
    case '=fix': {
      const [, episode, ...visit] = command.split('.')
      const own = episode === String(session.episode)
      return (own ? startFix(guide, session, visit.join('.'), now) : null) ?? asking(session, [say('stale')])
    }
    case '=now':
    case '=next': {
      const [, , ...need] = command.split('.')
      return takeTopic(guide, session, need.join('.') as Need, now) ?? asking(session, [say('stale')])
    }
    case '=later':
      return asking(session, [])
    case 'back': {
      // Back from the question asked again: the answers stand as they were.
      if (session.fixing) return asking({ ...unfixed(session), misses: 0 }, [say('back-done')])
      const last = session.answers.at(-1)
      if (!last) return asking(session, [say('back-none')])
      const at = {
        ...session,
        answers: session.answers.slice(0, -1),
        misses: 0,
        shown: [],
        holding: false,
        untold: null,
      }
      // What stood before the question we are back at is said again: the points, where it follows a result.
      const before = walk(guide, { ...at, answers: at.answers.slice(0, -1) }, now)
      return tell(guide, at, before, now, session.at, [say('back-done')])
    }
    case 'restart': {
      const at = newEpisode(session, present.situation.place)
      return asking(at, [say('restart-done', at)])
    }
    case 'stop':
      return {
        session: { ...session, stopped: true, holding: false },
        replies: [say('stopped')],
        effects: [],
      }
    case 'language': {
      const lang = ALL_LANGS.find((known) => known === argument) as Lang | undefined
      if (!lang)
        return {
          session,
          replies: [
            {
              ...say('language-ask'),
              choices: LANGS.map((of) => ({ id: `!language.${of}`, label: LANGUAGE_NAMES[of] })),
            },
          ],
          effects: [],
        }
      const at = { ...session, lang }
      return asking(at, [say('language-set', at)])
    }
    case 'rate':
    case 'forward':
    case 'invite':
      return afterwards(guide, session, command) ?? asking(session, [say('stale')])
    case 'forget':
      return { session, replies: [say('forgotten')], effects: [{ kind: 'forget' }] }
    case 'kept':
      return asking(session, [say('kept')])
    case 'why': {
      const why = present.asking?.node.why
      return why
        ? asking(session, [{ from: 'bot', lang: session.lang, text: inLang(why, session.lang) }])
        : asking(session, [])
    }
    case 'continue': {
      const at = { ...session, holding: false, untold: null, misses: 0 }
      if (session.untold) {
        const { answers, asides } = session.untold
        const told = {
          ...session,
          answers: session.answers.slice(0, answers),
          asides: session.asides.slice(0, asides),
        }
        return tell(guide, at, walk(guide, told, now), now, session.at)
      }
      if (present.asking && recapOpen(session) && resultTold(present)) {
        const before = walk(guide, { ...at, answers: at.answers.slice(0, -1) }, now)
        return tell(guide, { ...at, shown: [] }, before, now, session.at)
      }
      if (present.asking) return asking(at, [])
      return tell(guide, newEpisode(at, present.situation.place), null, now, now)
    }
    default:
      return asking(session, [say('stale')])
  }
}
