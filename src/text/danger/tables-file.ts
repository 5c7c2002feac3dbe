import { readColumns, writeColumns } from '../columns.ts'
import type { WordGraph } from '../word-graph.ts'
import { type GraphSizes, graphColumns, graphFrom, sizesOf } from '../word-graph-file.ts'
import type { DangerRow, DangerTables } from './row.ts'

/** A row without its words: what is asked once they were found. */
export type RowRule = Omit<DangerRow, 'phrases' | 'patterns'>

/** The concept of all words that only look like danger. */
export const LOOK_ALIKE = 0

/** Tables with every word written out and folded, as they stand in a file. */
interface Parts {
  readonly rows: readonly RowRule[]
  /** The concepts of the 〈lists〉 that guards and exceptions name. */
  readonly lists: Readonly<Record<string, number>>
  readonly guards: DangerTables['guards']
  /** How many concepts there are. */
  readonly concepts: number
  /** By pattern, in the order of the tables: its row, and where its parts begin in `concept` and `gap`. */
  readonly rowOf: Int32Array
  readonly firstPart: Int32Array
  /** By part: its words, and how far from the part before it may stand. */
  readonly concept: Int32Array
  readonly gap: Int32Array
  readonly words: WordGraph
}

/** Tables ready for searching. */
export interface Compiled extends Parts {
  /** By concept: a pattern that begins with it; by pattern: another such. -1 when there is none. */
  readonly beginning: Int32Array
  readonly next: Int32Array
}

const FORMAT = 'madoguchi-danger-2'

interface Header extends Pick<Parts, 'rows' | 'lists' | 'guards' | 'concepts'> {
  readonly format: typeof FORMAT
  readonly patterns: number
  readonly parts: number
  readonly words: GraphSizes
}

/** Finds what begins with which concept. */
export function ready(parts: Parts): Compiled {
  const { concepts, rowOf, firstPart, concept } = parts
  const beginning = new Int32Array(concepts).fill(-1)
  const next = new Int32Array(rowOf.length)
  for (let pattern = 0; pattern < rowOf.length; pattern += 1) {
    const first = concept[firstPart[pattern] as number] as number
    next[pattern] = beginning[first] as number
    beginning[first] = pattern
  }
  return { ...parts, beginning, next }
}

/** Compiled tables as bytes: header length, JSON header, then the columns in a fixed order. */
export function encodeTables(tables: Compiled): Uint8Array {
  const { rows, lists, guards, concepts, rowOf, firstPart, concept, gap, words } = tables
  const header: Header = {
    format: FORMAT,
    rows,
    lists,
    guards,
    concepts,
    patterns: rowOf.length,
    parts: concept.length,
    words: sizesOf(words),
  }
  return writeColumns(header, [rowOf, firstPart, concept, gap, ...graphColumns(words)])
}

/** Reads what `encodeTables` wrote; throws when it is anything else. */
export function decodeTables(bytes: Uint8Array): Compiled {
  const { header, ints } = readColumns<Header>(bytes, 'danger tables', FORMAT)
  const { rows, lists, guards, concepts, patterns, parts, words } = header
  return ready({
    rows,
    lists,
    guards,
    concepts,
    rowOf: ints(patterns),
    firstPart: ints(patterns + 1),
    concept: ints(parts),
    gap: ints(parts),
    words: graphFrom(words, ints),
  })
}
