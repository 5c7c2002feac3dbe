import { parse } from 'csv-parse/sync'
import type { Fault } from './fault.ts'

/** A content file as it was read: its name for people, and its text. */
export interface SourceFile {
  readonly file: string
  readonly text: string
}

/** One record of a CSV file: every known column, trimmed, and the line it begins on. */
export interface TableRow<C extends string> {
  readonly file: string
  readonly line: number
  readonly cells: Readonly<Record<C, string>>
}

const CSV_FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    '「"」で始まった欄が、ファイルの終わりまで閉じていません。その欄の終わりに「"」を付けてください。',
  INVALID_OPENING_QUOTE:
    '欄の途中に「"」があります。欄の全体を「"」で囲み、中の「"」は「""」と書いてください。',
  CSV_INVALID_CLOSING_QUOTE:
    '「"」で囲んだ欄のあとに文字が続いています。欄の中の「"」は「""」と書いてください。',
}

/**
 * Reads a CSV with exactly these columns, in any order. Tolerates what spreadsheets do to a file: a BOM,
 * CRLF, empty rows, spaces around a cell. A record that cannot be read is a fault and is left out.
 */
export function readTable<C extends string>(
  { file, text }: SourceFile,
  columns: readonly C[],
): { rows: TableRow<C>[]; faults: Fault[] } {
  const faults: Fault[] = []
  const fault = (line: number, message: string) => faults.push({ file, line, message })
  if (text.includes('\uFFFD')) {
    fault(0, '文字コードがUTF-8ではありません。表計算ソフトで「CSV UTF-8」を選んで保存し直してください。')
    return { rows: [], faults }
  }
  const records = csvRecords(text, fault)
  if (faults.length > 0) return { rows: [], faults }
  const header = records.shift()?.cells ?? []
  for (const column of columns) {
    if (!header.includes(column))
      fault(1, `「${column}」の列がありません。1行目に「${column}」を加えてください。`)
  }
  header.forEach((name, i) => {
    if (!columns.includes(name as C))
      fault(1, `「${name}」という列はありません。使える列は ${columns.join(', ')} です。`)
    else if (header.indexOf(name) !== i) fault(1, `「${name}」の列が2つあります。1つにしてください。`)
  })
  if (faults.length > 0) return { rows: [], faults }

  const rows: TableRow<C>[] = []
  for (const { line, cells } of records) {
    if (cells.every((cell) => cell === '')) continue
    if (cells.length !== header.length) {
      fault(
        line,
        `欄の数が${cells.length}個です（1行目は${header.length}個）。文の中の「,」は、欄の全体を「"」で囲んでください。`,
      )
      continue
    }
    const byName = Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']))
    rows.push({ file, line, cells: byName as Record<C, string> })
  }
  return { rows, faults }
}

/**
 * The records of a CSV, each with the line it begins on and its cells trimmed; at most `limit` of them. What is
 * no CSV is told to `fault`, and then there are none.
 */
export function csvRecords(
  text: string,
  fault: (line: number, message: string) => void,
  limit?: number,
): { line: number; cells: string[] }[] {
  let records: { raw: string; record: string[] }[]
  try {
    // The types of csv-parse do not know that `raw` changes the shape of what comes back.
    records = parse(text.replace(/\r\n?/g, '\n'), {
      ...(limit === undefined ? {} : { to: limit }),
      bom: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof records
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number }
    fault(lines ?? 0, CSV_FAULTS[code ?? ''] ?? 'CSVとして読めません。「"」と「,」の位置を確かめてください。')
    return []
  }
  // csv-parse counts the line a record ends on; a quoted cell with line breaks makes that useless to a reader.
  let line = 1
  return records.map(({ raw, record }) => {
    const blank = raw.length - raw.replace(/^\n+/, '').length
    const start = line + blank
    line += raw.split('\n').length - 1
    return { line: start, cells: record.map((cell) => cell.trim()) }
  })
}
