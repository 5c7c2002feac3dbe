/** One labelled line. */
export interface Row {
  readonly text: string
  readonly labels: readonly string[]
}

/**
 * Reads `text<TAB>label|label` lines: BOM, CRLF, blank lines and doubled labels are fine. A line
 * without text or label is skipped and named in a note. The last tab divides, as a text may hold one.
 */
export function readRows(tsv: string, note: (line: string) => void): Row[] {
  const rows: Row[] = []
  for (const [at, raw] of tsv
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\n|\r/u)
    .entries()) {
    if (raw.trim() === '') continue
    const tab = raw.lastIndexOf('\t')
    const text = tab < 0 ? '' : raw.slice(0, tab).trim()
    const labels = [
      ...new Set(
        raw
          .slice(tab + 1)
          .split('|')
          .map((label) => label.trim()),
      ),
    ].filter(Boolean)
    if (text === '' || labels.length === 0) {
      note(`line ${at + 1} skipped: not text<TAB>label`)
      continue
    }
    if (rows.length === 0 && text === 'text' && /^labels?$/u.test(labels.join('|'))) continue
    rows.push({ text, labels })
  }
  return rows
}
