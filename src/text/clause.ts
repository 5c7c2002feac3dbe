import { kanaKey } from './normalise.ts'
import type { Token } from './understanding.ts'

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

/** Phrases to look for, by the first letter of their key, longest first. */
export type PhraseTable = ReadonlyMap<string, readonly string[]>

/** Makes the table once, so that a message is read once for any number of phrases. */
export function phraseTable(phrases: readonly string[]): PhraseTable {
  const table = new Map<string, string[]>()
  const keys = new Set(phrases.map((phrase) => kanaKey(phrase).text))
  for (const key of [...keys].sort((a, b) => b.length - a.length)) {
    const first = key.charAt(0)
    const own = table.get(first)
    if (own === undefined) table.set(first, [key])
    else own.push(key)
  }
  return table
}

const PUNCTUATION = new Set('、。，．,!?！？…「」『』（）()\n♪★')
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

/** A text with its tokens, where phrases are found by their kana and clauses by punctuation and particles. */
export class ClauseText {
  readonly text: string
  readonly tokens: readonly (Token & { readonly start: number; readonly end: number })[]
  readonly #key: ReturnType<typeof kanaKey>

  constructor(tokens: readonly Token[]) {
    let end = 0
    this.tokens = tokens.map((token) => {
      const start = end
      end += token.surface.length
      return { ...token, start, end }
    })
    this.text = tokens.map((token) => token.surface).join('')
    this.#key = kanaKey(this.text)
  }

  /** Where a phrase of the table stands, in kanji as given and in any kana; the longest at each place. */
  find(table: PhraseTable): Hit[] {
    const hits: Hit[] = []
    const { text } = this.#key
    for (let at = 0; at < text.length; at++) {
      const key = table.get(text.charAt(at))?.find((own) => text.startsWith(own, at))
      if (key !== undefined) hits.push(this.#hit(at, at + key.length))
    }
    return hits
  }

  #hit(from: number, to: number): Hit {
    const start = this.#key.offset(from)
    const end = start + this.#key.original(from, to).length
    return {
      start,
      end,
      after: withoutSpaces(this.text.slice(end, this.clauseEnd(end))),
      before: withoutSpaces(this.text.slice(this.markBefore(start), start)),
    }
  }

  /** The end of the clause around `at`: the next punctuation mark. */
  clauseEnd(at: number): number {
    for (let i = at; i < this.text.length; i++) if (PUNCTUATION.has(this.text.charAt(i))) return i
    return this.text.length
  }

  /** Just after the last punctuation mark before `at`. */
  markBefore(at: number): number {
    for (let i = at; i > 0; i--) if (PUNCTUATION.has(this.text.charAt(i - 1))) return i
    return 0
  }

  /** Where the words that a 「ではない」 at `at` denies begin: after a mark, a topic or another clause. */
  phraseStart(at: number): number {
    let start = this.markBefore(at)
    for (const token of this.tokens) {
      if (token.end > at) break
      if (token.start >= start && token.pos === '助詞' && breaks(token)) start = token.end
    }
    return start
  }

  /** Where the statement that ends at `at` begins: after a full stop or a clause that leads to it by が or けど. */
  statementStart(at: number): number {
    let start = 0
    for (const token of this.tokens) {
      if (token.end > at) break
      if (STOPS.has(token.surface.slice(-1)) || token.surface === '\n') start = token.end
      else if (token.pos1 === '接続助詞' && CONJUNCTIONS.has(token.surface)) start = token.end
    }
    return start
  }
}

function breaks(token: Token): boolean {
  return PARTICLES.has(token.surface) || (token.pos1 === '接続助詞' && CONJUNCTIONS.has(token.surface))
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
