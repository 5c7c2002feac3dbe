/** What may not begin a line. */
const NOT_FIRST = /^[、。，．・：；？！ー」』）】〉》ぁぃぅぇぉっゃゅょァィゥェォッャュョ)\]!?,.:;]/
/** Words of Latin letters stay whole; everything else may part anywhere. */
const PARTS = /[!-~À-ɏ]+|\s+|./gu

/** About how wide a text is drawn, in ems; rather too wide than too narrow. */
export function widthOf(text: string): number {
  let width = 0
  for (const sign of text) width += sign < '⺀' && sign !== '…' && sign !== '→' ? 0.58 : 1
  return width
}

/** Breaks a text into lines of at most `most` ems. Line breaks in it are kept; SVG knows none itself. */
export function wrapText(text: string, most: number): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line.trim(), most))
}

function wrapLine(line: string, most: number): readonly string[] {
  const lines: string[] = []
  let here = ''
  for (const part of line.match(PARTS) ?? []) {
    const full = widthOf(here + part.trimEnd()) > most
    // A closing sign hangs over by one rather than begin a line.
    if (full && here !== '' && !NOT_FIRST.test(part)) {
      lines.push(here.trimEnd())
      here = part.trimStart()
    } else here += part
  }
  return [...lines, here.trimEnd()].filter((part) => part !== '')
}
