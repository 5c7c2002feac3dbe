import { type Cell, MAX_LENGTH, readCells } from './normalise/cells.ts'
import { type PlainText, plainReader } from './normalise/plain.ts'
import { KEY_RULES, type Rule, TOKEN_RULES } from './normalise/rules.ts'

/** A normalised text that remembers what the resident wrote. */
export interface Normalised {
  readonly text: string
  /** The resident's own words behind `text.slice(start, end)`. */
  original(start: number, end: number): string
  /** Where `text[at]` begins in the original (UTF-16); the original's length when `at` is past the end. */
  offset(at: number): number
}

function run(text: string, rules: readonly Rule[]): Normalised {
  let cells: readonly Cell[] = readCells(text)
  for (const rule of rules) cells = rule.apply(cells)
  let out = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const cell of cells) {
    out += cell.char
    for (let unit = 0; unit < cell.char.length; unit += 1) {
      starts.push(cell.start)
      ends.push(cell.end)
    }
  }
  const length = Math.min(text.length, MAX_LENGTH)
  return {
    text: out,
    original: (start, end) =>
      end > start ? text.slice(starts[start] ?? length, ends[end - 1] ?? length) : '',
    offset: (at) => starts[at] ?? length,
  }
}

function fromPlain(text: string, { text: out, starts }: PlainText): Normalised {
  const end = text.length
  if (starts === null)
    return {
      text: out,
      original: (from, to) => (to > from ? text.slice(from, to) : ''),
      offset: (at) => Math.min(at, end),
    }
  const at = (place: number) => (place < out.length ? (starts[place] as number) : end)
  return {
    text: out,
    original: (from, to) => (to > from ? text.slice(at(from), to > out.length ? end : at(to - 1) + 1) : ''),
    offset: at,
  }
}

const readTokens = plainReader((letter) => run(letter, TOKEN_RULES).text)
const readKey = plainReader((letter) => run(letter, KEY_RULES).text, ' \n\u3000,.…')

/**
 * The text as a careful typist would have typed it, for tokens and the classifier. Case, kanji,
 * katakana, punctuation and line breaks stay. At most 20,000 characters are read; never throws.
 */
export function normalise(text: string): Normalised {
  const plain = readTokens(text)
  return plain ? fromPlain(text, plain) : run(text, TOKEN_RULES)
}

/**
 * The spelling-blind form for matching words on the raw text: hiragana for all kana, no small kana,
 * no ー, no spaces or punctuation, lower case. Words to look for must go through it as well.
 */
export function kanaKey(text: string): Normalised {
  if (lastKey?.of === text) return lastKey.key
  const plain = readKey(text)
  const key = plain ? fromPlain(text, plain) : run(text, KEY_RULES)
  lastKey = { of: text, key }
  return key
}

/** The text of `kanaKey` alone: lists of words are long and nobody asks how each was written. */
export function keyOf(text: string): string {
  return readKey(text)?.text ?? run(text, KEY_RULES).text
}

/** One message is keyed by several readers in a row. */
let lastKey: { readonly of: string; readonly key: Normalised } | undefined
