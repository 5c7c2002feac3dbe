import { type Dictionary, END_CODE, NO_CODE } from './dictionary.ts'
import { grown } from './room.ts'
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
/** Room for the place of a node among those that end at a position: at most one for each context (1,316). */
const PLACE_BITS = 12
const PLACE_MASK = (1 << PLACE_BITS) - 1
/** Connections are numbers of 16 bits, so that no two differ by more. */
const MOST_APART = 0xffff
/** More than any key, and no further from the least than 32 bits reach. */
const UNREACHED = 0x3fffffff

/** The Viterbi search of kuromoji over typed arrays that are kept from sentence to sentence. */
export class Lattice {
  readonly #dictionary: Dictionary
  readonly #runLength: RunLength
  readonly #sentence: Sentence
  /** By position: the last of the nodes that end there, a list in the order of their making. */
  #lastEnding = new Int32Array(0)
  // By node. The first ones, one for each position, head the lists and cost what the cheapest in theirs does.
  #word = new Int32Array(0)
  #from = new Int32Array(0)
  #until = new Int32Array(0)
  #previous = new Int32Array(0)
  #nextEnding = new Int32Array(0)
  #cost = new Float64Array(0)
  #nodes = 0
  /** The node that begins the sentence, its context 0. */
  #beginning = 0
  #furthest = 0
  // The nodes that end where the present position begins, and the best of them by context of the next word.
  #before = new Int32Array(64)
  #beforeContext = new Int32Array(64)
  /** What they cost more than the cheapest, then their places here, in one number: the least of several is the best. */
  #beforeKey = new Int32Array(64)
  #cheapest = 0
  #beforeCount = 0
  /** Counts gatherings; an entry of the tables by context holds when it bears the present number. */
  #turn = 0
  readonly #bestFor: Int32Array
  readonly #bestCost: Float64Array
  readonly #bestKnownAt: Float64Array
  readonly #seenAt: Float64Array
  readonly #seenCost: Int32Array
  readonly #seenNode: Int32Array

  constructor(dictionary: Dictionary, runLength: RunLength) {
    if (dictionary.contexts > PLACE_MASK)
      throw new Error('a dictionary of more contexts than this search reads')
    this.#dictionary = dictionary
    this.#sentence = new Sentence(dictionary)
    this.#runLength = runLength
    this.#bestFor = new Int32Array(dictionary.contexts)
    this.#bestCost = new Float64Array(dictionary.contexts)
    this.#bestKnownAt = new Float64Array(dictionary.contexts)
    this.#seenAt = new Float64Array(dictionary.contexts)
    this.#seenCost = new Int32Array(dictionary.contexts)
    this.#seenNode = new Int32Array(dictionary.contexts)
  }

  /** Hands the best path through text[start, end), a sentence, to `take`, last word first. */
  search(text: string, start: number, end: number, take: (step: Step) => void): void {
    const sentence = this.#sentence
    sentence.read(text, start, end)
    // Only a swallowed tail makes kuromoji look at what cannot be reached.
    const everything = sentence.hasPairs && this.#runLength === 'stock'
    this.#begin(end - start)
    for (let position = 0; position < sentence.length; position++) {
      if (this.#nextEnding[position] === NONE && !everything) continue
      this.#gather(position)
      const known = this.#addKnown(position)
      this.#addUnknown(position, known)
    }
    this.#walkBack(take)
  }

  #begin(units: number): void {
    this.#growPositions(units + 1)
    const beginning = units + 1
    this.#nextEnding.fill(NONE, 0, beginning + 1)
    this.#cost.fill(Number.POSITIVE_INFINITY, 1, beginning)
    for (let position = 0; position <= units; position++) this.#lastEnding[position] = position
    this.#nextEnding[0] = beginning
    this.#cost[0] = 0
    this.#cost[beginning] = 0
    this.#beginning = beginning
    this.#nodes = beginning + 1
    this.#furthest = 0
  }

  /** Copies the nodes ending at `position` side by side, without those that can never be the best choice. */
  #gather(position: number): void {
    const turn = ++this.#turn
    const words = this.#dictionary.words
    const cheapest = this.#cost[position] as number
    let some = 0
    for (
      let node = this.#nextEnding[position] as number;
      node !== NONE;
      node = this.#nextEnding[node] as number
    ) {
      const more = (this.#cost[node] as number) - cheapest
      // No connection makes up for so much; nor can what is not reached be the best.
      if (!(more <= MOST_APART)) continue
      const context =
        node === this.#beginning ? 0 : (words[this.#word[node] as number] as number) & CONTEXT_MASK
      // An earlier node of the same context that costs no more wins against this one whatever follows.
      if (this.#seenAt[context] === turn && (this.#seenCost[context] as number) <= more) continue
      this.#seenAt[context] = turn
      this.#seenCost[context] = more
      this.#seenNode[context] = node
      if (some === this.#before.length) this.#growBefore()
      this.#before[some] = node
      this.#beforeContext[some] = context
      some++
    }
    // Nor one that costs more than a later one: what is left are no more than there are contexts.
    let count = 0
    for (let i = 0; i < some; i++) {
      const context = this.#beforeContext[i] as number
      const node = this.#before[i] as number
      if (this.#seenNode[context] !== node) continue
      this.#before[count] = node
      this.#beforeContext[count] = context
      this.#beforeKey[count] = ((this.#seenCost[context] as number) << PLACE_BITS) | count
      count++
    }
    this.#beforeCount = count
    this.#cheapest = cheapest
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
    const cost = (this.#bestCost[context] as number) + (entry >> 16)
    this.#word[node] = word
    this.#from[node] = position
    this.#until[node] = end
    this.#previous[node] = this.#bestFor[context] as number
    this.#cost[node] = cost
    this.#nextEnding[node] = NONE
    this.#nextEnding[this.#lastEnding[end] as number] = node
    this.#lastEnding[end] = node
    this.#cost[end] = Math.min(this.#cost[end] as number, cost)
    if (end > this.#furthest) this.#furthest = end
  }

  /** The cheapest way to a word of `context`; the first of equals, as kuromoji has it. */
  #chooseBefore(context: number): void {
    const costs = this.#dictionary.costs
    const row = Math.imul(context, this.#dictionary.contexts)
    const beforeKey = this.#beforeKey
    const beforeContext = this.#beforeContext
    const count = this.#beforeCount
    let best = UNREACHED
    // The lesser of two without a branch, which nobody could foretell.
    for (let i = 0; i < count; i++) {
      const connection = costs[(row + (beforeContext[i] as number)) | 0] as number
      const ahead = ((beforeKey[i] as number) + (connection << PLACE_BITS) - best) | 0
      best = (best + (ahead & (ahead >> 31))) | 0
    }
    this.#bestKnownAt[context] = this.#turn
    this.#bestCost[context] = count === 0 ? Number.POSITIVE_INFINITY : this.#cheapest + (best >> PLACE_BITS)
    this.#bestFor[context] = count === 0 ? NONE : (this.#before[best & PLACE_MASK] as number)
  }

  #walkBack(take: (step: Step) => void): void {
    const { offset, runEnd } = this.#sentence
    this.#gather(this.#furthest)
    this.#chooseBefore(0)
    let node = this.#bestFor[0] as number
    if (node === NONE) node = this.#leftOver()
    while (node > this.#beginning) {
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
      let node = this.#nextEnding[end] as number
      for (; node !== NONE; node = this.#nextEnding[node] as number) {
        if (this.#cost[node] !== Number.POSITIVE_INFINITY) choice = this.#previous[node] as number
      }
      if (choice !== NONE) return choice
    }
    return NONE
  }

  #growPositions(size: number): void {
    if (size <= this.#lastEnding.length) return
    const room = Math.max(256, size * 2)
    this.#lastEnding = new Int32Array(room)
    this.#growNodes(room * 5)
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
    this.#beforeKey = grown(this.#beforeKey, new Int32Array(room))
  }
}
