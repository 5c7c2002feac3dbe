import { isDigit, isKanji } from './address-text.ts'

/** What the numbers behind a town's name say. */
export interface AddressNumbers {
  readonly chome: number | null
  readonly block: number | null
  readonly number: number | null
  /** 丁目 was written out, not assumed from its position. */
  readonly chomeSaid: boolean
  /** Where reading stopped in the text. */
  readonly end: number
}

const KANJI_DIGITS = new Map([...'〇一二三四五六七八九'].map((kanji, i) => [kanji, i] as const))
KANJI_DIGITS.set('零', 0)
/** 「さんちょうめ」 */
const SPOKEN = new Map(
  ['いっ', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はっ', 'きゅう', 'じゅっ'].map(
    (k, i) => [k, i + 1] as const,
  ),
)
SPOKEN.set('いち', 1).set('はち', 8)
const CHOME = ['丁目', 'ちょうめ', '丁']
const BLOCK = ['番地', 'ばんち', '番', 'ばん']
const NUMBER = ['号', 'ごう']
/** 「月島3人家族」「月島5年目」「1か月」「405号室」「3階」: a number that counts something else. */
const COUNTS =
  /^(?:[人歳才年月日時分円回週階代名件匹本枚個台度割つ万千世女男]|[かが]月|か所|号室|号棟|ldk|%)/i

type Label = 'chome' | 'block' | 'number' | null

/**
 * Reads up to four numbers at `at`: 「三丁目21番5号」「3-21-5」「3の21の5」「3ー21」. `hasChome` tells whether
 * the town is divided into 丁目, which decides what the first bare number is. Null when none stands there.
 */
export function readNumbers(text: string, at: number, hasChome: boolean): AddressNumbers | null {
  let chome: number | null = null
  let block: number | null = null
  let number: number | null = null
  let chomeSaid = false
  let end = at
  let taken = 0
  for (; taken < 4; taken++) {
    const next = readOne(text, skipJoint(text, end))
    if (!next) break
    if (next.label === 'chome') {
      if (taken > 0) break
      chome = next.value
      chomeSaid = true
    } else if (next.label === 'block') block ??= next.value
    else if (next.label === 'number') number ??= next.value
    else if (hasChome && chome === null && block === null) chome = next.value
    else if (block === null) block = next.value
    else if (number === null) number = next.value
    end = next.end
  }
  return taken === 0 ? null : { chome, block, number, chomeSaid, end }
}

/** A block number (番) that can exist. */
export function asBlock(value: number | null): number | null {
  return value !== null && value >= 1 && value <= 999 ? value : null
}

function skipJoint(text: string, at: number): number {
  let i = at
  while (i < at + 2 && '-の、,・'.includes(text[i] ?? ' ')) i++
  return i
}

function readOne(text: string, at: number): { value: number; label: Label; end: number } | null {
  const spoken = readSpoken(text, at)
  if (spoken) return spoken
  const read = readNumeral(text, at)
  if (!read) return null
  const { value, end } = read
  for (const [label, words] of [
    ['chome', CHOME],
    ['block', BLOCK],
    ['number', NUMBER],
  ] as const) {
    const word = words.find((w) => text.startsWith(w, end))
    if (!word || COUNTS.test(text.slice(end, end + 3))) continue
    return { value, label, end: end + word.length }
  }
  if (COUNTS.test(text.slice(end, end + 3))) return null
  // 「月島一人」「中央二郎」: kanji numerals without 丁目 or 番 count only where nothing follows in kanji.
  if (read.kanji && isKanji(text[end] ?? '')) return null
  return { value, label: null, end }
}

/** 「21」「二十一」 in an address text, and whether it is written in kanji. */
export function readNumeral(text: string, at: number): { value: number; end: number; kanji: boolean } | null {
  return isDigit(text[at] ?? '') ? readDigits(text, at) : readKanji(text, at)
}

function readDigits(text: string, at: number): { value: number; end: number; kanji: boolean } | null {
  let end = at
  while (isDigit(text[end] ?? '')) end++
  return end - at > 4 ? null : { value: Number(text.slice(at, end)), end, kanji: false }
}

/** 二十一, 百二, 二一. */
function readKanji(text: string, at: number): { value: number; end: number; kanji: boolean } | null {
  let end = at
  let total = 0
  let part: number | null = null
  for (; end < at + 6; end++) {
    const char = text[end] ?? ''
    const digit = KANJI_DIGITS.get(char)
    if (digit !== undefined) part = (part ?? 0) * 10 + digit
    else if (char === '十' || char === '百') {
      total += (part ?? 1) * (char === '十' ? 10 : 100)
      part = null
    } else break
  }
  return end === at ? null : { value: total + (part ?? 0), end, kanji: true }
}

function readSpoken(text: string, at: number): { value: number; label: Label; end: number } | null {
  for (const [word, value] of SPOKEN) {
    if (text.startsWith(`${word}ちょうめ`, at)) return { value, label: 'chome', end: at + word.length + 4 }
  }
  return null
}
