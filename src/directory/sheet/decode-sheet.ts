/** A sheet's text and how its bytes were read, or why they are no table. */
export type DecodedSheet =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: string }
  | { readonly kind: 'refused'; readonly message: string }

/** Far above any ward: 東京's 5,405 towns make 200 kB. */
export const MAX_SHEET_BYTES = 5_000_000

const SAVE_AS = '表計算ソフトで「CSV UTF-8」を選んで保存し直してください。'

/** UTF-8 with or without a BOM, UTF-16 with one (Excel's 「Unicode テキスト」), else cp932. */
export function decodeSheet(bytes: Uint8Array): DecodedSheet {
  if (bytes.length > MAX_SHEET_BYTES)
    return refused('大きすぎます（5MBまで）。町丁目と相談先の2列だけのファイルにしてください。')
  const starts = (...head: number[]) => head.every((byte, i) => bytes[i] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0))
    return refused(`Excelのファイルのままです。${SAVE_AS}`)
  if (starts(0x25, 0x50, 0x44, 0x46))
    return refused('PDFです。表を表計算ソフトに写して「CSV UTF-8」で保存してください。')
  const encoding = starts(0xff, 0xfe) ? 'utf-16le' : starts(0xfe, 0xff) ? 'utf-16be' : null
  for (const [label, name] of encoding
    ? ([[encoding, 'UTF-16']] as const)
    : ([
        ['utf-8', 'UTF-8'],
        ['shift_jis', 'cp932'],
      ] as const)) {
    const text = decoded(bytes, label)
    if (text === null) continue
    if (/[\0\x01-\x08\x0e-\x1f]/.test(text)) return refused(`文字の表ではありません。${SAVE_AS}`)
    if (/^\s*<(?:!doctype|html|\?xml)/i.test(text.slice(0, 200)))
      return refused(`ウェブページ（HTML）です。表を表計算ソフトに写して、${SAVE_AS}`)
    return { kind: 'text', text, encoding: name }
  }
  return refused(`文字コードが分かりません。${SAVE_AS}`)
}

function decoded(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    // Not this encoding: the next one is tried, and none at all is refused.
    return null
  }
}

function refused(message: string): DecodedSheet {
  return { kind: 'refused', message }
}
