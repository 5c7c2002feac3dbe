import { openWords, type WordGraph } from './word-graph.ts'

/** How long the columns of a graph are, as the header of its file says. */
export interface GraphSizes {
  readonly states: number
  readonly edges: number
  readonly several: number
}

export const sizesOf = ({ ends, edges, several }: WordGraph): GraphSizes => ({
  states: ends.length,
  edges: edges.length,
  several: several.length,
})

/** The columns of a graph, in the order `graphFrom` takes them. */
export const graphColumns = ({ first, edges, ends, several }: WordGraph): Int32Array[] => [
  first,
  edges,
  ends,
  several,
]

/** The graph of the next columns of a file. */
export const graphFrom = (
  { states, edges, several }: GraphSizes,
  ints: (length: number) => Int32Array,
): WordGraph =>
  openWords({
    first: ints(states + 1),
    edges: ints(edges),
    ends: ints(states),
    several: ints(several),
  })
