import { correctedReading, countReading, hiragana } from './reading-corrections.ts'
import type { Token } from './understanding.ts'

/** A piece of text; `ruby` is its reading in hiragana, present only over kanji. */
export interface Ruby {
  readonly text: string
  readonly ruby?: string
}

const HAS_KANJI = /\p{Script=Han}/u
const READABLE = /^[ぁ-ゖー]+$/

/**
 * Readings over the kanji of a text, okurigana left outside (食べる → 食(た)べる). The pieces join to
 * the tokens' text: give tokens of whole runs. What has no known reading stays bare.
 */
export function furigana(tokens: readonly Token[], counts: ReadonlyMap<string, string> = new Map()): Ruby[] {
  const pieces: Ruby[] = []
  for (let i = 0; i < tokens.length; ) {
    const counted = countedAs(tokens, i, counts)
    const found = counted ?? { pieces: piecesOf(tokens, i), tokens: 1 }
    for (const piece of found.pieces) push(pieces, piece)
    i += found.tokens
  }
  return pieces
}

/** A word as it is read, okurigana left outside. */
export function rubyOf(word: string, reading: string): Ruby[] {
  const parts = split(word)
  return align(parts, 0, reading, parts.length) ?? [{ text: word, ruby: reading }]
}

/** Bare pieces side by side become one. */
export function push(pieces: Ruby[], piece: Ruby): void {
  const last = pieces.at(-1)
  if (last !== undefined && last.ruby === undefined && piece.ruby === undefined) {
    pieces[pieces.length - 1] = { text: last.text + piece.text }
  } else if (piece.text !== '') pieces.push(piece)
}

function countedAs(
  tokens: readonly Token[],
  from: number,
  counts: ReadonlyMap<string, string>,
): { pieces: Ruby[]; tokens: number } | null {
  let at = from
  while (tokens[at]?.pos1 === '数') at++
  const unit = tokens[at]
  if (at === from || unit === undefined || tokens[from - 1]?.pos1 === '数') return null
  const text = tokens
    .slice(from, at + 1)
    .map((token) => token.surface)
    .join('')
  const ruby = countReading(counts, text)
  return ruby === undefined ? null : { pieces: [{ text, ruby }], tokens: at + 1 - from }
}

function piecesOf(tokens: readonly Token[], at: number): Ruby[] {
  const token = tokens[at] as Token
  const { surface } = token
  if (!HAS_KANJI.test(surface)) return [{ text: surface }]
  const reading = correctedReading(tokens, at) ?? hiragana(token.reading)
  if (!READABLE.test(reading)) return [{ text: surface }]
  return rubyOf(surface, reading)
}

interface Part {
  readonly text: string
  readonly kana: boolean
}

/** 取り扱い → 取, り, 扱, い. The ヶ of 一ヶ月 is read か, so it counts as kanji. */
function split(surface: string): Part[] {
  const parts: Part[] = []
  for (const char of surface) {
    const kana = /[ぁ-ゖァ-ヴーゝゞ]/.test(char) && !/[ヵヶゕゖ]/.test(char)
    const last = parts.at(-1)
    if (last?.kana === kana) parts[parts.length - 1] = { text: last.text + char, kana }
    else parts.push({ text: char, kana })
  }
  return parts
}

/** Gives each kana part its own letters of the reading and each other part the least that lets the rest fit. */
function align(parts: readonly Part[], at: number, reading: string, total: number): Ruby[] | null {
  const part = parts[at]
  if (part === undefined) return reading === '' ? [] : null
  if (part.kana) {
    const letters = hiragana(part.text)
    if (!reading.startsWith(letters)) return null
    const rest = align(parts, at + 1, reading.slice(letters.length), total)
    return rest === null ? null : [{ text: part.text }, ...rest]
  }
  for (let length = at === total - 1 ? reading.length : 1; length <= reading.length; length++) {
    const rest = align(parts, at + 1, reading.slice(length), total)
    if (rest === null || length === 0) continue
    const ruby = HAS_KANJI.test(part.text)
      ? { text: part.text, ruby: reading.slice(0, length) }
      : { text: part.text }
    return [ruby, ...rest]
  }
  return null
}
