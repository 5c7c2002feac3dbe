import type { Area, Lang } from '../content/vocabulary.ts'
import type { Understanding } from '../text/understanding.ts'
import type { Answer, Heard } from './conversation.ts'
import type { Guide } from './guide.ts'
import { type Option, optionsOf } from './options.ts'
import type { Asking } from './walk.ts'

/** Below this the reading is a guess: the topic is asked instead. */
const UNSURE_BELOW = 0.35

/** The words a need was heard in; who speaks and what was dangerous is not played back. */
function wordsFor({ areas, reasons }: Understanding): readonly string[] {
  const told = reasons.filter(({ label }) => areas.includes(label as Area))
  return [...new Set(told.flatMap(({ words }) => words.slice(0, 1)))].slice(0, 3)
}

/** What was understood, without the words themselves. */
export function heardFrom(guide: Guide, text: string, understanding: Understanding): Heard {
  const reading = guide.desk.readAddress(text)
  return {
    areas: understanding.areas,
    needs: understanding.confidence < UNSURE_BELOW ? [] : understanding.needs,
    speaker: understanding.speakerStated ? understanding.speaker : null,
    members: understanding.members,
    words: wordsFor(understanding),
    place: reading.kind === 'place' ? reading.place : null,
  }
}

const UNSURE =
  /^(わからない|わかりません|わからん|わかんない|しらない|しりません|ふめい|さあ|idontknow|dontknow|notsure|\?|？)$/
const DECLINED =
  /^(こたえたくない|こたえたくありません|いいたくない|いいたくありません|ぱす|すきっぷ|ひみつ|ないしょ|skip|pass|rathernotsay|prefernottosay|no comment)$/
const DIGITS = new Map([...'一二三四五六七八九十'].map((kanji, i) => [kanji, i + 1] as const))
for (const [i, circled] of [...'①②③④⑤⑥⑦⑧⑨⑩'].entries()) DIGITS.set(circled, i + 1)

/** The numbers typed, when the text is nothing but numbers: 「2」「２番」「1と3」「②」. */
export function readNumbers(text: string): readonly number[] {
  const bare = text.trim().slice(0, 40)
  const single = DIGITS.get(bare)
  if (single) return [single]
  const plain = bare.normalize('NFKC')
  if (!/^[\d番と、,，.・\s]+$/.test(plain)) return []
  return (plain.match(/\d{1,2}/g) ?? []).map(Number)
}

/** The option that text names: its label or a word for it, in any spelling; contained only when the text is short. */
export function matchOption(guide: Guide, options: readonly Option[], text: string): Option | null {
  const typed = guide.key(text)
  if (typed === '') return null
  const keys = options.map((option) => ({
    option,
    keys: [option.label, ...option.also].map((word) => guide.key(word)).filter((key) => key !== ''),
  }))
  const exact = keys.find(({ keys: own }) => own.includes(typed))
  if (exact) return exact.option
  if (typed.length > 20) return null
  // 「母です」「たぶん母のこと」: one option's word inside a short answer, and no other option's.
  const inside = keys.filter(({ keys: own }) => own.some((key) => key.length >= 2 && typed.includes(key)))
  if (inside.length === 1) return inside[0]?.option ?? null
  const longest = (own: readonly string[]) =>
    Math.max(...own.filter((key) => typed.includes(key)).map((key) => key.length))
  const sorted = inside.sort((a, b) => longest(b.keys) - longest(a.keys))
  const [first, second] = sorted
  if (first && second && longest(first.keys) > longest(second.keys)) return first.option
  return null
}

export type Read =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'why' }
  /** It answers nothing asked, but tells of something. */
  | { readonly kind: 'aside'; readonly heard: Heard; readonly understanding: Understanding }
  | { readonly kind: 'miss' }
  | { readonly kind: 'unknown-town' }

/** The answer an option stands for. */
export function answerOf(asking: Asking, option: string): Answer | 'why' | null {
  if (option === '~why') return 'why'
  if (option === '~unsure') return withoutBlock(asking) ?? { kind: 'unsure' }
  if (option === '~declined') return withoutBlock(asking) ?? { kind: 'declined' }
  const picked = asking.answer?.kind === 'chosen' ? asking.answer.choices : []
  if (option === '~done') return picked.length > 0 ? { kind: 'chosen', choices: picked } : null
  const { node } = asking
  if (option.startsWith('~t') && asking.answer?.kind === 'towns') {
    const town = asking.answer.towns[Number(option.slice(2))]
    if (!town) return null
    const { block } = asking.answer
    return { kind: 'place', place: { town, block, number: null, approximate: false }, blockAsked: false }
  }
  if (!('choices' in node) || !node.choices.some((choice) => choice.id === option)) return null
  if (node.kind === 'multi-choice') return { kind: 'chosen', choices: [...picked, option], more: true }
  return { kind: 'chosen', choices: [option] }
}

/** 番 asked and not given: the town stays, the 番 is not asked again. */
function withoutBlock(asking: Asking): Answer | null {
  if (asking.part === 'block' && asking.answer?.kind === 'place')
    return { ...asking.answer, blockAsked: true }
  return null
}

function readPlace(guide: Guide, asking: Asking, text: string): Read | null {
  if (asking.part === 'block' && asking.answer?.kind === 'place') {
    const block = guide.desk.readBlock(text)
    if (block !== null)
      return {
        kind: 'answer',
        answer: { ...asking.answer, place: { ...asking.answer.place, block }, blockAsked: true },
      }
  }
  const reading = guide.desk.readAddress(text)
  switch (reading.kind) {
    case 'place':
      // 号 and everything after it is dropped here and never stored.
      return {
        kind: 'answer',
        answer: { kind: 'place', place: { ...reading.place, number: null }, blockAsked: false },
      }
    case 'which-town':
      return {
        kind: 'answer',
        answer: { kind: 'towns', towns: reading.towns.slice(0, 11), block: reading.block },
      }
    case 'elsewhere':
      return { kind: 'answer', answer: { kind: 'elsewhere', municipality: reading.municipality } }
    case 'unknown':
      return null
  }
}

/** Reads typed words as an answer to the present question. Never throws; the unreadable is a value. */
export function readText(
  guide: Guide,
  asking: Asking,
  text: string,
  lang: Lang,
  recent: readonly string[],
): Read {
  const options = optionsOf(guide, asking, lang)
  const key = guide.key(text)
  const { node } = asking

  const numbers = asking.part === 'block' ? [] : readNumbers(text)
  if (numbers.length > 0 && node.kind !== 'datetime') {
    const named = numbers.map((n) => options[n - 1]).filter((option) => option !== undefined)
    const first = named[0]
    if (node.kind === 'multi-choice' && named.length > 1) {
      const choices = named.map((option) => option.id).filter((id) => !id.startsWith('~'))
      if (choices.length > 0) return { kind: 'answer', answer: { kind: 'chosen', choices } }
    }
    if (first && (node.kind !== 'place' || asking.part === 'which-town' || numbers.length === 1))
      return asAnswer(asking, first.id)
  }
  if (UNSURE.test(key)) return asAnswer(asking, '~unsure')
  if (DECLINED.test(key)) return asAnswer(asking, '~declined')

  const option = matchOption(guide, options, text)
  if (option) return asAnswer(asking, option.id)

  if (node.kind === 'place') {
    const place = readPlace(guide, asking, text)
    if (place) return place
  }
  const understanding = guide.understand(text, recent)
  const heard = heardFrom(guide, text, understanding)
  if (node.kind === 'free-text') return { kind: 'answer', answer: { kind: 'said', heard } }
  const definite =
    understanding.needs.some((need) => !need.startsWith('other.')) && understanding.confidence >= 0.5
  if (definite || heard.place) return { kind: 'aside', heard, understanding }
  return node.kind === 'place' ? { kind: 'unknown-town' } : { kind: 'miss' }
}

function asAnswer(asking: Asking, option: string): Read {
  const answer = answerOf(asking, option)
  if (answer === 'why') return { kind: 'why' }
  return answer ? { kind: 'answer', answer } : { kind: 'miss' }
}
