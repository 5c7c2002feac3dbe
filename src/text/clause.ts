import { kanaKey, keyOf } from './normalise.ts'
import type { Token } from './understanding.ts'
import { packWords, type WordGraph, wordsAt } from './word-graph.ts'

/** [start, end) in UTF-16 units of the text. */
export type Span = readonly [start: number, end: number]

/** A phrase as found in a text, whatever its spelling. */
export interface Hit {
  readonly start: number
  readonly end: number
  /** What follows up to the next punctuation mark, without spaces. */
  readonly after: string
  /** What precedes since the last punctuation mark, without spaces. */
  readonly before: string
}

/** A list of phrases to look for, by its number in `TABLES`. */
export type PhraseTable = number & { readonly brand: 'PhraseTable' }

const TABLES: (readonly string[])[] = []
let packed: WordGraph | undefined

/** Puts the phrases, in any spelling, among those every message is read for. */
export function phraseTable(phrases: readonly string[]): PhraseTable {
  packed = undefined
  return (TABLES.push(phrases) - 1) as PhraseTable
}

/** All phrases of all tables with the tables they stand in, so that a message is read once for any number of them. */
function packTables(): WordGraph {
  const tablesOf = new Map<string, number[]>()
  for (const [table, phrases] of TABLES.entries())
    for (const key of new Set(phrases.map(keyOf))) tablesOf.set(key, [...(tablesOf.get(key) ?? []), table])
  return packWords(tablesOf)
}

const PUNCTUATION = new Set(Array.from('、。，．,!?！？…「」『』（）()\n♪★', (mark) => mark.charCodeAt(0)))
const STOPS = new Set('。．!?！？\n')
/** After these a new statement begins: 物忘れはあるが、認知症ではない. */
const PARTICLES = new Set(['は', 'が', 'も', 'って', 'なら'])
const CONJUNCTIONS = new Set([
  'が',
  'けど',
  'けれど',
  'けれども',
  'けども',
  'ので',
  'のに',
  'から',
  'し',
  'ば',
  'ながら',
])

/** What stands around a hit is read no further than this, so that a text without marks stays linear. */
const AROUND = 60

/** A token with its place in the text. */
export interface PlacedToken extends Token {
  readonly start: number
  readonly end: number
}

/** A text with its tokens, where phrases are found by their kana and clauses by punctuation and particles. */
export class ClauseText {
  readonly text: string
  readonly tokens: readonly PlacedToken[]
  readonly #key: ReturnType<typeof kanaKey>
  /** By place in the text: the last mark before, the next mark, the last topic or clause, the last statement. */
  readonly #lastMark: Int32Array
  readonly #nextMark: Int32Array
  readonly #lastBreak: Int32Array
  readonly #lastStatement: Int32Array
  readonly #tokenAt: Int32Array
  /** By table: where its phrases stand in the key, start and end by turns, the longest at each place. */
  readonly #found: (number[] | undefined)[] = []

  constructor(tokens: readonly Token[]) {
    let end = 0
    this.tokens = tokens.map((token) => {
      const start = end
      end += token.surface.length
      const { surface, pos, pos1, base, reading } = token
      return { surface, pos, pos1, base, reading, start, end }
    })
    this.text = tokens.map((token) => token.surface).join('')
    this.#key = kanaKey(this.text)
    const length = this.text.length
    const room = new Int32Array(5 * (length + 1))
    const column = (at: number) => room.subarray(at * (length + 1), (at + 1) * (length + 1))
    this.#lastMark = column(0)
    this.#nextMark = column(1).fill(length)
    this.#lastBreak = column(2)
    this.#lastStatement = column(3)
    this.#tokenAt = column(4).fill(tokens.length)
    this.#placeMarks()
    this.#placeTokens()
    this.#findPhrases()
  }

  #findPhrases(): void {
    const { text } = this.#key
    const keep = (table: number, end: number) => {
      let places = this.#found[table]
      if (places === undefined) {
        places = []
        this.#found[table] = places
      }
      const last = places.length - 2
      // Shorter ones come first and give way.
      if (places[last] === from) places[last + 1] = end
      else places.push(from, end)
    }
    let from = 0
    packed ??= packTables()
    for (; from < text.length; from++) wordsAt(packed, text, from, keep)
  }

  #placeMarks(): void {
    const { text } = this
    for (let i = 0; i < text.length; i++) {
      this.#lastMark[i + 1] = PUNCTUATION.has(text.charCodeAt(i)) ? i + 1 : (this.#lastMark[i] as number)
    }
    for (let i = text.length - 1; i >= 0; i--) {
      this.#nextMark[i] = this.#lastMark[i + 1] === i + 1 ? i : (this.#nextMark[i + 1] as number)
    }
  }

  #placeTokens(): void {
    let clause = 0
    let statement = 0
    for (const [i, token] of this.tokens.entries()) {
      for (let at = token.start; at < token.end; at++) {
        this.#tokenAt[at] = i
        this.#lastBreak[at] = clause
        this.#lastStatement[at] = statement
      }
      const joins = token.pos1 === '接続助詞' && CONJUNCTIONS.has(token.surface)
      if (joins || (token.pos === '助詞' && PARTICLES.has(token.surface))) clause = token.end
      if (joins || STOPS.has(token.surface.slice(-1))) statement = token.end
    }
    this.#lastBreak[this.text.length] = clause
    this.#lastStatement[this.text.length] = statement
  }

  /** Where a phrase of the table stands, in kanji as given and in any kana; the longest at each place. */
  find(table: PhraseTable): Hit[] {
    const places = this.#found[table] ?? []
    const hits: Hit[] = []
    for (let at = 0; at < places.length; at += 2)
      hits.push(this.#hit(places[at] as number, places[at + 1] as number))
    return hits
  }

  #hit(from: number, to: number): Hit {
    const start = this.#key.offset(from)
    const end = start + this.#key.original(from, to).length
    return {
      start,
      end,
      after: withoutSpaces(this.text.slice(end, Math.min(this.clauseEnd(end), end + AROUND))),
      before: withoutSpaces(this.text.slice(Math.max(this.markBefore(start), start - AROUND), start)),
    }
  }

  /** Some phrase of the table stands in the text. */
  has(table: PhraseTable): boolean {
    return this.#found[table] !== undefined
  }

  /** The tokens from the one at a place on, as many as a clause may have. */
  tokensFrom(at: number): readonly PlacedToken[] {
    const first = this.#tokenAt[at] ?? this.tokens.length
    return this.tokens.slice(first, first + AROUND)
  }

  /** The token that ends at a place, if one does. */
  tokenEndingAt(at: number): PlacedToken | undefined {
    const token = at === 0 ? undefined : this.tokens[this.#tokenAt[at - 1] as number]
    return token?.end === at ? token : undefined
  }

  /** The end of the clause around `at`: the next punctuation mark. */
  clauseEnd(at: number): number {
    return this.#nextMark[at] ?? this.text.length
  }

  /** Just after the last punctuation mark before `at`. */
  markBefore(at: number): number {
    return this.#lastMark[at] ?? 0
  }

  /** Where the words that a 「ではない」 at `at` denies begin: after a mark, a topic or another clause. */
  phraseStart(at: number): number {
    return Math.max(this.markBefore(at), this.#lastBreak[at] ?? 0)
  }

  /** Where the statement that ends at `at` begins: after a full stop or a clause that leads to it by が or けど. */
  statementStart(at: number): number {
    return this.#lastStatement[at] ?? 0
  }
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/gu, '')
}

/** Every combination, in reading order: ['死に', '消え'] × ['たくない']. */
export function combine(heads: readonly string[], tails: readonly string[]): string[] {
  return heads.flatMap((head) => tails.map((tail) => head + tail))
}

/** The spans without those that lie in another, in order. */
export function outermost(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])
  let reached = -1
  return sorted.filter(([, end]) => {
    if (end <= reached) return false
    reached = end
    return true
  })
}

/** The entries of a list written with spaces and line breaks between them. */
export function wordList(list: string): readonly string[] {
  return list.trim().split(/\s+/)
}
