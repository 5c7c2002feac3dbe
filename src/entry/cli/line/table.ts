/** One line of a table of checks. `note`: works, and should be looked at; `bad`: must be mended. */
export interface Row {
  readonly what: string
  readonly state: 'good' | 'note' | 'bad'
  readonly found: string
}

const MARKS = { good: '○', note: '△', bad: '×' } as const

/** Columns on a terminal: full-width letters take two. */
const columns = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (/[ -~｡-ﾟ]/.test(letter) ? 1 : 2), 0)

/** Pairs as lines, the second of each in one column. */
export function inColumn(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const wide = Math.max(...pairs.map(([first]) => columns(first)))
  return pairs.map(([first, second]) => `${first}${' '.repeat(wide - columns(first))}  ${second}`)
}

/** The rows, one a line. */
export const table = (rows: readonly Row[]): readonly string[] =>
  inColumn(rows.map(({ what, state, found }) => [`${MARKS[state]} ${what}`, found]))
