import { katakana } from './dictionary.ts'
import type { Normalised } from './normalise.ts'
import { ints } from './room.ts'
import type { Token } from './understanding.ts'

/**
 * One number for each part of a text that features come from, in the order of the model format:
 * characters, words, readings, phrases, ideas. Each channel is scaled on its own, so that a long
 * reading does not drown the words.
 */
export type PerChannel = readonly [number, number, number, number, number]

/** Where the phrases stand among the channels: many, and of use to few models. */
const PHRASES = 3
/** Some of these models ask for phrases. */
export const askForPhrases = (...models: readonly { readonly channels: PerChannel }[]): boolean =>
  models.some(({ channels }) => channels[PHRASES] !== 0)

/**
 * Occurrences of features in one text. `keys` are signed 32-bit hashes, never 0; occurrence i covers
 * the places `spans[i] >>> 16 … spans[i] & 0xffff` of the squeezed text, whose place p is `places[p]` in the normalised
 * one; channel c owns the occurrences `starts[c] … starts[c + 1]`.
 */
export interface Features {
  readonly places: Int32Array
  readonly keys: Int32Array
  readonly spans: Int32Array
  readonly starts: readonly [number, number, number, number, number, number]
  /** The tokens' places in the squeezed text, in order; empty when the text came without tokens. */
  readonly tokens: readonly PlacedToken[]
}

/** A message is at most 5,000 characters on LINE; what follows the first 4,000 tells nothing new. */
const LONGEST = 4000
/** A reading may be longer than what was written: 「志」 is こころざし. */
const LONGEST_READING = 3 * LONGEST

const CHARACTER = 0x2545f491
const WORD = 0x6c62272e
const READING = 0x1b873593
const CONCEPT = 0x3c6ef372

/**
 * Characters and pairs of them, base forms, reading 2–3-grams, and as phrases three characters or two
 * words; spaces dropped and case folded. `tokens` are those of `normalised.text`; without them only the characters speak.
 * `concepts` are ids of ideas found in it (`intents/lexicon`). Without `phrases` that channel stays empty.
 */
export function extractFeatures(
  normalised: Pick<Normalised, 'text'>,
  tokens: readonly Token[],
  concepts: readonly string[] = [],
  phrases = true,
): Features {
  const plain = normalised.text.length <= LONGEST && isSqueezed(normalised.text)
  const { text, places } = plain ? asItStands(normalised.text) : squeeze(normalised.text)
  const placed = place(tokens, text.length, plain)
  const spoken = readingOf(placed)
  const count =
    grams(text.length, phrases ? 3 : 2) +
    grams(placed.length, phrases ? 2 : 1) +
    grams(spoken.kana.length, 3) -
    spoken.kana.length +
    concepts.length
  const out: Occurrences = { keys: ints(count), spans: ints(count), length: 0 }
  characterGrams(text, out)
  const words = out.length
  const hashes = wordGrams(placed, out)
  const readings = out.length
  readingGrams(spoken, out)
  const sayings = out.length
  if (phrases) phraseGrams(text, placed, hashes, out)
  const ideas = out.length
  // Ideas have no place of their own: the words they were found by are not repeated here.
  for (const concept of concepts) emit(out, hashOf(CONCEPT, concept), 0, 0)
  return {
    places,
    keys: out.keys,
    spans: out.spans,
    starts: [0, words, readings, sayings, ideas, out.length],
    tokens: placed,
  }
}

const isSpace = (unit: number): boolean => unit <= 0x20 || unit === 0xa0 || unit === 0x3000
/** Half-width letters only: the text is normalised. */
const isCapital = (unit: number): boolean => unit >= 0x41 && unit <= 0x5a

function isSqueezed(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isSpace(unit) || isCapital(unit)) return false
  }
  return true
}

interface Squeezed {
  readonly text: string
  readonly places: Int32Array
}

function asItStands(text: string): Squeezed {
  const places = ints(text.length)
  for (let at = 0; at < text.length; at++) places[at] = at
  return { text, places }
}

/** The text without spaces, in lower case: 「は は の　物忘れ」 and 「ははの物忘れ」 are one. */
function squeeze(text: string): Squeezed {
  const places: number[] = []
  let out = ''
  for (let at = 0; at < text.length && out.length < LONGEST; at++) {
    const unit = text.charCodeAt(at)
    if (isSpace(unit)) continue
    out += isCapital(unit) ? String.fromCharCode(unit + 0x20) : text.charAt(at)
    places.push(at)
  }
  return { text: out, places: Int32Array.from(places) }
}

/** How many runs of 1 … `longest` there are of so many things. */
function grams(things: number, longest: number): number {
  let count = 0
  for (let length = 1; length <= longest; length++) count += Math.max(0, things + 1 - length)
  return count
}

interface Occurrences {
  readonly keys: Int32Array
  readonly spans: Int32Array
  length: number
}

export interface PlacedToken {
  /** Carries meaning: neither particle nor auxiliary nor sign. */
  readonly content: boolean
  readonly base: string
  readonly reading: string
  readonly from: number
  readonly to: number
}

const hasMeaning = (pos: string): boolean => pos !== '助詞' && pos !== '助動詞' && pos !== '記号'

/** Gives each token its place in the squeezed text; tokens of spaces vanish. `plain`: there was nothing to squeeze. */
function place(tokens: readonly Token[], length: number, plain: boolean): PlacedToken[] {
  const placed: PlacedToken[] = []
  let from = 0
  for (const token of tokens) {
    const surface = plain || isSqueezed(token.surface) ? token.surface : squeeze(token.surface).text
    const to = from + surface.length
    if (to > length) break
    if (to === from) continue
    const base = token.base === '' || token.base === '*' ? surface : token.base
    const reading = token.reading === '' || token.reading === '*' ? katakana(surface) : token.reading
    placed.push({ content: hasMeaning(token.pos), base, reading, from, to })
    from = to
  }
  return placed
}

function characterGrams(text: string, out: Occurrences): void {
  for (let at = 0; at < text.length; at++) {
    const one = mix(CHARACTER, text.charCodeAt(at))
    emit(out, one, at, at + 1)
    if (at + 1 < text.length) emit(out, mix(one, text.charCodeAt(at + 1)), at, at + 2)
  }
}

function wordGrams(tokens: readonly PlacedToken[], out: Occurrences): readonly number[] {
  return tokens.map(({ base, from, to }) => {
    const hash = hashOf(WORD, base)
    emit(out, hash, from, to)
    return hash
  })
}

function phraseGrams(
  text: string,
  tokens: readonly PlacedToken[],
  hashes: readonly number[],
  out: Occurrences,
): void {
  for (let at = 0; at + 2 < text.length; at++) {
    const two = mix(mix(CHARACTER, text.charCodeAt(at)), text.charCodeAt(at + 1))
    emit(out, mix(two, text.charCodeAt(at + 2)), at, at + 3)
  }
  for (let at = 0; at + 1 < tokens.length; at++) {
    const hash = mix(hashes[at] as number, hashes[at + 1] as number)
    emit(out, hash, (tokens[at] as PlacedToken).from, (tokens[at + 1] as PlacedToken).to)
  }
}

interface Reading {
  readonly kana: string
  /** The token each kana belongs to. */
  readonly tokens: readonly PlacedToken[]
}

function readingOf(placed: readonly PlacedToken[]): Reading {
  const tokens: PlacedToken[] = []
  let kana = ''
  for (const token of placed) {
    if (kana.length + token.reading.length > LONGEST_READING) break
    kana += token.reading
    for (let at = 0; at < token.reading.length; at++) tokens.push(token)
  }
  return { kana, tokens }
}

function readingGrams({ kana, tokens }: Reading, out: Occurrences): void {
  for (let at = 0; at + 1 < kana.length; at++) {
    const from = (tokens[at] as PlacedToken).from
    const two = mix(mix(READING, kana.charCodeAt(at)), kana.charCodeAt(at + 1))
    emit(out, two, from, (tokens[at + 1] as PlacedToken).to)
    if (at + 2 >= kana.length) continue
    emit(out, mix(two, kana.charCodeAt(at + 2)), from, (tokens[at + 2] as PlacedToken).to)
  }
}

function hashOf(seed: number, text: string): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = mix(hash, text.charCodeAt(at))
  return hash
}

/** Murmur's finaliser spreads the hash; 0 marks an empty slot in the model's table. */
function emit(out: Occurrences, hash: number, from: number, to: number): void {
  let key = hash ^ (hash >>> 16)
  key = Math.imul(key, 0x85ebca6b)
  key ^= key >>> 13
  key = Math.imul(key, 0xc2b2ae35)
  key ^= key >>> 16
  const at = out.length++
  out.keys[at] = key === 0 ? 1 : key
  out.spans[at] = (from << 16) | to
}

function mix(hash: number, value: number): number {
  const word = Math.imul(value, 0xcc9e2d51)
  const turned = hash ^ Math.imul((word << 15) | (word >>> 17), 0x1b873593)
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}
