/** Words and the concepts they belong to, searched letter by letter. */
export class Trie {
  /** Letters in use, numbered from 1, so that an edge is a small integer. Indexed by code unit. */
  readonly #letters = new Uint16Array(65536)
  #lettersUsed = 0
  #nodes = 1
  /** Open addressing: edge (`node * 4096 + letter`) at even places, child at odd ones. Never full. */
  #edges = new Int32Array(1 << 12)
  #used = 0
  /** The children of the root by letter: nearly every place of a text is asked for one. */
  readonly #roots = new Int32Array(4096)
  readonly #ends: (number[] | undefined)[] = []

  get size(): number {
    return this.#nodes
  }

  add(word: string, concept: number): void {
    let node = 0
    for (let i = 0; i < word.length; i += 1) {
      const code = word.charCodeAt(i)
      let letter = this.#letters[code] as number
      if (letter === 0) {
        this.#lettersUsed += 1
        if (this.#lettersUsed >= 4096) throw new Error('too many different letters in the tables')
        letter = this.#lettersUsed
        this.#letters[code] = letter
      }
      node = this.#child(node, letter) || this.#grow(node, letter)
    }
    const ends = this.#ends[node]
    if (ends === undefined) this.#ends[node] = [concept]
    else if (!ends.includes(concept)) ends.push(concept)
  }

  /** Calls back for every word that begins at `start`, shortest first. */
  at(text: string, start: number, found: (concept: number, end: number) => void): void {
    let node = 0
    for (let i = start; i < text.length; i += 1) {
      const letter = this.#letters[text.charCodeAt(i)] as number
      if (letter === 0) return
      node = node === 0 ? (this.#roots[letter] as number) : this.#child(node, letter)
      if (node === 0) return
      const ends = this.#ends[node]
      if (ends !== undefined) for (const concept of ends) found(concept, i + 1)
    }
  }

  #place(edge: number): number {
    const mask = this.#edges.length / 2 - 1
    let place = Math.imul(edge, 0x9e3779b1) >>> 8
    for (;;) {
      place &= mask
      const there = this.#edges[place * 2]
      if (there === edge || there === 0) return place * 2
      place += 1
    }
  }

  /** The root is nobody's child, so 0 says that there is none. */
  #child(node: number, letter: number): number {
    const edge = node * 4096 + letter
    const place = this.#place(edge)
    return this.#edges[place] === edge ? (this.#edges[place + 1] as number) : 0
  }

  #grow(node: number, letter: number): number {
    if (this.#used * 4 > this.#edges.length) this.#double()
    const edge = node * 4096 + letter
    const place = this.#place(edge)
    this.#edges[place] = edge
    this.#edges[place + 1] = this.#nodes
    this.#used += 1
    if (node === 0) this.#roots[letter] = this.#nodes
    this.#nodes += 1
    return this.#nodes - 1
  }

  #double(): void {
    const old = this.#edges
    this.#edges = new Int32Array(old.length * 2)
    for (let i = 0; i < old.length; i += 2) {
      const edge = old[i] as number
      if (edge === 0) continue
      const place = this.#place(edge)
      this.#edges[place] = edge
      this.#edges[place + 1] = old[i + 1] as number
    }
  }
}
