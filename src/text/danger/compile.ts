import { packWords } from '../word-graph.ts'
import type { DangerTables } from './row.ts'
import { type Compiled, LOOK_ALIKE, type RowRule, ready } from './tables-file.ts'

/** What a word that may be left out leaves between its neighbours, in letters. */
const SHORT_GAP = 3
/** What ‥ allows, into the next sentence. */
const LONG_GAP = 40
/** A pattern that stands for more words than this is searched in two halves, side by side. */
const MANY = 80

/** The choices of a pattern in order, [ab], (a|b) and ? written out. Throws on a bracket left open. */
function choices(pattern: string): string[][] {
  // The key knows no commas.
  const letters = [...pattern.replaceAll('、', '')]
  let at = 0
  const sequence = (nested: boolean): string[][][] => {
    const all: string[][][] = []
    let out: string[][] = []
    for (;;) {
      const char = letters[at]
      if (char === undefined || char === ')') {
        if ((char === ')') !== nested) throw new Error(`brackets do not match in ${pattern}`)
        return [...all, out]
      }
      at += 1
      if (char === '|' && nested) {
        all.push(out)
        out = []
        continue
      }
      let here = [char]
      if (char === '(') {
        here = sequence(true).flatMap(product)
        at += 1
      } else if (char === '[') {
        const close = letters.indexOf(']', at)
        if (close < 0) throw new Error(`brackets do not match in ${pattern}`)
        here = digits(letters.slice(at, close))
        at = close + 1
      }
      if (letters[at] === '?') {
        here = [...here, '']
        at += 1
      }
      out.push(here)
    }
  }
  return sequence(false)[0] ?? []
}

/** [3-6] is 3456; every other class names its letters. */
function digits(letters: readonly string[]): string[] {
  if (letters[1] !== '-') return [...letters]
  const [from, to] = [Number(letters[0]), Number(letters[2])]
  return [...Array.from({ length: to - from + 1 }, (_, i) => String(from + i)), ...letters.slice(3)]
}

function product(lists: readonly (readonly string[])[]): string[] {
  let out = ['']
  for (const list of lists)
    out =
      list.length === 1
        ? out.map((head) => head + list[0])
        : out.flatMap((head) => list.map((tail) => head + tail))
  return out
}

/** All the words that a pattern without … and 〈〉 stands for. */
function expand(pattern: string): string[] {
  return product(choices(pattern))
}

/** The same, as lists that follow each other without a gap, none of them very long. */
function split(pattern: string): string[][] {
  const out: string[][] = []
  let words = ['']
  for (const list of choices(pattern)) {
    if (words.length * list.length > MANY && !words.includes('') && !list.includes('')) {
      out.push(words)
      words = ['']
    }
    words = product([words, list])
  }
  return [...out, words]
}

/**
 * Compiles tables. `key` folds a word as the surface folds the message; `gap` is what … allows.
 * Throws on an unknown 〈list〉 or an unclosed bracket, which the tests catch.
 */
export function compile(tables: DangerTables, key: (word: string) => string, gap: number): Compiled {
  const words = new Map<string, number[]>()
  const concepts = new Map<string, number>()
  let size = LOOK_ALIKE + 1

  const add = (word: string, concept: number) => {
    const folded = key(word)
    if (folded.trim() === '') throw new Error(`nothing left of "${word}"`)
    const known = words.get(folded)
    if (known === undefined) words.set(folded, [concept])
    else if (!known.includes(concept)) known.push(concept)
  }
  const wordsOf = (name: string): readonly string[] => {
    const words = tables.concepts[name]
    if (words === undefined) throw new Error(`unknown list 〈${name}〉`)
    return words.flatMap((word) => (word.startsWith('〈') ? wordsOf(word.slice(1, -1)) : expand(word)))
  }
  const conceptOf = (name: string, words: () => readonly string[]): number => {
    const known = concepts.get(name)
    if (known !== undefined) return known
    const concept = size++
    concepts.set(name, concept)
    for (const word of words()) add(word, concept)
    return concept
  }
  const lists: Record<string, number> = {}
  const listed = (name: string): number => {
    const concept = conceptOf(`〈${name}〉`, () => wordsOf(name))
    lists[name] = concept
    return concept
  }

  for (const entry of tables.lookAlikes)
    for (const pattern of entry.patterns) for (const word of expand(pattern)) add(word, LOOK_ALIKE)
  listed(tables.guards.past)
  listed(tables.guards.still)
  listed(tables.guards.over)
  const rows: RowRule[] = []
  const patterns = { row: [] as number[], first: [] as number[] }
  const parts = { concept: [] as number[], gap: [] as number[] }
  for (const { phrases: _phrases, patterns: own, ...row } of tables.rows) {
    for (const name of [...(row.unless ?? []), ...(row.unlessAnywhere ?? [])]) listed(name)
    for (const written of own) {
      patterns.row.push(rows.length)
      patterns.first.push(parts.concept.length)
      let reach = 0
      const then = (concept: number) => {
        parts.concept.push(concept)
        parts.gap.push(reach)
        reach = 0
      }
      for (const piece of written.split(/(〈[^〉]*〉|[…‥])/)) {
        if (piece === '') continue
        if (piece === '…') reach = gap
        else if (piece === '‥') reach = LONG_GAP
        else if (piece.startsWith('〈')) then(listed(piece.slice(1, -1)))
        else {
          for (const words of split(piece)) {
            // 〈高齢〉(に|が)?…〈叩く〉: what may be left out is a short gap.
            if (words.includes('')) reach = Math.max(reach, SHORT_GAP)
            else then(conceptOf(words.join('|'), () => words))
          }
        }
      }
    }
    rows.push(row)
  }
  return ready({
    rows,
    lists,
    guards: tables.guards,
    concepts: size,
    rowOf: Int32Array.from(patterns.row),
    firstPart: Int32Array.from([...patterns.first, parts.concept.length]),
    concept: Int32Array.from(parts.concept),
    gap: Int32Array.from(parts.gap),
    words: packWords(words),
  })
}
