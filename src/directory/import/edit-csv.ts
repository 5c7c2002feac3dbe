/** What is changed in a CSV: cells by line and column, and rows put behind the last. */
export interface CsvEdits {
  /** By the line a record begins on, 1-based; only lines that begin a record. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<string, string>>
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/**
 * Changes single cells and appends rows in the order of the header; every other byte stays: quoting, line ends,
 * BOM, empty lines. The text must have been read without faults.
 */
export function editCsv(text: string, { cells, rows }: CsvEdits): string {
  const records = rawRecords(text)
  const header = (records[0]?.cells ?? []).map((cell) => cellText(cell).replace('\uFEFF', '').trim())
  const eol = records[0]?.eol || '\n'
  let out = ''
  for (const record of records) {
    const changes = cells.get(record.line)
    const written = changes
      ? record.cells.map((cell, i) => {
          const now = changes.get(header[i] ?? '')
          return now === undefined ? cell : quoted(now)
        })
      : record.cells
    out += written.join(',') + record.eol
  }
  if (rows.length === 0) return out
  if (!/[\r\n]$/.test(out)) out += eol
  return out + rows.map((row) => header.map((name) => quoted(row[name] ?? '')).join(',') + eol).join('')
}

interface RawRecord {
  readonly line: number
  /** As written, with their quotes. */
  readonly cells: readonly string[]
  /** What ends it; empty at the end of a file without a last newline. */
  readonly eol: string
}

function rawRecords(text: string): RawRecord[] {
  const records: RawRecord[] = []
  let cells: string[] = []
  let start = 0
  let line = 1
  let first = 1
  let inQuotes = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') inQuotes = !inQuotes
    else if (char === ',' && !inQuotes) {
      cells.push(text.slice(start, at))
      start = at + 1
    } else if (char === '\n' || (char === '\r' && text[at + 1] !== '\n')) {
      line++
      if (inQuotes) continue
      const crlf = char === '\n' && text[at - 1] === '\r'
      cells.push(text.slice(start, crlf ? at - 1 : at))
      records.push({ line: first, cells, eol: text.slice(crlf ? at - 1 : at, at + 1) })
      cells = []
      start = at + 1
      first = line
    }
  }
  if (start < text.length || cells.length > 0)
    records.push({ line: first, cells: [...cells, text.slice(start)], eol: '' })
  return records
}

function cellText(cell: string): string {
  const bare = cell.replace('\uFEFF', '').trim()
  return bare.startsWith('"') ? bare.slice(1, -1).replaceAll('""', '"') : bare
}

function quoted(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
