/** One normalised character and the stretch of the original it stands for. */
export interface Cell {
  readonly char: string
  readonly start: number
  readonly end: number
}

/** Longer messages are cut here before anything else looks at them. UTF-16 units. */
export const MAX_LENGTH = 20_000

/** Marks on one letter beyond this many are decoration (Zalgo text) and would make NFKC slow. */
const MAX_MARKS = 4
/** U+FDFA alone becomes 18 letters; nothing a resident means is longer than ㍿ (株式会社). */
const MAX_EXPANSION = 8
/** Letters that ligatures may add in one message: 5,000 of ㍿ would make four times the work. */
const MAX_EXTRA = 1000

/** Letters that NFKC leaves alone and that no mark has joined: most of any message. */
function plain(code: number): boolean {
  return (
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x30a1 && code <= 0x30fa) ||
    code === 0x30fc ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    code === 0x3001 ||
    code === 0x3002
  )
}

/** Joins the letter before it: dakuten (full or half width), combining marks, Hangul vowels and finals. */
function joins(code: number): boolean {
  if (code < 0x300) return false
  if (code === 0xff9e || code === 0xff9f || code === 0x3099 || code === 0x309a) return true
  if (code >= 0x1161 && code <= 0x11ff) return true
  if (code >= 0x3000 && code <= 0xfaff) return false
  return /\p{M}/u.test(String.fromCodePoint(code))
}

/** Invisible: zero width, direction marks, NUL and other controls, variation selectors, tags. */
function invisible(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0b && code !== 0x0c && code !== 0x0d
  if (code < 0x7f) return false
  return (
    code <= 0x9f ||
    code === 0xad ||
    code === 0x034f ||
    code === 0x061c ||
    code === 0x115f ||
    code === 0x1160 ||
    code === 0x17b4 ||
    code === 0x17b5 ||
    (code >= 0x180b && code <= 0x180f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0x3164 ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xffa0 ||
    (code >= 0xfff0 && code <= 0xfffd) ||
    (code & 0xfffe) === 0xfffe ||
    (code >= 0xe0000 && code <= 0xe0fff)
  )
}

/**
 * Reads a text letter by letter: NFKC, invisible characters and lone surrogates dropped, at most
 * `MAX_LENGTH` units. Linear in the length and never throws.
 */
export function readCells(text: string): Cell[] {
  const length = Math.min(text.length, MAX_LENGTH)
  const cells: Cell[] = []
  let extra = 0
  let at = 0
  while (at < length) {
    const start = at
    const code = text.codePointAt(at) ?? 0
    at += code > 0xffff ? 2 : 1
    if (at > length || invisible(code)) continue
    let cluster = String.fromCodePoint(code)
    let marks = 0
    let end = at
    while (at < length) {
      const next = text.codePointAt(at) ?? 0
      if (!invisible(next) && !joins(next)) break
      at += next > 0xffff ? 2 : 1
      if (invisible(next)) continue
      end = Math.min(at, length)
      marks += 1
      if (marks <= MAX_MARKS) cluster += String.fromCodePoint(next)
    }
    if (marks === 0 && plain(code)) {
      cells.push({ char: cluster, start, end })
      continue
    }
    // ﾞ alone becomes a space and a mark under NFKC: as U+3099 it joins 「ｶﾞ」 and 「か゛」 alike.
    const folded = cluster
      .replace(/[\uff9e\u309b]/g, '\u3099')
      .replace(/[\uff9f\u309c]/g, '\u309a')
      .normalize('NFKC')
    const added = folded.length - cluster.length
    const unfold = folded.length <= MAX_EXPANSION && (added <= 0 || extra + added <= MAX_EXTRA)
    if (unfold && added > 0) extra += added
    for (const char of unfold ? folded : cluster) {
      if (!invisible(char.codePointAt(0) ?? 0)) cells.push({ char, start, end })
    }
  }
  return cells
}

/** Rewrites letter by letter, knowing the one before (already rewritten) and the one after. */
export function local(rewrite: (before: string, here: string, after: string) => string) {
  return (cells: readonly Cell[]): Cell[] => {
    const out: Cell[] = []
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i] as Cell
      const to = rewrite(out.at(-1)?.char ?? '', cell.char, cells[i + 1]?.char ?? '')
      if (to === cell.char) out.push(cell)
      else for (const char of to) out.push({ char, start: cell.start, end: cell.end })
    }
    return out
  }
}

/** Shortens runs of one letter: `keep` says how many of `length` stay. */
export function runs(keep: (char: string, length: number, after: string) => number) {
  return (cells: readonly Cell[]): Cell[] => {
    const out: Cell[] = []
    let i = 0
    while (i < cells.length) {
      const first = cells[i] as Cell
      let j = i + 1
      while (cells[j]?.char === first.char) j += 1
      const stay = Math.min(j - i, keep(first.char, j - i, cells[j]?.char ?? ''))
      for (let k = 0; k < stay; k += 1) {
        const cell = cells[i + k] as Cell
        // The last one kept stands for the rest of the run as well.
        out.push(k === stay - 1 ? { ...cell, end: (cells[j - 1] as Cell).end } : cell)
      }
      i = j
    }
    return out
  }
}
