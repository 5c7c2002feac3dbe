import { readColumns, writeColumns } from './columns.ts'
import type { Lexicon } from './lexicon.ts'
import { type GraphSizes, graphColumns, graphFrom, sizesOf } from './word-graph-file.ts'

const FORMAT = 'madoguchi-lexicon-1'

interface Header {
  readonly format: typeof FORMAT
  readonly ids: readonly string[]
  readonly words: GraphSizes
}

/** A lexicon as bytes: header length, JSON header, then the columns of its graph. */
export function encodeLexicon({ ids, words }: Lexicon): Uint8Array {
  const header: Header = { format: FORMAT, ids, words: sizesOf(words) }
  return writeColumns(header, graphColumns(words))
}

/** Reads what `encodeLexicon` wrote; throws when it is anything else. */
export function decodeLexicon<Id extends string>(bytes: Uint8Array): Lexicon<Id> {
  const { header, ints } = readColumns<Header>(bytes, 'a lexicon', FORMAT)
  return { ids: header.ids as readonly Id[], words: graphFrom(header.words, ints) }
}
