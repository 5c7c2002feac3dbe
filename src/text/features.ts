import { katakana } from './dictionary.ts'
import type { Normalised } from './normalise.ts'
import type { Token } from './understanding.ts'

/**
 * Which part of a text a feature comes from. Each channel is scaled on its own, so that a long
 * reading does not drown the words. The order is part of the model format.
 */
export const CHANNELS = ['character', 'word', 'reading'] as const

/**
 * Occurrences of features in one text. `keys` are 32-bit hashes; occurrence i covers the places
 * `from[i] … to[i]` of the squeezed text, whose place p is `places[p]` in the normalised one; channel
 * c owns the occurrences `starts[c] … starts[c + 1]`.
 */
export interface Features {
  readonly places: readonly number[]
  readonly keys: readonly number[]
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly starts: readonly [number, number, number, number]
  /** Where tokens end in the squeezed text; empty when the text came without tokens. */
  readonly tokenEnds: readonly number[]
}

/** A message is at most 5,000 characters on LINE; what follows the first 4,000 tells nothing new. */
const LONGEST = 4000

const CHARACTER = 0x2545f491
const WORD = 0x6c62272e
const READING = 0x1b873593

/**
 * Character 1–3-grams, base-form 1–2-grams and reading 2–4-grams, spaces dropped and case folded.
 * `tokens` are those of `normalised.text`; without them only the characters speak.
 */
export function extractFeatures(normalised: Pick<Normalised, 'text'>, tokens: readonly Token[]): Features {
  const { text, places } = squeeze(normalised.text)
  const out: Occurrences = { keys: [], from: [], to: [] }
  const whole = places.map((_, at) => at)
  gramsOf(text, whole, whole, 1, 3, CHARACTER, out)
  const words = out.keys.length
  const placed = place(tokens, text.length)
  wordGramsOf(placed, out)
  const readings = out.keys.length
  readingGramsOf(placed, out)
  const starts = [0, words, readings, out.keys.length] as const
  return { places, ...out, starts, tokenEnds: placed.map((token) => token.to) }
}

/** The text without spaces, in lower case: 「は は の　物忘れ」 and 「ははの物忘れ」 are one. */
function squeeze(text: string): { text: string; places: number[] } {
  const places: number[] = []
  let out = ''
  for (let at = 0; at < text.length && out.length < LONGEST; at++) {
    const unit = text.charAt(at)
    if (unit.trim() === '') continue
    const lower = unit.toLowerCase()
    out += lower.length === 1 ? lower : unit
    places.push(at)
  }
  return { text: out, places }
}

interface Occurrences {
  keys: number[]
  from: number[]
  to: number[]
}

interface PlacedToken {
  readonly base: string
  readonly reading: string
  readonly from: number
  readonly to: number
}

/** Gives each token its place in the squeezed text; tokens of spaces vanish. */
function place(tokens: readonly Token[], length: number): PlacedToken[] {
  const placed: PlacedToken[] = []
  let at = 0
  for (const token of tokens) {
    const surface = squeeze(token.surface).text
    if (surface === '') continue
    const from = at
    at += surface.length
    if (at > length) break
    const base = token.base === '' || token.base === '*' ? surface : token.base.toLowerCase()
    const reading = token.reading === '' || token.reading === '*' ? surface : token.reading
    placed.push({ base, reading: katakana(reading), from, to: at })
  }
  return placed
}

function wordGramsOf(tokens: readonly PlacedToken[], out: Occurrences): void {
  let before = 0
  let beforeFrom = 0
  for (const [index, token] of tokens.entries()) {
    let hash = WORD
    for (let at = 0; at < token.base.length; at++) hash = mix(hash, token.base.charCodeAt(at))
    emit(out, hash, token.from, token.to)
    if (index > 0) emit(out, mix(before, hash), beforeFrom, token.to)
    before = hash
    beforeFrom = token.from
  }
}

function readingGramsOf(tokens: readonly PlacedToken[], out: Occurrences): void {
  let kana = ''
  const from: number[] = []
  const to: number[] = []
  for (const token of tokens) {
    kana += token.reading
    for (let at = 0; at < token.reading.length; at++) {
      from.push(token.from)
      to.push(token.to - 1)
    }
  }
  gramsOf(kana, from, to, 2, 4, READING, out)
}

/** n-grams of `text`; `from[i]` and `to[i]` say where its character i stands in the squeezed text. */
function gramsOf(
  text: string,
  from: readonly number[],
  to: readonly number[],
  shortest: number,
  longest: number,
  seed: number,
  out: Occurrences,
): void {
  for (let start = 0; start < text.length; start++) {
    let hash = seed
    for (let n = 1; n <= longest && start + n <= text.length; n++) {
      hash = mix(hash, text.charCodeAt(start + n - 1))
      if (n >= shortest) emit(out, hash + n, from[start] ?? 0, (to[start + n - 1] ?? 0) + 1)
    }
  }
}

function emit(out: Occurrences, hash: number, from: number, to: number): void {
  // Murmur's finaliser; 0 marks an empty slot in the model's table.
  let key = hash ^ (hash >>> 16)
  key = Math.imul(key, 0x85ebca6b)
  key ^= key >>> 13
  key = Math.imul(key, 0xc2b2ae35)
  key = (key ^ (key >>> 16)) >>> 0
  out.keys.push(key === 0 ? 1 : key)
  out.from.push(from)
  out.to.push(to)
}

function mix(hash: number, value: number): number {
  const word = Math.imul(value, 0xcc9e2d51)
  const turned = hash ^ Math.imul((word << 15) | (word >>> 17), 0x1b873593)
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}
