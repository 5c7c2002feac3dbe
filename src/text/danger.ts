import { graver } from '../content/vocabulary.ts'
import { type Match, match } from './danger/match.ts'
import { keySurface, latinSurface, type Surface, squeezedSurface } from './danger/surface.ts'
import { KEY, LATIN } from './danger/tables.ts'
import type { DangerFinding } from './understanding.ts'

/** Of an earlier bubble only its end can be the beginning of what this one ends. UTF-16 units. */
const TAIL = 40
/** Something in the text may be drawn out: 「しーにーたーい」「しぃにたぁぁい」「ししにたいい」. */
const STRETCHED = /[ー〜～ｰ\u2010-\u2015ぁぃぅぇぉァィゥェォｧｨｩｪｫ-]|([ぁ-んァ-ン])\1/
const NOTHING: DangerFinding = { danger: 'none', kind: null, words: [], rule: null }

interface Found {
  readonly match: Match
  readonly surface: Surface
}

function search(raw: string, from: number): Found[] {
  const found: Found[] = []
  const keep = (surface: Surface, matches: readonly Match[]) => {
    for (const match of matches)
      if (from === 0 || surface.reaches(match.end, from)) found.push({ match, surface })
  }
  const plain = keySurface(raw)
  keep(plain, match(plain, KEY))
  if (STRETCHED.test(raw)) {
    const squeezed = squeezedSurface(raw)
    keep(
      squeezed,
      match(squeezed, KEY, (row) => row.explicit === true),
    )
  }
  if (/\p{Script=Latin}/u.test(raw)) {
    const words = latinSurface(raw)
    keep(words, match(words, LATIN))
  }
  return found
}

function judge(found: readonly Found[]): DangerFinding {
  const grave = found.find(({ match }) => match.level === 'emergency') ?? found[0]
  if (grave === undefined) return NOTHING
  const { row, level } = grave.match
  const words = found
    .filter(({ match }) => match.level === level && match.row.kind === row.kind)
    .map(({ match, surface }) => surface.original(match.start, match.end))
  const finding = { danger: level, kind: row.kind, words: [...new Set(words)].slice(0, 5), rule: row.id }
  const outright = found.some(({ match }) => match.row.explicit === true || match.row.alone === true)
  return outright || row.foreign === true ? { ...finding, stands: true } : finding
}

/**
 * Danger in what a resident wrote: by tables alone, no dictionary, no tokens, no network, linear in
 * the length, never throws. `recent` are up to three earlier messages of the same person, oldest
 * first, so that 「もう」「しに」「たい」 in three bubbles is found; danger that stands wholly in an earlier
 * message is not reported again.
 */
export function findDanger(text: string, recent: readonly string[] = []): DangerFinding {
  const alone = judge(search(text, 0))
  if (alone.danger === 'emergency' || recent.length === 0) return alone
  const tails = recent.slice(-3).map((tail) => tail.slice(-TAIL))
  const before = `${tails.join(' ')} `
  const together = judge(search(before + text, before.length))
  return graver(alone.danger, together.danger) === alone.danger ? alone : together
}
