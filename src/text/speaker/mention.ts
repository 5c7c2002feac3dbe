import type { ClauseText, PhraseTable } from '../clause.ts'
import { wordList } from '../clause.ts'
import { kanaKey } from '../normalise.ts'

/** A person named in a text, with what stands around the name, as keys (kanaKey). */
export interface Mention {
  /** As the resident wrote it. */
  readonly word: string
  readonly start: number
  readonly end: number
  /** The rest of its clause, of its sentence, and what precedes it in its clause. */
  readonly after: string
  readonly rest: string
  readonly before: string
}

/** Enough to see what someone does; keeps a long message linear. */
const AFTER = 60
const REST = 120
const BEFORE = 30
const MOST = 40

const KANA_ONLY = /^[ぁ-ゖァ-ヴー]+$/
const LETTER = /[\p{L}\p{N}ー]/u
/** What may precede and follow a short word in kana, so that つま is no part of つまり nor はは of ははあ. */
const LEADS = wordList(`
  の が は と うち を に や
`)
const FOLLOWS = wordList(`
  が は の に を も と へ から つて さん ちやん で
`)

/** The persons of a table, kanji words only where a token begins and ends: 夫 is not in 大丈夫. */
export function mentions(clause: ClauseText, table: PhraseTable): Mention[] {
  const hits = clause.find(table)
  if (hits.length === 0) return []
  const starts = new Set(clause.tokens.map((token) => token.start))
  const ends = new Set(clause.tokens.map((token) => token.end))
  const found: Mention[] = []
  let reached = 0
  for (const { start, end } of hits) {
    if (start < reached) continue
    const mention = around(clause.text, start, end)
    const whole = KANA_ONLY.test(mention.word)
      ? standsAlone(clause.text, mention)
      : starts.has(start) && ends.has(end)
    if (!whole) continue
    found.push(mention)
    reached = end
    if (found.length === MOST) break
  }
  return found
}

function around(text: string, start: number, end: number): Mention {
  const key = (part: string) => kanaKey(part).text
  const following = text.slice(end, end + REST)
  return {
    word: text.slice(start, end),
    start,
    end,
    after: key(upTo(following.slice(0, AFTER), /[、。，．,!?！？…「」『』（）()\n]/)),
    rest: key(upTo(following, /[。．!?！？\n]/)),
    before: key(
      text
        .slice(Math.max(0, start - BEFORE), start)
        .split(/[、。，．!?！？「」\n]/)
        .at(-1) ?? '',
    ),
  }
}

function upTo(text: string, mark: RegExp): string {
  const at = text.search(mark)
  return at === -1 ? text : text.slice(0, at)
}

function standsAlone(text: string, { word, start, end, before, after }: Mention): boolean {
  const previous = text.charAt(start - 1)
  const next = text.charAt(end)
  const free = !LETTER.test(previous) || LEADS.some((lead) => before.endsWith(lead))
  const short = word.length <= 2
  if (!short) return free || !/[ぁ-ゖァ-ヴー]/.test(previous)
  return free && (!LETTER.test(next) || FOLLOWS.some((follow) => after.startsWith(follow)))
}

/** The keys of phrases, for the three functions below. */
export function keysOf(phrases: readonly string[]): readonly string[] {
  return phrases.map((phrase) => kanaKey(phrase).text)
}

export function startsWithAny(key: string, keys: readonly string[]): boolean {
  return keys.some((own) => key.startsWith(own))
}

export function endsWithAny(key: string, keys: readonly string[]): boolean {
  return keys.some((own) => key.endsWith(own))
}

export function includesAny(key: string, keys: readonly string[]): boolean {
  return keys.some((own) => key.includes(own))
}
