import { type Dictionary, NO_CODE } from './dictionary.ts'

/** A sentence as the lattice reads it, one entry per character; the arrays are kept and read anew. */
export class Sentence {
  readonly #dictionary: Dictionary
  length = 0
  /** A character beyond U+FFFF stands in it, so that characters and UTF-16 units differ. */
  hasPairs = false
  /** Where a character begins in the text; one entry more than there are characters. */
  offset = new Int32Array(0)
  code = new Uint16Array(0)
  category = new Uint8Array(0)
  /** The position where the run of characters of a grouping category ends; the next one in other categories. */
  runEnd = new Int32Array(0)

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  /** Reads text[start, end). */
  read(text: string, start: number, end: number): void {
    this.#grow(end - start + 1)
    const { codes, categoryOf, beyond } = this.#dictionary
    let length = 0
    this.hasPairs = false
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i)
      const leads = unit >= 0xd800 && unit <= 0xdbff
      this.offset[length] = i
      this.code[length] = leads ? NO_CODE : (codes[unit] as number)
      this.category[length] = leads ? beyond : (categoryOf[unit] as number)
      length++
      // A leading half alone makes stock kuromoji throw; here it is a character of its own.
      if (!leads || i + 1 >= end || !trails(text.charCodeAt(i + 1))) continue
      this.hasPairs = true
      i++
    }
    this.offset[length] = end
    this.length = length
    this.#findRuns()
  }

  /** From the back, so that a long run costs no more than a short one. */
  #findRuns(): void {
    const { categories } = this.#dictionary
    const { category, runEnd, length } = this
    for (let position = length - 1; position >= 0; position--) {
      const own = category[position] as number
      const goesOn =
        position + 1 < length && category[position + 1] === own && categories[own]?.groups === true
      runEnd[position] = goesOn ? (runEnd[position + 1] as number) : position + 1
    }
  }

  #grow(size: number): void {
    if (size <= this.offset.length) return
    const room = Math.max(256, size * 2)
    this.offset = new Int32Array(room)
    this.code = new Uint16Array(room)
    this.category = new Uint8Array(room)
    this.runEnd = new Int32Array(room)
  }
}

function trails(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
