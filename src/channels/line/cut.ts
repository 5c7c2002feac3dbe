const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** What a person sees as one character, in order. */
function graphemesOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Text as LINE takes it: no surrogate halves, no control characters but the line break. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
}

/** The longest beginning within `most` UTF-16 units that cuts no grapheme; a monstrous one is cut between code points. */
function headOf(text: string, most: number): string {
  let size = 0
  for (const { segment } of segmenter.segment(text.slice(0, most + 1_000))) {
    if (size + segment.length > most) break
    size += segment.length
  }
  if (size > 0) return text.slice(0, size)
  for (const point of text) {
    if (size + point.length > most) break
    size += point.length
  }
  return text.slice(0, size)
}

/** Cut to so many graphemes and UTF-16 units, 「…」 included when something was left out. */
export function clip(text: string, most: { readonly graphemes?: number; readonly units: number }): string {
  const whole = clean(text).trim()
  // No more graphemes than units: most texts are short, and counting takes longer than all else.
  if (whole.length <= Math.min(most.units, most.graphemes ?? most.units)) return whole
  const few = graphemesOf(whole.slice(0, most.units + 1_000))
  const fits = whole.length <= most.units && few.length <= (most.graphemes ?? Number.POSITIVE_INFINITY)
  if (fits) return whole
  const kept = few.slice(0, (most.graphemes ?? Number.POSITIVE_INFINITY) - 1).join('')
  return `${headOf(kept, most.units - 1).trimEnd()}…`
}

/** At most so many lines; 「…」 stands for those left out. */
export function fewLines(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), '…']
}

/** Parts of at most `most` UTF-16 units, broken at line ends where possible and never inside a grapheme. */
export function split(text: string, most: number): string[] {
  const parts: string[] = []
  let rest = clean(text).trim()
  while (rest.length > most) {
    const head = headOf(rest, most)
    const line = head.lastIndexOf('\n')
    const end = line > head.length / 2 ? line : head.length
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return [...parts, rest].filter((part) => part !== '')
}
