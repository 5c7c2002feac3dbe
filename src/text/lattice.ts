import { type Dictionary, END_CODE, NO_CODE } from './dictionary.ts'
import { Sentence } from './sentence.ts'

/**
 * How a run of characters beyond U+FFFF (two or more emoji, 𠮷𠮷) is measured. Stock kuromoji counts
 * such a run in UTF-16 units but the sentence in characters, so it swallows what follows: 「😭😭助けて」
 * comes out as 😭😭 and て. `stock` repeats that to the letter, `whole` loses nothing.
 */
export type RunLength = 'stock' | 'whole'

/** A node of the best path: the word (number in the dictionary) and its place in the text, UTF-16. */
export interface Step {
  readonly word: number
  readonly start: number
  readonly end: number
}

const CONTEXT_MASK = 0x7fff
const MORE_WORDS = 0x8000
const NONE = -1
/** The beginning of the sentence: node 0, context 0. */
const BEGIN = 0

/** The Viterbi search of kuromoji over typed arrays that are kept from sentence to sentence. */
export class Lattice {
  readonly #dictionary: Dictionary
  readonly #runLength: RunLength
  readonly #sentence: Sentence
  // By position: the nodes that end there, a list in the order of their making.
  #firstEnding = new Int32Array(0)
  #lastEnding = new Int32Array(0)
  // By node.
  #word = new Int32Array(0)
  #from = new Int32Array(0)
  #until = new Int32Array(0)
  #previous = new Int32Array(0)
  #nextEnding = new Int32Array(0)
  #cost = new Float64Array(0)
  #nodes = 0
  #furthest = 0
  // The nodes that end where the present position begins, and the best of them by context of the next word.
  #before = new Int32Array(64)
  #beforeContext = new Int32Array(64)
  #beforeCost = new Float64Array(64)
  #beforeCount = 0
  /** Counts gatherings; an entry of the tables by context holds when it bears the present number. */
  #turn = 0
  readonly #bestFor: Int32Array
  readonly #bestCost: Float64Array
  readonly #bestKnownAt: Float64Array
  readonly #seenAt: Float64Array
  readonly #seenCost: Float64Array

  constructor(dictionary: Dictionary, runLength: RunLength) {
    this.#dictionary = dictionary
    this.#sentence = new Sentence(dictionary)
    this.#runLength = runLength
    this.#bestFor = new Int32Array(dictionary.contexts)
    this.#bestCost = new Float64Array(dictionary.contexts)
    this.#bestKnownAt = new Float64Array(dictionary.contexts)
    this.#seenAt = new Float64Array(dictionary.contexts)
    this.#seenCost = new Float64Array(dictionary.contexts)
  }

  /** Hands the best path through text[start, end), a sentence, to `take`, last word first. */
  search(text: string, start: number, end: number, take: (step: Step) => void): void {
    const sentence = this.#sentence
    sentence.read(text, start, end)
    // Only a swallowed tail makes kuromoji look at what cannot be reached.
    const everything = sentence.hasPairs && this.#runLength === 'stock'
    this.#begin(end - start)
    for (let position = 0; position < sentence.length; position++) {
      if (this.#firstEnding[position] === NONE && !everything) continue
      this.#gather(position)
      const known = this.#addKnown(position)
      this.#addUnknown(position, known)
    }
    this.#walkBack(take)
  }

  #begin(units: number): void {
    this.#growPositions(units + 1)
    this.#firstEnding.fill(NONE, 0, units + 1)
    this.#firstEnding[0] = BEGIN
    this.#lastEnding[0] = BEGIN
    this.#nextEnding[BEGIN] = NONE
    this.#cost[BEGIN] = 0
    this.#nodes = 1
    this.#furthest = 0
  }

  /** Copies the nodes ending at `position` side by side, without those that can never be the best choice. */
  #gather(position: number): void {
    const turn = ++this.#turn
    const words = this.#dictionary.words
    let count = 0
    let node = this.#firstEnding[position] as number
    for (; node !== NONE; node = this.#nextEnding[node] as number) {
      const context = node === BEGIN ? 0 : (words[this.#word[node] as number] as number) & CONTEXT_MASK
      const cost = this.#cost[node] as number
      // An earlier node of the same context that costs no more wins against this one whatever follows.
      if (this.#seenAt[context] === turn && (this.#seenCost[context] as number) <= cost) continue
      this.#seenAt[context] = turn
      this.#seenCost[context] = cost
      if (count === this.#before.length) this.#growBefore()
      this.#before[count] = node
      this.#beforeContext[count] = context
      this.#beforeCost[count] = cost
      count++
    }
    this.#beforeCount = count
  }

  #addKnown(position: number): boolean {
    const { base, check, words } = this.#dictionary
    const { code, length } = this.#sentence
    let found = false
    let node = 0
    for (let at = position; at < length; at++) {
      const step = code[at] as number
      if (step === NO_CODE) break
      const slot = (base[node] as number) + step
      if (check[slot] !== step) break
      const below = base[slot] as number
      const leaf =
        below < 0 ? below : check[below + END_CODE] === END_CODE ? (base[below + END_CODE] as number) : 0
      if (leaf < 0) {
        found = true
        let word = -1 - leaf
        this.#append(word, position, at + 1)
        while (((words[word] as number) & MORE_WORDS) !== 0) this.#append(++word, position, at + 1)
      }
      if (below < 0) break
      node = slot
    }
    return found
  }

  #addUnknown(position: number, known: boolean): void {
    const sentence = this.#sentence
    const category = this.#dictionary.categories[sentence.category[position] as number]
    if (category === undefined || (known && !category.always)) return
    const runEnd = sentence.runEnd[position] as number
    const stock = this.#runLength === 'stock' && runEnd > position + 1
    const end = stock
      ? position + (sentence.offset[runEnd] as number) - (sentence.offset[position] as number)
      : runEnd
    for (let i = 0; i < category.count; i++) this.#append(category.first + i, position, end)
  }

  #append(word: number, position: number, end: number): void {
    if (this.#nodes === this.#word.length) this.#growNodes(this.#nodes + 1)
    const entry = this.#dictionary.words[word] as number
    const context = entry & CONTEXT_MASK
    if (this.#bestKnownAt[context] !== this.#turn) this.#chooseBefore(context)
    const node = this.#nodes++
    this.#word[node] = word
    this.#from[node] = position
    this.#until[node] = end
    this.#previous[node] = this.#bestFor[context] as number
    this.#cost[node] = (this.#bestCost[context] as number) + (entry >> 16)
    this.#nextEnding[node] = NONE
    if (this.#firstEnding[end] === NONE) this.#firstEnding[end] = node
    else this.#nextEnding[this.#lastEnding[end] as number] = node
    this.#lastEnding[end] = node
    if (end > this.#furthest) this.#furthest = end
  }

  /** The cheapest way to a word of `context`; the first of equals, as kuromoji has it. */
  #chooseBefore(context: number): void {
    const costs = this.#dictionary.costs
    const row = context * this.#dictionary.contexts
    const beforeCost = this.#beforeCost
    const beforeContext = this.#beforeContext
    const count = this.#beforeCount
    let best = Number.POSITIVE_INFINITY
    let choice = NONE
    for (let i = 0; i < count; i++) {
      const cost = (beforeCost[i] as number) + (costs[row + (beforeContext[i] as number)] as number)
      if (cost < best) {
        best = cost
        choice = i
      }
    }
    this.#bestKnownAt[context] = this.#turn
    this.#bestCost[context] = best
    this.#bestFor[context] = choice === NONE ? NONE : (this.#before[choice] as number)
  }

  #walkBack(take: (step: Step) => void): void {
    const { offset, runEnd } = this.#sentence
    this.#gather(this.#furthest)
    this.#chooseBefore(0)
    let node = this.#bestFor[0] as number
    if (node === NONE) node = this.#leftOver()
    while (node > BEGIN) {
      const from = this.#from[node] as number
      const word = this.#word[node] as number
      const known = word < this.#dictionary.known
      const until = known ? (this.#until[node] as number) : (runEnd[from] as number)
      take({ word, start: offset[from] as number, end: offset[until] as number })
      node = this.#previous[node] as number
    }
  }

  /** When the end cannot be reached (😀😀は😀😀), kuromoji ends with what its loop last chose for another node. */
  #leftOver(): number {
    for (let end = this.#furthest; end > 0; end--) {
      let choice = NONE
      let node = this.#firstEnding[end] as number
      for (; node !== NONE; node = this.#nextEnding[node] as number) {
        if (this.#cost[node] !== Number.POSITIVE_INFINITY) choice = this.#previous[node] as number
      }
      if (choice !== NONE) return choice
    }
    return NONE
  }

  #growPositions(size: number): void {
    if (size <= this.#firstEnding.length) return
    const room = Math.max(256, size * 2)
    this.#firstEnding = new Int32Array(room)
    this.#lastEnding = new Int32Array(room)
    this.#growNodes(room * 4)
  }

  #growNodes(size: number): void {
    if (size <= this.#word.length) return
    const room = Math.max(1024, size * 2)
    this.#word = grown(this.#word, new Int32Array(room))
    this.#from = grown(this.#from, new Int32Array(room))
    this.#until = grown(this.#until, new Int32Array(room))
    this.#previous = grown(this.#previous, new Int32Array(room))
    this.#nextEnding = grown(this.#nextEnding, new Int32Array(room))
    this.#cost = grown(this.#cost, new Float64Array(room))
  }

  #growBefore(): void {
    const room = this.#before.length * 2
    this.#before = grown(this.#before, new Int32Array(room))
    this.#beforeContext = grown(this.#beforeContext, new Int32Array(room))
    this.#beforeCost = grown(this.#beforeCost, new Float64Array(room))
  }
}

function grown<T extends Int32Array | Float64Array>(old: T, next: T): T {
  next.set(old)
  return next
}
