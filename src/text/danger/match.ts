import type { Danger } from '../../content/vocabulary.ts'
import { grown } from '../room.ts'
import { wordsAt } from '../word-graph.ts'
import type { Surface } from './surface.ts'
import { type Compiled, LOOK_ALIKE, type RowRule } from './tables-file.ts'

/** A row found in a message, and the stretch of the surface it was found in. */
export interface Match {
  readonly row: RowRule
  readonly level: Exclude<Danger, 'none'>
  readonly start: number
  readonly end: number
}

/** A gap wider than any … is a ‥, which may go on into the next sentence. */
const MOST_IN_ONE_SENTENCE = 39

/** A word found: `start << 16 | end`, so that thousands of them cost no objects. A surface is short enough. */
type Hit = number
const startOf = (hit: Hit): number => hit >>> 16
const endOf = (hit: Hit): number => hit & 0xffff

/** Room for the place of a hit beside its end, in one number to sort by. */
const INDEX = 2 ** 20

/** Words found where a pattern so far ends, and where each of these began. */
interface Reached {
  readonly hits: readonly Hit[]
  readonly from: readonly number[]
}

/** For each letter, where the longest look-alike that covers it begins and ends. */
interface Cover {
  readonly from: Int32Array
  readonly to: Int32Array
}

function widen(cover: Cover, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    if (end - start > (cover.to[at] as number) - (cover.from[at] as number)) {
      cover.from[at] = start
      cover.to[at] = end
    }
  }
}

const NONE = -1

/** The words found in a text, a list for each concept; its arrays are used again by the next text. */
class Hits {
  /** Concepts of which a word was found, each once. */
  readonly concepts: number[] = []
  // By concept: the first and the last of its words, NONE for most.
  readonly #first: Int32Array
  readonly #last: Int32Array
  // By word found: where it stands, and the next one of its concept.
  #hit = new Int32Array(256)
  #next = new Int32Array(256)
  #size = 0

  constructor(concepts: number) {
    this.#first = new Int32Array(concepts).fill(NONE)
    this.#last = new Int32Array(concepts)
  }

  clear(): void {
    for (const concept of this.concepts) this.#first[concept] = NONE
    this.concepts.length = 0
    this.#size = 0
  }

  add(concept: number, hit: Hit): void {
    const at = this.#size++
    if (at === this.#hit.length) {
      this.#hit = grown(this.#hit, new Int32Array(2 * this.#hit.length))
      this.#next = grown(this.#next, new Int32Array(2 * this.#next.length))
    }
    this.#hit[at] = hit
    this.#next[at] = NONE
    if (this.#first[concept] === NONE) {
      this.#first[concept] = at
      this.concepts.push(concept)
    } else this.#next[this.#last[concept] as number] = at
    this.#last[concept] = at
  }

  has(concept: number): boolean {
    return this.#first[concept] !== NONE
  }

  /** In order of their start. */
  of(concept: number): Hit[] {
    const hits: Hit[] = []
    for (let at = this.#first[concept] as number; at !== NONE; at = this.#next[at] as number)
      hits.push(this.#hit[at] as Hit)
    return hits
  }
}

const hitsIn = new WeakMap<Compiled, Hits>()

/** Words as they are found, before it is known which of them stand inside a look-alike. */
let concepts = new Int32Array(256)
let found = new Int32Array(256)

/** All words of the tables in the text. Linear. Gone with the next text. */
function scan(text: string, tables: Compiled): Hits {
  let cover: Cover | null = null
  let size = 0
  const keep = (concept: number, stop: number) => {
    if (concept === LOOK_ALIKE) {
      cover ??= { from: new Int32Array(text.length), to: new Int32Array(text.length) }
      widen(cover, start, stop)
    } else {
      if (size === found.length) {
        concepts = grown(concepts, new Int32Array(2 * concepts.length))
        found = grown(found, new Int32Array(2 * found.length))
      }
      concepts[size] = concept
      found[size++] = (start << 16) | stop
    }
  }
  let start = 0
  for (; start < text.length; start += 1) wordsAt(tables.words, text, start, keep)

  const hits = hitsIn.get(tables) ?? new Hits(tables.concepts)
  hitsIn.set(tables, hits)
  hits.clear()
  for (let i = 0; i < size; i += 1) {
    const start = startOf(found[i] as Hit)
    const stop = endOf(found[i] as Hit)
    if (cover !== null && hidden(cover, start, stop)) continue
    // A Latin word ends before the space that closes it, which opens the next one.
    const end = text.charCodeAt(stop - 1) === 32 ? stop - 1 : stop
    hits.add(concepts[i] as number, (start << 16) | end)
  }
  return hits
}

/** A word that begins where the look-alike does and says as much or more is meant: 死ぬほどつらい. */
function hidden({ from, to }: Cover, start: number, stop: number): boolean {
  const end = to[start] as number
  return end > 0 && (from[start] !== start || stop < end)
}

/** 「殴られたことはない」「虐待ではありません」, on the key. Not 「虐待ではないか」, which suspects. */
const NEGATION =
  /^(?:[てでいただるまりつん]{0,4}|たりは?し|く)(?:という|つて)?(?:こと|わけ|つもり|もの|気持ち|きもち|ほど)?(?:とは|とまでは|なんて|なんか|など|とか|とも|つて)?(?:は|が|も|では|じや|でも)?(?:ない|なく|なかつた|ありません|ございません|(?:おも|思)(?:わな|つてい?な|つてい?ません|いません)|考えていな|考えてな|かんがえていな)/
const SUSPICION = /^(?:か(?!ら)|でし[よょ]うか|のか|だろうか|んじや|のでは)/
/** 「倒れたらどうすれば」「止まった場合」. Not 「倒れたらしい」. */
const SUPPOSED =
  /^(?:ら(?!れ|し)|[つてでいまりれしん]{0,4}(?:[ただ]ら(?!し)|場合|ばあい|時のため|ときのため|時に備|ときに備|ときのそな|とどう(?:なり|なる)|かどうか))/

function after(text: string, end: number, length: number): string {
  return text.slice(end, end + length)
}

/** Where the denial of what ends at `end` stops, or 0 when nothing is denied. */
function denialEnd(surface: Surface, end: number): number {
  // 「死ぬしかない」 says the opposite of "not".
  if (surface.text.slice(end - 2, end) === 'しか') return 0
  const found = NEGATION.exec(after(surface.text, end, 28))
  if (!found) return 0
  const stop = end + found[0].length
  return SUSPICION.test(after(surface.text, stop, 6)) || surface.asked(stop) ? 0 : stop
}

/** 「…わけじゃないので安心して」「…なんて思っていません。趣味の仲間が」, against 「…わけじゃないけど」. */
const CALM = /^(?:です|ん)?(?:ので|から|元気|げんき|安心)|^.{0,12}(?:元気|げんき|安心|心配なく)/
const THOUGHT = /(?:思|おも)/

/** Rows of the tables that the message holds, guards applied. Time linear in the message. */
export function match(
  surface: Surface,
  tables: Compiled,
  only: (row: RowRule) => boolean = () => true,
): Match[] {
  const { text, sentence } = surface
  const hits = scan(text, tables)
  const present = new Map<string, Set<number>>()
  const has = (name: string, at: number | null) => {
    let where = present.get(name)
    if (where === undefined) {
      const concept = tables.lists[name]
      where = new Set(
        (concept === undefined ? [] : hits.of(concept)).map((hit) => sentence[startOf(hit)] ?? 0),
      )
      present.set(name, where)
    }
    return at === null ? where.size > 0 : where.has(sentence[at] ?? 0)
  }

  const level = (row: RowRule, start: number, last: number, end: number): Danger => {
    if (row.alone && surface.letters - (end - start) > 5) return 'none'
    if (row.unless?.some((name) => has(name, last) || has(name, start))) return 'none'
    if (row.unlessAnywhere?.some((name) => has(name, null))) return 'none'
    if (row.negated !== 'same') {
      const denied = denialEnd(surface, end)
      if (denied > 0) {
        const rest = after(text, denied, 20)
        const thought = THOUGHT.test(text.slice(end, denied)) && !/^(?:です|ん)?け[どれ]/.test(rest)
        return CALM.test(rest) || thought ? 'none' : (row.negated ?? 'none')
      }
    }
    if (row.supposed && SUPPOSED.test(after(text, end, 14))) return 'none'
    if (row.past && has(tables.guards.past, last) && !has(tables.guards.still, last))
      return row.kind !== 'self_harm' && has(tables.guards.over, null) ? 'none' : row.past
    return row.level
  }

  const matches: Match[] = []
  const hitsOf = (part: number) => hits.of(tables.concept[part] as number)
  for (const pattern of possible(tables, hits)) {
    const row = tables.rows[tables.rowOf[pattern] as number] as RowRule
    if (!only(row)) continue
    const part = tables.firstPart[pattern] as number
    const last = tables.firstPart[pattern + 1] as number
    const first = hitsOf(part)
    let reached: Reached = { hits: first, from: last - part === 1 ? [] : first.map(startOf) }
    for (let i = part + 1; i < last && reached.hits.length > 0; i += 1)
      reached = follow(reached, hitsOf(i), tables.gap[i] as number, sentence)
    let best: Match | undefined
    for (let i = 0; i < reached.hits.length; i += 1) {
      const hit = reached.hits[i] as Hit
      const start = reached.from[i] ?? startOf(hit)
      const grave = level(row, start, startOf(hit), endOf(hit))
      if (grave === 'none') continue
      if (best === undefined || (grave === 'emergency' && best.level === 'concern')) {
        best = { row, level: grave, start, end: endOf(hit) }
        if (grave === row.level) break
      }
    }
    if (best !== undefined) matches.push(best)
  }
  return matches
}

/** The patterns all of whose words stand in the message, in the order of the tables. */
function possible(tables: Compiled, hits: Hits): number[] {
  const { beginning, next, firstPart, concept } = tables
  const said = (pattern: number) => {
    const last = firstPart[pattern + 1] as number
    for (let part = firstPart[pattern] as number; part < last; part += 1)
      if (!hits.has(concept[part] as number)) return false
    return true
  }
  const patterns: number[] = []
  for (const first of hits.concepts)
    for (let at = beginning[first] as number; at >= 0; at = next[at] as number)
      if (said(at)) patterns.push(at)
  return patterns.sort((a, b) => a - b)
}

/** The hits that stand within `gap` after one already reached, in the same sentence. */
function follow(reached: Reached, next: readonly Hit[], gap: number, sentence: Int32Array): Reached {
  // Of all that ended before a word, the one that ended last is the nearest, and in its sentence if any is.
  const order = reached.hits.map((hit, i) => endOf(hit) * INDEX + i)
  if (order.some((key, i) => i > 0 && key < (order[i - 1] as number))) order.sort((a, b) => a - b)
  const hits: Hit[] = []
  const from: number[] = []
  let at = 0
  let last = -1
  for (const hit of next) {
    const start = startOf(hit)
    while (at < order.length && Math.floor((order[at] as number) / INDEX) <= start) {
      last = order[at] as number
      at += 1
    }
    if (last < 0) continue
    const end = Math.floor(last / INDEX)
    if (start - end > gap) continue
    if (gap <= MOST_IN_ONE_SENTENCE && sentence[Math.max(end - 1, 0)] !== sentence[start]) continue
    hits.push(hit)
    from.push(reached.from[last % INDEX] ?? startOf(reached.hits[last % INDEX] ?? 0))
  }
  return { hits, from }
}
