import type { Lang } from '../content/vocabulary.ts'
import type { Understanding } from '../text/understanding.ts'
import type { Answer, Heard } from './conversation.ts'
import type { Guide } from './guide.ts'
import { heardFrom } from './heard.ts'
import { type Option, optionsOf } from './options.ts'
import { readDate, readPicked } from './read-date.ts'
import { readNumbers } from './read-numbers.ts'
import type { Asking } from './walk.ts'

const UNSURE =
  /^((わか|分か)(らない|りません|らん|んない)(です)?|(しら|知ら)ない|(しり|知り)ません|ふめい|不明|さあ|idontknow|dontknow|notsure|\?|？)$/
const DECLINED =
  /^((こたえ|答え|いい|言い|はなし|話し|かき|書き)たく(ない|ありません)(です)?|ぱす|すきっぷ|ひみつ|ないしょ|skip|pass|rathernotsay|prefernottosay|no comment)$/
/** What follows a word and turns it into its opposite: 「安全ではない」「帆風二丁目じゃない」. */
const DENIED = /^(な|の)?(では|じゃ|でわ|とは|でも)(な|あり)|^(が|は|と|も)?(ちがう|違う|ちがい|違い)/

/** Whether the words say that key and mean it. Latin words count whole: 「no」 is not in 「now」. */
function holds(text: string, typed: string, key: string): boolean {
  if (/^[a-z0-9]+$/.test(key)) {
    const words = text.toLowerCase().split(/[^a-z0-9']+/)
    const at = words.indexOf(key)
    return at >= 0 && words[at - 1] !== 'not'
  }
  const at = typed.indexOf(key)
  return at >= 0 && !DENIED.test(typed.slice(at + key.length))
}

const bare = (label: string): string => label.replace(/（[^（）]*）/g, '')

const keysOf = new WeakMap<Guide, Map<string, string>>()

/** The comparison key of a word of the content, never of a resident's: there are few, and each is asked for daily. */
function keyOf(guide: Guide, word: string): string {
  const keys = keysOf.get(guide) ?? new Map<string, string>()
  keysOf.set(guide, keys)
  const known = keys.get(word)
  if (known !== undefined) return known
  const key = guide.key(word)
  keys.set(word, key)
  return key
}

/** The option that text names: its label or a word for it, in any spelling; contained only when the text is short. */
export function matchOption(
  guide: Guide,
  options: readonly Option[],
  text: string,
  exactOnly = false,
): Option | null {
  const typed = guide.key(text)
  if (typed === '') return null
  const keys = options.map((option) => ({
    option,
    keys: [option.label, ...option.also].map((word) => keyOf(guide, word)).filter((key) => key !== ''),
  }))
  const exact = keys.find(({ keys: own }) => own.includes(typed))
  if (exact) return exact.option
  // 「ものわすれ」「どうろにまよう」: the label as it is read, and without the readings it carries itself.
  const spoken = options.filter(
    ({ label }) =>
      typed.length >= 2 && (guide.reading(label) === typed || keyOf(guide, bare(label)) === typed),
  )
  if (spoken.length === 1) return spoken[0] ?? null
  if (exactOnly) return null
  if (typed.length > 20) return null
  // 「母です」「たぶん母のこと」: one option's word inside a short answer, and no other option's.
  const inside = keys.filter(({ keys: own }) => own.some((key) => key.length >= 2 && holds(text, typed, key)))
  if (inside.length === 1) return inside[0]?.option ?? null
  const longest = (own: readonly string[]) =>
    Math.max(...own.filter((key) => holds(text, typed, key)).map((key) => key.length))
  const sorted = inside.sort((a, b) => longest(b.keys) - longest(a.keys))
  const [first, second] = sorted
  if (first && second && longest(first.keys) > longest(second.keys)) return first.option
  return null
}

const PHATIC =
  /^(こんにち[はわ]|こんばん[はわ]|おはよう(ございます)?|はじめまして|もしもし|ありがとう(ございます|ございました)?|はい|ええ|うん|おねがいします|よろしく(おねがいします)?|わかりました|りょうかい(です)?|てすと|hi|hello|hey|thanks|thankyou|ok|okay|yes|你好|您好|谢谢|안녕하세요|감사합니다)$/

/** A greeting or a word of thanks and nothing else. */
function isPhatic(key: string): boolean {
  return PHATIC.test(key)
}

/** The place, when the text is an address and nothing else: 「勝どき5丁目です」. */
function onlyAddress(guide: Guide, text: string): Heard | null {
  if (text.length > 40) return null
  const reading = guide.desk.readAddress(text)
  if (reading.kind !== 'place' && reading.kind !== 'which-town') return null
  const town = reading.kind === 'place' ? reading.place.town : (reading.towns[0] ?? '')
  const base = guide.key(town.replace(/[一二三四五六七八九十]+丁目$/, ''))
  const rest = guide
    .key(text)
    .replace(
      /[0-9〇一二三四五六七八九十]+|丁目|ちょうめ|番地|番|号|東京都|に住んでいます|にすんでいます|です|のあたり/g,
      '',
    )
    .replace(guide.key(guide.desk.wardName), '')
  if (rest.length > base.length + 1) return null
  return {
    areas: [],
    needs: [],
    speaker: null,
    members: [],
    words: [],
    place: reading.kind === 'place' ? { ...reading.place, number: null } : null,
    towns: reading.kind === 'which-town' ? { towns: reading.towns.slice(0, 11), block: reading.block } : null,
    elsewhere: null,
  }
}

export type Read =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'why' }
  /** It answers nothing asked, but tells of something. */
  | { readonly kind: 'aside'; readonly heard: Heard; readonly understanding: Understanding | null }
  /** こんにちは, はい, ありがとう: heard, and nothing answered. */
  | { readonly kind: 'phatic' }
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
  const day = node.kind === 'datetime' ? readPicked(option) : null
  if (day !== null) return { kind: 'when', iso: day }
  if (!('choices' in node) || !node.choices.some((choice) => choice.id === option)) return null
  if (node.kind === 'multi-choice') {
    const alone = node.choices.find((choice) => choice.id === option)?.alone ?? false
    return alone
      ? { kind: 'chosen', choices: [option] }
      : { kind: 'chosen', choices: [...picked, option], more: true }
  }
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
  // 「ひみつ」 is an answer of its own where a question offers it.
  const named = matchOption(guide, options, text, true)
  if (DECLINED.test(key) && (!named || named.id.startsWith('~'))) return asAnswer(asking, '~declined')

  // A topic's word inside a story is part of the story: 「母が認知症です」 says more than the button 認知症.
  const option = named ?? (node.kind === 'free-text' ? null : matchOption(guide, options, text))
  if (option) return asAnswer(asking, option.id)
  if (isPhatic(key)) return { kind: 'phatic' }
  const spoken = onlyAddress(guide, text)
  if (spoken && node.kind !== 'place') return { kind: 'aside', heard: spoken, understanding: null }

  const day = node.kind === 'datetime' ? readDate(text) : null
  if (day !== null) return { kind: 'answer', answer: { kind: 'when', iso: day } }
  if (node.kind === 'place') {
    const place = readPlace(guide, asking, text)
    if (place) return place
  }
  const understanding = guide.understand(text, recent)
  const heard = heardFrom(guide, text, understanding)
  if (node.kind === 'free-text') return { kind: 'answer', answer: { kind: 'said', heard } }
  // 「わたし」 alone tells of nothing: words of the need must stand there, or a whole sentence.
  const told = understanding.keywords.length > 0 || text.length >= 12
  const definite =
    told && understanding.confidence >= 0.5 && understanding.needs.some((need) => !need.startsWith('other.'))
  if (definite) return { kind: 'aside', heard, understanding }
  if (heard.place || heard.towns) return { kind: 'aside', heard: { ...heard, needs: [] }, understanding }
  return node.kind === 'place' ? { kind: 'unknown-town' } : { kind: 'miss' }
}

function asAnswer(asking: Asking, option: string): Read {
  const answer = answerOf(asking, option)
  if (answer === 'why') return { kind: 'why' }
  return answer ? { kind: 'answer', answer } : { kind: 'miss' }
}
