/**
 * Words and the concepts they stand for, searched letter by letter. Words share what they begin with and
 * what they end with (a minimal automaton), so that 40,000 of them fit in 100 KB; it is never changed.
 */
export interface WordGraph {
  /** The edges of a state: `edges[first[state]] … edges[first[state + 1] - 1]`, by letter. */
  readonly first: Int32Array
  /** code unit << 16 | state it leads to. */
  readonly edges: Int32Array
  /** By state: 0 where no word ends, `1 + concept` for one, `-1 - place` in `several` for more. */
  readonly ends: Int32Array
  /** How many concepts, then these, for each place. */
  readonly several: Int32Array
  /** The state after the first letter, by code unit: nearly every place of a text is asked for one. */
  readonly roots: Uint16Array
}

/** The parts a graph is made of again. */
export type WordGraphParts = Omit<WordGraph, 'roots'>

const MOST_STATES = 0x10000

/** Packs words, each with its concepts in any order. Makes no strings: a service packs its word lists when it starts. */
export function packWords(words: ReadonlyMap<string, readonly number[]>): WordGraph {
  const keys = [...words.keys()].sort((a, b) => (a < b ? -1 : 1))
  const states = stateMaker(keys.reduce((letters, key) => letters + key.length, 2))
  const several: number[] = []
  const placeOf = new Map<string, number>()
  const endOf = (key: string): number => {
    const concepts = words.get(key) ?? []
    if (concepts.length < 2) return 1 + (concepts[0] ?? 0)
    const sorted = [...concepts].sort((a, b) => a - b)
    const place = placeOf.get(sorted.join()) ?? several.length
    if (place === several.length) several.push(sorted.length, ...sorted)
    placeOf.set(sorted.join(), place)
    return -1 - place
  }
  /** Edges of the states that are being made, those of the innermost on top. */
  const open: number[] = []
  /** The state of keys[from] … keys[to - 1], which begin with the same `depth` letters. */
  const stateOf = (from: number, to: number, depth: number): number => {
    const own = keys[from]?.length === depth
    const end = own ? endOf(keys[from] as string) : 0
    const bottom = open.length
    for (let at = own ? from + 1 : from; at < to; ) {
      const unit = keys[at]?.charCodeAt(depth) ?? 0
      let next = at + 1
      while (next < to && keys[next]?.charCodeAt(depth) === unit) next += 1
      const state = stateOf(at, next, depth + 1)
      open.push((unit << 16) | state)
      at = next
    }
    const state = states.make(end, open, bottom)
    open.length = bottom
    return state
  }
  // State 0 leads nowhere.
  stateOf(0, 0, 0)
  stateOf(0, keys.length, 0)
  return openWords({ ...states.columns(), several: Int32Array.from(several) })
}

/** Makes states, each of them once: two that end and lead on alike are one. `most` is never exceeded. */
function stateMaker(most: number) {
  const first: number[] = [0]
  const edges: number[] = []
  const ends: number[] = []
  /** Open addressing by what a state is: `1 + state`, 0 for an empty place. */
  const known = new Int32Array(2 ** Math.ceil(Math.log2(most * 1.5)))
  const same = (state: number, end: number, out: readonly number[], bottom: number): boolean => {
    const from = first[state] as number
    if (ends[state] !== end || (first[state + 1] as number) - from !== out.length - bottom) return false
    for (let i = bottom; i < out.length; i += 1) if (edges[from + i - bottom] !== out[i]) return false
    return true
  }
  return {
    /** The state that ends so and has the edges `out[bottom]` …. */
    make(end: number, out: readonly number[], bottom: number): number {
      let hash = end
      for (let i = bottom; i < out.length; i += 1) hash = Math.imul(hash ^ (out[i] as number), 0x9e3779b1)
      let place = hash ^ (hash >>> 15)
      for (;;) {
        place &= known.length - 1
        const state = (known[place] as number) - 1
        if (state < 0) break
        if (same(state, end, out, bottom)) return state
        place += 1
      }
      if (ends.length === MOST_STATES) throw new Error('too many words in the tables')
      for (let i = bottom; i < out.length; i += 1) edges.push(out[i] as number)
      first.push(edges.length)
      known[place] = ends.push(end)
      return ends.length - 1
    },
    columns: () => ({
      first: Int32Array.from(first),
      edges: Int32Array.from(edges),
      ends: Int32Array.from(ends),
    }),
  }
}

/** Makes the parts ready for searching: the last state is the beginning of every word. */
export function openWords(parts: WordGraphParts): WordGraph {
  const roots = new Uint16Array(0x10000)
  const { first, edges, ends } = parts
  for (let at = first[ends.length - 1] as number; at < edges.length; at += 1) {
    const edge = edges[at] as number
    roots[edge >>> 16] = edge & 0xffff
  }
  return { ...parts, roots }
}

/** Calls back for every word that begins at `start`, shortest first. */
export function wordsAt(
  { first, edges, ends, several, roots }: WordGraph,
  text: string,
  start: number,
  found: (concept: number, end: number) => void,
): void {
  let state = roots[text.charCodeAt(start)] as number
  for (let i = start + 1; state !== 0; i += 1) {
    const end = ends[state] as number
    if (end > 0) found(end - 1, i)
    else if (end < 0) {
      const place = -1 - end
      for (let k = 1; k <= (several[place] as number); k += 1) found(several[place + k] as number, i)
    }
    if (i >= text.length) return
    const unit = text.charCodeAt(i)
    let at = first[state] as number
    let left = (first[state + 1] as number) - at
    if (left === 0) return
    // Halved without a branch, which would be a toss each time.
    while (left > 1) {
      const half = left >>> 1
      const ahead = (((edges[at + half] as number) >>> 16) - unit - 1) >> 31
      at += half & ahead
      left -= half
    }
    const edge = edges[at] as number
    state = edge >>> 16 === unit ? edge & 0xffff : 0
  }
}
