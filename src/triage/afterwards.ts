import { inLang } from '../content/text.ts'
import type { Lang } from '../content/vocabulary.ts'
import type { Effect, Reply, Session, Turn } from './conversation.ts'
import type { Guide } from './guide.ts'

const FACES = ['good', 'fair', 'bad'] as const

/** 「いかがでしたか」 with three faces, so many weeks after a talk with staff. */
export function askRating(guide: Pick<Guide, 'phrases'>, lang: Lang, week: number): Reply {
  const { phrases } = guide
  return {
    from: 'bot',
    lang,
    text: inLang(phrases['rate-ask'], lang),
    choices: FACES.map((face) => ({
      id: `!rate.${face}.${week}`,
      label: inLang(phrases[`rate-${face}`], lang),
    })),
  }
}

/** The answer to a face, to 「前に進みましたか」 and to 「またうかがってよいですか」; null for a button that is none of these. */
export function afterwards(guide: Guide, session: Session, command: string): Turn | null {
  const [name, value, number] = command.split('.')
  const { lang } = session
  const { phrases } = guide
  const week = Number(number ?? 0)
  if (![0, 1, 4].includes(week)) return null
  const say = (key: 'forward-ask' | 'invite-ask' | 'invite-done' | 'rated', asks?: string): Reply => ({
    from: 'bot',
    lang,
    text: inLang(phrases[key], lang),
    ...(asks
      ? {
          choices: (['yes', 'no'] as const).map((one) => ({
            id: `!${asks}.${one}.${week}`,
            label: inLang(phrases[one], lang),
          })),
        }
      : {}),
  })
  const turn = (reply: Reply, ...effects: readonly Effect[]): Turn => ({ session, replies: [reply], effects })
  const face = FACES.find((one) => one === value)
  if (name === 'rate' && face)
    return turn(say('forward-ask', 'forward'), { kind: 'rated', face, forward: null, week })
  if (value !== 'yes' && value !== 'no') return null
  if (name === 'forward')
    return turn(week === 0 ? say('invite-ask', 'invite') : say('rated'), {
      kind: 'rated',
      face: null,
      forward: value === 'yes',
      week,
    })
  if (name === 'invite')
    return value === 'yes' ? turn(say('invite-done'), { kind: 'invited' }) : turn(say('rated'))
  return null
}
