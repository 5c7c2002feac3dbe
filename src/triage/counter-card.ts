import { fill, type Phrase } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Lang, Need } from '../content/vocabulary.ts'
import type { ConsultationPoint } from '../directory/consultation-point.ts'
import { SELF, topicOf, whoseOf } from '../directory/script.ts'
import type { CounterCard, Effect, Reply, Session, Situation } from './conversation.ts'
import type { Guide } from './guide.ts'
import { ownersOf } from './household.ts'

interface Result {
  readonly points: readonly ConsultationPoint[]
  /** Which desk is responsible is not decided: the desk is asked that too. */
  readonly undecided: boolean
  /** The talk is about violence at home (`aboutViolence`). */
  readonly violence: boolean
}

interface WithCard {
  readonly reply: Pick<Reply, 'card'>
  readonly effects: readonly Extract<Effect, { kind: 'ticket' }>[]
}

/** A card in a bag or on a screen is read by whoever is at home too: never where somebody there may be the danger. */
const VIOLENT = /^(dv|child_abuse|elder_abuse|disability_abuse|crime)\b/
function violent(session: Session, situation: Situation): boolean {
  return (
    situation.needs.some((need) => need.endsWith('.abuse')) ||
    VIOLENT.test(situation.dangerKind ?? '') ||
    session.carded.some((card) => VIOLENT.test(card))
  )
}

/** The words heard, fit for a card: no number, no place, nothing long enough to be a sentence. */
function wordsFor(guide: Guide, { words }: Situation): readonly string[] {
  return words
    .filter((word) => word.length <= 12 && !/[\d０-９@＠]/.test(word))
    .filter((word) => guide.desk.readAddress(word).kind === 'unknown')
    .slice(0, 2)
}

/** What is asked for, the most particular wish first. */
function wishOf({ visit, access }: Situation, undecided: boolean, lang: Lang): Phrase {
  if (visit) return 'card-visit'
  if (access.includes('writing')) return 'card-writing'
  if (access.includes('sign')) return 'card-sign'
  if (lang !== 'ja' && lang !== 'easy') return 'card-language'
  return undecided ? 'card-undecided' : 'card-wish'
}

const SAYS_WHO = {
  self: 'card-self',
  family: 'card-family',
  neighbour: 'card-neighbour',
  professional: 'card-professional',
} as const satisfies Record<NonNullable<Situation['speaker']>, Phrase>

/** The languages that are asked for by name, in Japanese and in English. */
const TONGUES: Readonly<Record<Lang, readonly [ja: string, en: string]>> = {
  ja: ['日本語', 'Japanese'],
  easy: ['やさしい日本語', 'easy Japanese'],
  en: ['英語', 'English'],
  zh: ['中国語', 'Chinese'],
  ko: ['韓国語', 'Korean'],
  vi: ['ベトナム語', 'Vietnamese'],
  ne: ['ネパール語', 'Nepali'],
}

/**
 * Three lines: what about and for whom, who is asking or what was noticed, what is wished. Made of closed
 * words only: no name and no place, so that whoever finds the card cannot tell whose it is. In another
 * language each line stands in Japanese first, for the counter.
 */
function linesFor(guide: Guide, situation: Situation, undecided: boolean, lang: Lang): readonly string[] {
  const [main = 'other.unknown', ...more] = situation.needs
  const needs: readonly [Need, ...Need[]] = [main, ...more.slice(0, 1)]
  const owners = ownersOf(situation)
  const words = wordsFor(guide, situation)
  const wish = wishOf(situation, undecided, lang)
  const inOne = (at: Lang): readonly string[] => {
    const say = (key: Phrase, values = {}) => fill(inLang(guide.phrases[key], at), values)
    const japanese = at === 'ja' || at === 'easy'
    const whose = (need: Need) => {
      const who = needs.length > 1 ? owners.get(need) : undefined
      if (who === SELF) return ''
      return whoseOf(
        need,
        situation.speaker,
        [...(who ? [who] : []), ...situation.members],
        japanese ? 'ja' : 'en',
      )
    }
    // 「母の物忘れと、自分の家賃のこと」: the second need is said with its own owner.
    const topics = needs.map((need, i) => {
      const topic = topicOf(need, at)
      if (i === 0 || owners.get(need) === owners.get(needs[0])) return topic
      if (japanese) return `${whose(need) || '自分の'}${topic}`
      return `${topic}${whose(need) || ', for myself'}`
    })
    const [first = '', ...others] = topics
    const lead = japanese ? first : `${first}${others.length > 0 ? whose(needs[0]) : ''}`
    return [
      say('card-about', {
        topic: [lead, ...others].join(japanese ? 'と、' : ' and '),
        who: japanese || others.length === 0 ? whose(needs[0]) : '',
      }),
      words.length > 0
        ? say('card-words', { words: words.map((word) => `「${word}」`).join('') })
        : say(SAYS_WHO[situation.speaker ?? 'self']),
      say(wish, { language: TONGUES[lang][japanese ? 0 : 1] }),
    ]
  }
  const own = inOne(lang)
  if (lang === 'ja' || lang === 'easy') return own
  return inOne('ja').map((line, i) => `${line} (${own[i]})`)
}

/**
 * 窓口カード for a result, and the wish for a ticket. The desk named is the first of the ward's own, where
 * the ticket opens the talk; nothing in talks about violence, or where nobody can be reached.
 */
export function cardFor(
  guide: Guide,
  session: Session,
  situation: Situation,
  { points, undecided, violence }: Result,
): WithCard {
  const point = points.find(({ basis }) => basis !== 'national') ?? points[0]
  if (!point || violence || violent(session, situation)) return { reply: {}, effects: [] }
  const lines = linesFor(guide, situation, undecided, session.lang)
  const card: CounterCard = { ticket: '', lines, bring: point.bring, point: point.id }
  return {
    reply: { card },
    effects: [{ kind: 'ticket', check: situation.place === null ? 'area' : 'town' }],
  }
}
