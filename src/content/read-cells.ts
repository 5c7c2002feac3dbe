import type { Fault } from './fault.ts'
import type { TableRow } from './read-table.ts'

/** Reads the cells of one row into values; what cannot be read becomes a fault of that row. */
export interface Cells<C extends string> {
  /** null when empty. */
  text(column: C): string | null
  /** Parts between `;`, empty parts dropped. */
  list(column: C): string[]
  flag(column: C): boolean
  number(column: C): number | null
  /** yyyy-mm-dd; `2026/7/1`, as Japanese spreadsheets rewrite a date, is understood. */
  day(column: C): string | null
  /** HH:MM; `9:00`, as spreadsheets rewrite 09:00, is understood. */
  time(column: C): string | null
  /** `3-21,27-29,6` → [[3,21],[27,29],[6,6]]; empty and `*` mean the whole town: null. */
  blocks(column: C): [number, number][] | null
}

const YES = new Set(['yes', 'true', '1', 'はい'])
const NO = new Set(['', 'no', 'false', '0', 'いいえ'])

/** The readers for one row. */
export function cellsOf<C extends string>(row: TableRow<C>, faults: Fault[]): Cells<C> {
  const fault = (message: string) => faults.push({ file: row.file, line: row.line, message })
  const raw = (column: C) => row.cells[column]
  return {
    text: (column) => raw(column) || null,
    list: (column) =>
      raw(column)
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    flag(column) {
      const value = raw(column).toLowerCase()
      if (!YES.has(value) && !NO.has(value))
        fault(`「${column}」は yes か空欄で書いてください（今は「${raw(column)}」）。`)
      return YES.has(value)
    },
    number(column) {
      const value = raw(column)
      if (value === '') return null
      if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value)
      fault(`「${column}」は半角の数字で書いてください（今は「${value}」）。`)
      return null
    },
    day(column) {
      const value = raw(column)
      if (value === '') return null
      const day = normalDay(value)
      if (day === null) fault(`「${column}」は 2026-07-01 の形の日付で書いてください（今は「${value}」）。`)
      return day
    },
    time(column) {
      const value = raw(column)
      return value === '' ? null : /^\d:\d\d$/.test(value) ? `0${value}` : value
    },
    blocks(column) {
      const value = raw(column)
      if (value === '' || value === '*') return null
      const ranges: [number, number][] = []
      for (const part of value.split(',')) {
        const range = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part)
        if (!range) fault(blockFault(column, part.trim()))
        else ranges.push([Number(range[1]), Number(range[2] ?? range[1])])
      }
      return ranges
    },
  }
}

/** A real day as yyyy-mm-dd, or null. */
export function normalDay(value: string): string | null {
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(value)
  if (!parts) return null
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

function blockFault(column: string, part: string): string {
  // Spreadsheets turn the blocks 3-21 into a day; the ward files of other cities are full of 「5月20日」.
  if (/月|\/|[A-Za-z]{3}/.test(part))
    return `「${column}」の「${part}」は、表計算ソフトが番を日付に変えたもののようです。列を「文字列」にして 3-21 の形で書き直してください。`
  return `「${column}」は 3-21,27-29 の形で、番を半角の数字で書いてください（今は「${part}」）。`
}
