import { END_CODE } from '../text/dictionary.ts'

/** Slots a node is tried at before the crowded front is left behind: more packs tighter and builds slower. */
const PATIENCE = 100

/** A double array over character codes; see `Dictionary.base`. */
export interface DoubleArray {
  readonly base: Int32Array
  readonly check: Uint16Array
  readonly codes: Uint16Array
}

interface Nodes {
  /** Codes and targets of the children of all nodes, node after node. */
  readonly childCode: number[]
  readonly childNode: number[]
  readonly firstChild: number[]
  readonly childCount: number[]
  /** The word that ends here, -1 when none. */
  readonly word: number[]
}

/**
 * Packs sorted distinct `keys` (no surrogates) into a double array whose value for a key is its entry
 * in `values`. Nodes with most children are placed first, single children fill the gaps; no two nodes
 * share a base, so that two bytes of check suffice where a parent's number would need four.
 */
export function packTrie(keys: readonly string[], values: readonly number[]): DoubleArray {
  const codes = codesByFrequency(keys)
  const nodes = growTrie(keys, values, codes)
  const bases = placeNodes(nodes)
  return fill(nodes, bases, codes)
}

/** Frequent characters get small codes: wide nodes become dense and pack well. */
function codesByFrequency(keys: readonly string[]): Uint16Array {
  const counts = new Uint32Array(0x10000)
  for (const key of keys) {
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i)
      counts[unit] = (counts[unit] ?? 0) + 1
    }
  }
  const used = [...counts.keys()].filter((unit) => counts[unit] !== 0)
  used.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const codes = new Uint16Array(0x10000)
  for (const [rank, unit] of used.entries()) codes[unit] = END_CODE + 1 + rank
  return codes
}

function growTrie(keys: readonly string[], values: readonly number[], codes: Uint16Array): Nodes {
  const nodes: Nodes = { childCode: [], childNode: [], firstChild: [], childCount: [], word: [] }
  // Breadth first, so that the children of one node lie together. Each entry: keys[from, to) share `depth` characters.
  const queue: { from: number; to: number; depth: number }[] = [{ from: 0, to: keys.length, depth: 0 }]
  for (let node = 0; node < queue.length; node++) {
    const { to, depth } = queue[node] as { from: number; to: number; depth: number }
    let { from } = queue[node] as { from: number }
    nodes.firstChild.push(nodes.childCode.length)
    const own = keys[from]?.length === depth
    nodes.word.push(own ? (values[from] ?? -1) : -1)
    if (own) from++
    while (from < to) {
      const unit = keys[from]?.charCodeAt(depth) ?? 0
      let next = from + 1
      while (next < to && keys[next]?.charCodeAt(depth) === unit) next++
      nodes.childCode.push(codes[unit] ?? 0)
      nodes.childNode.push(queue.length)
      queue.push({ from, to: next, depth: depth + 1 })
      from = next
    }
    nodes.childCount.push(nodes.childCode.length - (nodes.firstChild[node] ?? 0))
  }
  return nodes
}

/** The codes under a node, smallest first; a word that others continue has an end mark among them. */
function codesUnder(nodes: Nodes, node: number): number[] {
  const first = nodes.firstChild[node] ?? 0
  const under = nodes.childCode.slice(first, first + (nodes.childCount[node] ?? 0))
  if (nodes.word[node] !== -1) under.push(END_CODE)
  return under.sort((a, b) => a - b)
}

function placeNodes(nodes: Nodes): Int32Array {
  const count = nodes.word.length
  const bases = new Int32Array(count).fill(-1)
  const inner = [...bases.keys()].filter((node) => (nodes.childCount[node] ?? 0) > 0)
  inner.sort((a, b) => (nodes.childCount[b] ?? 0) - (nodes.childCount[a] ?? 0) || a - b)
  const size = count * 2 + 0x10000
  const taken = new Uint8Array(size)
  const baseTaken = new Uint8Array(size)
  // Slot 0 is the root itself.
  taken[0] = 1
  // next[slot] leads towards the first free slot at or after `slot`, shortened while it is walked.
  const next = new Int32Array(size + 1)
  for (let slot = 0; slot <= size; slot++) next[slot] = slot
  next[0] = 1
  const freeFrom = (slot: number): number => {
    let free = slot
    while (next[free] !== free) free = next[free] as number
    let walked = slot
    while (next[walked] !== walked) {
      const after = next[walked] as number
      next[walked] = free
      walked = after
    }
    return free
  }
  let siblings = Number.POSITIVE_INFINITY
  let floor = 0
  for (const node of inner) {
    const under = codesUnder(nodes, node)
    const lowest = under[0] as number
    // The crowded front is given up for a while; nodes of half the size start over and fill its gaps.
    if (under.length <= siblings / 2) {
      floor = 0
      siblings = under.length
    }
    let slot = freeFrom(Math.max(floor, lowest))
    for (let tries = 1; !fits(slot - lowest, under, taken, baseTaken); tries++) {
      slot = freeFrom(slot + 1)
      if (tries % PATIENCE === 0) floor = slot
    }
    const base = slot - lowest
    bases[node] = base
    baseTaken[base] = 1
    for (const code of under) {
      taken[base + code] = 1
      next[base + code] = base + code + 1
    }
  }
  return bases
}

function fits(base: number, under: readonly number[], taken: Uint8Array, baseTaken: Uint8Array): boolean {
  if (baseTaken[base] === 1) return false
  for (const code of under) if (taken[base + code] !== 0) return false
  return true
}

function fill(nodes: Nodes, bases: Int32Array, codes: Uint16Array): DoubleArray {
  const highest = codes.reduce((a, b) => Math.max(a, b), END_CODE)
  // Any code may be tried at any base: room for the highest one, so that reading needs no bounds check.
  const size = bases.reduce((a, b) => Math.max(a, b), 0) + highest + 1
  const base = new Int32Array(size)
  const check = new Uint16Array(size)
  const slotOf = new Int32Array(bases.length)
  for (let node = 0; node < bases.length; node++) {
    const slot = slotOf[node] as number
    const own = bases[node] as number
    const word = nodes.word[node] as number
    if (own === -1) {
      base[slot] = -1 - word
      continue
    }
    base[slot] = own
    if (word !== -1) {
      check[own + END_CODE] = END_CODE
      base[own + END_CODE] = -1 - word
    }
    const first = nodes.firstChild[node] as number
    for (let i = first; i < first + (nodes.childCount[node] as number); i++) {
      const code = nodes.childCode[i] as number
      check[own + code] = code
      slotOf[nodes.childNode[i] as number] = own + code
    }
  }
  return { base, check, codes }
}
