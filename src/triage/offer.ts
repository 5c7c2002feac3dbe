import type { Offered, Reply, ReplyChoice, Session } from './conversation.ts'
import type { Guide } from './guide.ts'
import { readNumbers } from './read-numbers.ts'

/** Buttons about the talk itself, not answers to its question: standing ones `!`, those of one bubble `=`. */
const beside = ({ id }: ReplyChoice): boolean => id.startsWith('!') || id.startsWith('=')

/** What the last bubble with buttons offers beside the answers to its question. */
export function offeredBy(replies: readonly Reply[]): readonly Offered[] {
  const choices = replies.findLast((reply) => (reply.choices?.length ?? 0) > 0)?.choices ?? []
  return choices.flatMap((choice, i) => (beside(choice) ? [{ ...choice, number: i + 1 }] : []))
}

const YES = new Set([
  'はい',
  'ええ',
  'うん',
  'おねがいします',
  'そうです',
  'yes',
  'ok',
  'おっけー',
  'オッケー',
])
const NO = new Set(['いいえ', 'いや', 'いえ', 'ちがう', 'ちがいます', 'no', 'nothanks'])
/** The first button of these is a yes, the second a no. */
const YES_NO = ['=now', '=next', '!continue']

/** The button that words mean when the last bubble offered some: by its number, its label, or はい and いいえ. */
export function pickOffered(guide: Guide, session: Session, text: string): string | null {
  const { offered } = session
  if (offered.length === 0 || text.length > 40) return null
  const [number, more] = readNumbers(text)
  if (number !== undefined && more === undefined)
    return offered.find((choice) => choice.number === number)?.id ?? null
  const typed = guide.key(text)
  const labelled = offered.find(({ label }) => guide.key(label) === typed)
  if (labelled) return labelled.id
  const [first, second] = offered
  if (!first || !second || first.number !== 1 || !YES_NO.some((id) => first.id.startsWith(id))) return null
  if (YES.has(typed)) return first.id
  return NO.has(typed) ? second.id : null
}

const LABEL = 20

/** A button's label that LINE takes: 20 characters at most. */
export function clipLabel(text: string): string {
  const characters = [...text]
  return characters.length <= LABEL ? text : `${characters.slice(0, LABEL - 1).join('')}…`
}
