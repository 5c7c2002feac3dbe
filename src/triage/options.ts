import type { FlowChoice, NodeKey } from '../content/flow.ts'
import { inLang, type LocalText } from '../content/text.ts'
import type { Lang } from '../content/vocabulary.ts'
import type { Command, Reply, ReplyChoice, Session } from './conversation.ts'
import type { Guide } from './guide.ts'
import { readPicked, sayDate } from './read-date.ts'
import type { Asking } from './walk.ts'

/** One way to answer the present question, by tap, number, label or a word for it. */
export interface Option {
  /** A choice of the node, or `~unsure ~declined ~done ~why ~t0…` for what the guide itself offers. */
  readonly id: string
  readonly label: string
  readonly also: readonly string[]
}

/** A button's id names the asking it belongs to, so that an old button is recognised. */
export function choiceId(session: Session, visit: NodeKey, option: string): string {
  return `${session.episode}.${visit}:${option}`
}

/** Splits a button id into what it answers; null when it is not one of ours. */
export function readChoiceId(id: string): { asking: string; option: string } | null {
  const colon = id.lastIndexOf(':')
  return colon < 1 ? null : { asking: id.slice(0, colon), option: id.slice(colon + 1) }
}

/** Buttons that mean the same at any moment. */
export function commandChoice(command: Command, label: string): ReplyChoice {
  return { id: `!${command}`, label }
}

const wordingsOf = new WeakMap<LocalText, readonly string[]>()

/** A label in every language it has: a resident may type any of them. */
function wordings(text: LocalText): readonly string[] {
  const known = wordingsOf.get(text)
  if (known) return known
  const made = Object.values(text).filter((word) => word !== undefined)
  wordingsOf.set(text, made)
  return made
}

const alsoOf = new WeakMap<FlowChoice, readonly string[]>()

/** Every word that means this choice: content never changes, and each question is read several times a turn. */
function also(choice: FlowChoice): readonly string[] {
  const known = alsoOf.get(choice)
  if (known) return known
  const made = [...wordings(choice.label), ...choice.also]
  alsoOf.set(choice, made)
  return made
}

/** Everything the present question can be answered with, in the order shown. */
export function optionsOf(guide: Guide, asking: Asking, lang: Lang): readonly Option[] {
  const say = (key: 'unsure' | 'declined' | 'done' | 'why'): Option => ({
    id: `~${key}`,
    label: inLang(guide.phrases[key], lang),
    also: wordings(guide.phrases[key]),
  })
  const { node } = asking
  const ways: Option[] = []
  if (asking.part === 'which-town' && asking.answer?.kind === 'towns')
    ways.push(...asking.answer.towns.map((town, i) => ({ id: `~t${i}`, label: town, also: [] })))
  else if ('choices' in node) {
    const picked = asking.answer?.kind === 'chosen' ? asking.answer.choices : []
    for (const choice of node.choices)
      if (!picked.includes(choice.id))
        ways.push({
          id: choice.id,
          label: inLang(choice.label, lang),
          also: also(choice),
        })
  }
  if (asking.part === 'more') return [...ways, say('done')]
  const closing = node.kind === 'free-text' ? [say('unsure')] : [say('unsure'), say('declined')]
  return node.why ? [...ways, ...closing, say('why')] : [...ways, ...closing]
}

/** So many choices still leave room for 戻る and 答えを直す. */
const ROOM = 6

/** 戻る and 答えを直す: always after a result, elsewhere where they do not crowd the answers. */
function waysBack(guide: Guide, session: Session, asking: Asking, own: number): readonly ReplyChoice[] {
  const say = (command: 'back' | 'fix') =>
    commandChoice(command, inLang(guide.phrases[command], session.lang))
  if (session.fixing) return [say('back')]
  if (session.answers.length === 0) return []
  if (asking.visit.startsWith('result.after')) return [say('fix')]
  return own <= ROOM ? [say('back'), say('fix')] : []
}

/** The present question as a bubble. */
export function askReply(guide: Guide, session: Session, asking: Asking): Reply {
  const { lang } = session
  const { node, part } = asking
  const text =
    part === 'which-town'
      ? inLang(guide.phrases['place-which-town'], lang)
      : part === 'block' && asking.answer?.kind === 'place'
        ? inLang(guide.phrases['place-block'], lang).replaceAll('{town}', asking.answer.place.town)
        : inLang(node.text, lang)
  const own = optionsOf(guide, asking, lang).map(({ id, label }) => ({
    id: choiceId(session, asking.visit, id),
    label,
  }))
  return {
    from: 'bot',
    lang,
    text,
    choices: [...own, ...waysBack(guide, session, asking, own.length)],
    ...(node.kind === 'place' && part === 'whole' ? { wants: 'place' as const } : {}),
    ...(node.kind === 'datetime' ? { wants: node.mode } : {}),
  }
}

/** The label of a button as the resident saw it; null for one that is no longer offered. */
export function labelOf(guide: Guide, session: Session, asking: Asking | null, id: string): string | null {
  const offered = session.offered?.find((choice) => choice.id === id)
  if (offered) return offered.label
  if (id.startsWith('!')) {
    const [command, value] = id.slice(1).split('.')
    const say = (key: keyof Guide['phrases']) => inLang(guide.phrases[key], session.lang)
    if (command === 'person' || command === 'continue') return say(command)
    if (command === 'rate' && (value === 'good' || value === 'fair' || value === 'bad'))
      return say(`rate-${value}`)
    if ((command === 'forward' || command === 'invite') && (value === 'yes' || value === 'no'))
      return say(value)
    return null
  }
  if (!asking) return null
  const picked = readPicked(readChoiceId(id)?.option ?? '')
  if (picked !== null) return sayDate(picked)
  const option = optionsOf(guide, asking, session.lang).find(
    (one) => choiceId(session, asking.visit, one.id) === id,
  )
  return option?.label ?? null
}
