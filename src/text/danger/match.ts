import type { Danger } from '../../content/vocabulary.ts'
import type { Compiled } from './compile.ts'
import type { DangerRow } from './row.ts'
import type { Surface } from './surface.ts'

/** A row found in a message, and the stretch of the surface it was found in. */
export interface Match {
  readonly row: DangerRow
  readonly level: Exclude<Danger, 'none'>
  readonly start: number
  readonly end: number
}

/** A gap wider than any … is a ‥, which may go on into the next sentence. */
const MOST_IN_ONE_SENTENCE = 39

interface Hit {
  readonly start: number
  readonly end: number
  /** Where the pattern began. */
  readonly from: number
}

/** All words of the tables in the text, by concept, in order of their start. Linear. */
function scan(text: string, tables: Compiled): Hit[][] {
  const hits: Hit[][] = Array.from({ length: tables.size }, () => [])
  for (let start = 0; start < text.length; start += 1) {
    tables.trie.at(text, start, (concept, stop) => {
      // A Latin word ends before the space that closes it, which opens the next one.
      const end = text[stop - 1] === ' ' ? stop - 1 : stop
      hits[concept]?.push({ start, end, from: start })
    })
  }
  return hits
}

/** For each letter, the end of the look-alike that covers it and where that began; 0 where none does. */
function covered(text: string, hits: readonly Hit[]): { from: Int32Array; to: Int32Array } {
  const from = new Int32Array(text.length)
  const to = new Int32Array(text.length)
  for (const hit of hits) {
    for (let at = hit.start; at < hit.end; at += 1) {
      if (hit.end - hit.start > (to[at] ?? 0) - (from[at] ?? 0)) {
        from[at] = hit.start
        to[at] = hit.end
      }
    }
  }
  return { from, to }
}

/** 「殴られたことはない」「虐待ではありません」, on the key. Not 「虐待ではないか」, which suspects. */
const NEGATION =
  /^(?:[てでいただるまりつん]{0,4}|たりは?し|く)(?:という|つて)?(?:こと|わけ|つもり|もの|気持ち|きもち|ほど)?(?:とは|とまでは|など|とか)?(?:は|が|も|では|じや|でも)?(?:ない|なく|なかつた|ありません|ございません|おもわな|思わな|おもつていな|思つていな|思つてな|思いません|おもいません|考えていな|考えてな|かんがえていな)/
const SUSPICION = /^(?:か|でし[よょ]うか|のか|だろうか|かと|んじや|ので|から)/
/** 「倒れたらどうすれば」「止まった場合」. Not 「倒れたらしい」. */
const SUPPOSED =
  /^(?:ら(?!れ|し)|[つてでいまりれしん]{0,4}(?:[ただ]ら(?!し)|場合|ばあい|時のため|ときのため|時に備|ときに備|ときのそな|とどう(?:なり|なる)|かどうか))/

function after(text: string, end: number, length: number): string {
  return text.slice(end, end + length)
}

function negated(surface: Surface, end: number): boolean {
  // 「死ぬしかない」 says the opposite of "not".
  if (surface.text.slice(end - 2, end) === 'しか') return false
  const found = NEGATION.exec(after(surface.text, end, 28))
  if (!found) return false
  const stop = end + found[0].length
  return !SUSPICION.test(after(surface.text, stop, 6)) && !surface.asked(stop)
}

/** Rows of the tables that the message holds, guards applied. Time linear in the message. */
export function match(
  surface: Surface,
  tables: Compiled,
  only: (row: DangerRow) => boolean = () => true,
): Match[] {
  const { text, sentence } = surface
  const hits = scan(text, tables)
  const cover = covered(text, hits[tables.lookAlike] ?? [])
  for (let concept = 0; concept < hits.length; concept += 1) {
    if (concept === tables.lookAlike) continue
    hits[concept] = (hits[concept] ?? []).filter(({ start, end }) => {
      const to = cover.to[start] ?? 0
      // A word that begins where the look-alike does and says as much or more is meant: 死ぬほどつらい.
      return to === 0 || (start === cover.from[start] && end >= to)
    })
  }
  const present = new Map<string, Set<number>>()
  const has = (name: string, at: number | null) => {
    let where = present.get(name)
    if (where === undefined) {
      const concept = tables.concepts.get(`〈${name}〉`)
      where = new Set(
        (concept === undefined ? [] : (hits[concept] ?? [])).map((hit) => sentence[hit.start] ?? 0),
      )
      present.set(name, where)
    }
    return at === null ? where.size > 0 : where.has(sentence[at] ?? 0)
  }

  const level = (row: DangerRow, hit: Hit): Danger => {
    if (row.alone && text.length - (hit.end - hit.from) > 5) return 'none'
    if (row.unless?.some((name) => has(name, hit.start) || has(name, hit.from))) return 'none'
    if (row.unlessAnywhere?.some((name) => has(name, null))) return 'none'
    if (row.negated !== 'same' && negated(surface, hit.end)) return row.negated ?? 'none'
    if (row.supposed && SUPPOSED.test(after(text, hit.end, 14))) return 'none'
    if (row.past && has(tables.guards.past, hit.start) && !has(tables.guards.still, hit.start))
      return row.past
    return row.level
  }

  const found: Match[] = []
  for (const { row, parts } of tables.patterns) {
    if (!only(row) || parts.some((part) => hits[part.concept]?.length === 0)) continue
    let reached: readonly Hit[] = hits[parts[0]?.concept ?? -1] ?? []
    for (let i = 1; i < parts.length && reached.length > 0; i += 1) {
      const part = parts[i] as (typeof parts)[number]
      reached = follow(reached, hits[part.concept] ?? [], part.gap, sentence)
    }
    let best: Match | undefined
    for (const hit of reached) {
      const grave = level(row, hit)
      if (grave === 'none') continue
      if (best === undefined || (grave === 'emergency' && best.level === 'concern')) {
        best = { row, level: grave, start: hit.from, end: hit.end }
        if (grave === row.level) break
      }
    }
    if (best !== undefined) found.push(best)
  }
  return found
}

/** The hits that stand within `gap` after one already reached, in the same sentence. */
function follow(reached: readonly Hit[], next: readonly Hit[], gap: number, sentence: Int32Array): Hit[] {
  const byEnd = reached.every((hit, i) => i === 0 || (reached[i - 1] as Hit).end <= hit.end)
    ? reached
    : [...reached].sort((a, b) => a.end - b.end)
  const out: Hit[] = []
  let at = 0
  let last: Hit | undefined
  for (const hit of next) {
    while (at < byEnd.length && (byEnd[at] as Hit).end <= hit.start) {
      last = byEnd[at] as Hit
      at += 1
    }
    if (last === undefined || hit.start - last.end > gap) continue
    if (gap <= MOST_IN_ONE_SENTENCE && sentence[Math.max(last.end - 1, 0)] !== sentence[hit.start]) continue
    out.push({ start: hit.start, end: hit.end, from: last.from })
  }
  return out
}
