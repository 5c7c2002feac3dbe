import { hiragana, weekdays } from './reading-corrections.ts'
import { furigana, push, type Ruby, rubyOf } from './readings.ts'
import type { Tokenise } from './tokenise.ts'

/** The readings of any Japanese text. The pieces join to the text. */
export type Readings = (text: string) => readonly Ruby[]

export interface KnownReadings {
  /** Word → reading, wherever the word stands whole. */
  readonly words: ReadonlyMap<string, string>
  /** 3日 → みっか. */
  readonly counts: ReadonlyMap<string, string>
}

const HAN = /\p{Script=Han}/u
const NUMERAL = /[〇一二三四五六七八九十百千]/
/** Texts whose readings are remembered: all of a ward's, and what is filled into them. */
const KEPT = 4_096

interface Span {
  readonly start: number
  readonly end: number
  readonly reading: string
}

/** Known words by their first character, the longest first. */
function byFirst(words: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const word of words.keys()) {
    const first = word.charAt(0)
    index.set(first, [...(index.get(first) ?? []), word])
  }
  for (const list of index.values()) list.sort((a, b) => b.length - a.length)
  return index
}

/**
 * Reads texts by the tokens' own readings, set right by the known words. A known word counts where it
 * begins and ends with a token, or where no other kanji touches it (新富 in 「新富一丁目」, which the tokens
 * cut as 新・富一); a single kanji only as a token of its own (金 is not in 料金).
 */
export function reader(tokenise: Tokenise, known: KnownReadings): Readings {
  const index = byFirst(known.words)
  const kept = new Map<string, readonly Ruby[]>()

  function spansIn(text: string, edges: ReadonlySet<number>): Span[] {
    const spans: Span[] = []
    const apart = (at: number) => {
      const [before, after] = [text.charAt(at - 1), text.charAt(at)]
      return !HAN.test(before) || !HAN.test(after) || NUMERAL.test(before) || NUMERAL.test(after)
    }
    const days = weekdays(text)
    for (let at = 0; at < text.length; ) {
      const day = days.get(at)
      if (day !== undefined) {
        spans.push({ start: at, end: at + 1, reading: day })
        at++
        continue
      }
      const word = index.get(text.charAt(at))?.find((one) => {
        if (!text.startsWith(one, at)) return false
        const ends = [at, at + one.length]
        return ends.every((end) => edges.has(end)) || (one.length > 1 && ends.every(apart))
      })
      if (word === undefined) at++
      else {
        spans.push({ start: at, end: at + word.length, reading: known.words.get(word) ?? '' })
        at += word.length
      }
    }
    return spans
  }

  function read(text: string): readonly Ruby[] {
    const tokens = tokenise(text)
    const edges = new Set([0])
    let end = 0
    for (const { surface } of tokens) {
      end += surface.length
      edges.add(end)
    }
    const spans = spansIn(text, edges)
    if (spans.length === 0) return asSaid(furigana(tokens, known.counts))
    const pieces: Ruby[] = []
    const between = (start: number, stop: number) => {
      if (start < stop)
        for (const piece of furigana(tokenise(text.slice(start, stop)), known.counts)) push(pieces, piece)
    }
    let at = 0
    for (const span of spans) {
      between(at, span.start)
      for (const piece of rubyOf(text.slice(span.start, span.end), span.reading)) push(pieces, piece)
      at = span.end
    }
    between(at, text.length)
    return asSaid(pieces)
  }

  return (text) => {
    const before = kept.get(text)
    if (before) return before
    const pieces = read(text)
    if (kept.size >= KEPT) kept.clear()
    kept.set(text, pieces)
    return pieces
  }
}

const TOLD = /^（([ぁ-ゖー\s・]+)）/

/** 「相談（そうだん）」 says its reading itself: no second one above it. */
function asSaid(pieces: readonly Ruby[]): readonly Ruby[] {
  const out = [...pieces]
  pieces.forEach((piece, i) => {
    const told = piece.ruby === undefined ? TOLD.exec(piece.text)?.[1] : undefined
    if (told === undefined) return
    let rest = told
    for (let back = i - 1; back >= 0 && rest !== ''; back--) {
      const before = out[back]
      if (before === undefined) return
      const sound = before.ruby ?? hiragana(before.text)
      const whole = rest.endsWith(sound)
      // Read otherwise than the text says: the text is right, and only its own kanji lose theirs.
      if (!whole && back < i - 1) return
      if (before.ruby !== undefined) out[back] = { text: before.text }
      if (!whole) return
      rest = rest.slice(0, rest.length - sound.length)
    }
  })
  const joined: Ruby[] = []
  for (const piece of out) push(joined, piece)
  return joined
}
