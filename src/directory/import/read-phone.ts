import { isPhone } from '../../content/phone.ts'

/** A telephone cell: the number as it is shown and dialled, what else the cell says, or why it is no number. */
export type PhoneReading =
  | { readonly phone: string | null; readonly note: string | null }
  | { readonly wrong: string }

/** Longer than any cell of numbers; what is longer is a story. */
const LONGEST = 100
const NONE = /^(?:なし|無し?|未設置|非公開|不明)$/

/**
 * `(03)3993-1111`, `０３－３９９３－１１１１`, `03 3993 1111`, `0339931111` → `03-3993-1111`. Of several numbers the
 * first is the number and the others its note. Nothing is completed: a lost leading 0 is said, not put back.
 */
export function readPhone(cell: string): PhoneReading {
  const text = cell
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−ー]/g, '-')
    .trim()
  if (text === '' || NONE.test(text)) return { phone: null, note: null }
  if (text.length > LONGEST) return { wrong: whyNot(`${text.slice(0, LONGEST)}…`) }
  // 「03-3546-5389（代表）」; but 「(03)3993-1111」 begins with its bracket.
  const tail = /^([^A-Za-z]*?\d)\s*\(([^()]*\D[^()]*)\)$/.exec(text)
  const parts = (tail?.[1] ?? text)
    .split(/[、,;/・\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const numbers = parts.map(oneNumber)
  const [phone, ...others] = numbers
  if (phone === undefined || numbers.some((number) => number === null)) return { wrong: whyNot(text) }
  const notes = [...(tail?.[2] ? [tail[2]] : []), ...others.map((other) => `ほかに ${other}`)]
  return { phone: phone ?? null, note: notes.join('、') || null }
}

function oneNumber(part: string): string | null {
  const hyphened = part
    .replace(/^(?:tel|電話)[:.]?\s*/i, '')
    .replace(/^\((\d+)\)\s*-?/, '$1-')
    .replace(/\((\d+)\)/, '-$1-')
    .replace(/\s+/g, '-')
    .replace(/-{2,}/g, '-')
  if (!isPhone(hyphened)) return null
  return /^\d{10,11}$/.test(hyphened) ? grouped(hyphened) : hyphened
}

/** Only where the grouping is the same everywhere: 03, mobile and free numbers. Other area codes stay in one piece. */
function grouped(digits: string): string {
  if (/^03\d{8}$/.test(digits)) return digits.replace(/^(..)(....)(....)$/, '$1-$2-$3')
  if (/^(?:0120|0570)\d{6}$/.test(digits)) return digits.replace(/^(....)(...)(...)$/, '$1-$2-$3')
  if (/^0[5789]0\d{8}$/.test(digits)) return digits.replace(/^(...)(....)(....)$/, '$1-$2-$3')
  return digits
}

function whyNot(text: string): string {
  const digits = text.replace(/\D/g, '')
  if (/^[1-9]\d{8,9}$/.test(digits))
    return `電話番号「${text}」の先頭の0が消えています（表計算ソフトが数字として開いたため）。列を「文字列」にして、0から書き直してください。`
  if (/^\d+(?:\.\d+)?e\+\d+$/i.test(text))
    return `電話番号「${text}」は表計算ソフトが数に変えたものです。列を「文字列」にして、番号を書き直してください。`
  if (digits.length === 8 && /^[\d\s-]+$/.test(text))
    return `電話番号「${text}」に市外局番がありません。市外局番（03など）から書いてください。`
  return `電話番号「${text}」を番号として読めません。「03-3543-0211」の形で、番号だけを書いてください。`
}
