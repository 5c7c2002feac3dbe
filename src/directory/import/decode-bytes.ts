/** How a file's bytes were read, as the report says it. */
export type Encoding = 'UTF-8' | 'UTF-8（BOMつき）' | 'cp932（Shift_JIS）'

/** A file as text, or why it is none: Japanese, what is wrong and what to do. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'refused'; readonly line: number; readonly message: string }

const SAVE_AS_CSV = '表計算ソフトで開き、「CSV UTF-8」を選んで保存したものを渡してください。'

/** What other files begin with. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], `Excelのブック（xlsx）かZIPです。${SAVE_AS_CSV}`],
  [[0x50, 0x4b, 0x05, 0x06], `Excelのブック（xlsx）かZIPです。${SAVE_AS_CSV}`],
  [[0xd0, 0xcf, 0x11, 0xe0], `古いExcelのブック（xls）です。${SAVE_AS_CSV}`],
  [[0x25, 0x50, 0x44, 0x46], 'PDFです。同じ一覧のCSVを、オープンデータのページから取り直してください。'],
  [[0x1f, 0x8b], '圧縮されたファイル（gzip）です。展開してから渡してください。'],
  [[0xff, 0xfe], `文字コードがUTF-16です。${SAVE_AS_CSV}`],
  [[0xfe, 0xff], `文字コードがUTF-16です。${SAVE_AS_CSV}`],
]

/** Why these first bytes cannot be the beginning of a CSV; null when they can. */
export function notCsv(head: Uint8Array): string | null {
  for (const [bytes, message] of SIGNATURES)
    if (bytes.every((byte, i) => head[i] === byte)) return `CSVではなく、${message}`
  const start = new TextDecoder('latin1').decode(head.subarray(0, 512)).replace(/^ï»¿/, '').trimStart()
  if (start.startsWith('<'))
    return 'CSVではなく、HTML（Webページ）です。ページではなく、CSVのファイルそのものを取り直してください。'
  if (/^[[{]/.test(start)) return 'CSVではなく、JSONです。同じ一覧のCSVを取り直してください。'
  // A text has none of these, in whatever encoding.
  if (head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)))
    return `CSVではなく、文字でないものを含むファイルです。${SAVE_AS_CSV}`
  return null
}

/**
 * The file's text. UTF-8 when every byte is valid UTF-8, else cp932 (中央区 and 葛飾区 publish in it) when
 * every byte is valid cp932, else refused with the first line that is neither.
 */
export function decodeBytes(bytes: Uint8Array): Decoded {
  const other = notCsv(bytes)
  if (other !== null) return { kind: 'refused', line: 0, message: other }
  const utf8 = decodeAs('utf-8', bytes)
  if (utf8 !== null)
    return { kind: 'text', text: utf8, encoding: bytes[0] === 0xef ? 'UTF-8（BOMつき）' : 'UTF-8' }
  const cp932 = decodeAs('shift_jis', bytes)
  if (cp932 !== null) return { kind: 'text', text: cp932, encoding: 'cp932（Shift_JIS）' }
  const line = firstBadLine(bytes)
  return {
    kind: 'refused',
    line,
    message: `文字コードがUTF-8でもcp932（Shift_JIS）でもありません（最初に読めないのは${line}行目）。${SAVE_AS_CSV}`,
  }
}

function decodeAs(encoding: 'utf-8' | 'shift_jis', bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // Not valid in this encoding: that is the answer, not a fault.
    return null
  }
}

/** The first line that the likelier of the two encodings, the one that reads further, cannot read. */
function firstBadLine(bytes: Uint8Array): number {
  const badLine = (encoding: 'utf-8' | 'shift_jis') => {
    let line = 1
    for (let at = 0; at < bytes.length; line++) {
      const newline = bytes.indexOf(0x0a, at)
      const end = newline === -1 ? bytes.length : newline + 1
      if (decodeAs(encoding, bytes.subarray(at, end)) === null) return line
      at = end
    }
    return line
  }
  return Math.max(badLine('utf-8'), badLine('shift_jis'))
}
