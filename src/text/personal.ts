import { withoutHouse } from './house-number.ts'

/** Details by which a person can be found, typed without being asked for. */
export type PersonalKind = 'phone' | 'house' | 'my-number' | 'card'

export interface WithoutPersonal {
  readonly text: string
  /** What was taken out, each kind once. */
  readonly left: readonly PersonalKind[]
}

const D = '[0-9０-９]'
const DASH = '[-‐‑–—―ー−－]'
const SEP = `(?:${DASH}|[ 　]){0,3}`
const NOT_DIGIT_BEFORE = `(?<!${D}|${D}${DASH})`
const NOT_DIGIT_AFTER = `(?!${D}|${DASH}${D})`

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

/** 個人番号: twelve digits, the last a check digit (番号利用法施行規則: weights 2–7 twice from the right, mod 11). */
function isMyNumber(digits: string): boolean {
  if (digits.length !== 12) return false
  let sum = 0
  for (let n = 1; n <= 11; n++) sum += Number(digits[11 - n]) * (n <= 6 ? n + 1 : n - 5)
  const rest = sum % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}

/** A payment card: 14 to 16 digits whose Luhn sum is 0. */
function isCard(digits: string): boolean {
  if (digits.length < 14 || digits.length > 16) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const LONG_NUMBER = new RegExp(`${NOT_DIGIT_BEFORE}${D}(?:${SEP}${D}){11,15}${NOT_DIGIT_AFTER}`, 'g')
/** A telephone number's digits, also as they are read aloud: 「〇九〇」. */
const P = '[0-9０-９〇零一二三四五六七八九]'
const BETWEEN = '[-‐‑–—―ー−－()（）.．・ 　]{0,3}'
/** 「03-1234-5678」「０９０ １２３４ ５６７８」「0312345678」「（03）1234-5678」「+81 (0)90…」. */
const PHONE = new RegExp(
  `(?<!${P}|${D}${DASH})[(（]?(?:[+＋]81[-\\s]?(?:[(（][0０][)）])?|[0０〇零])(?:${P}${BETWEEN}){7,8}${P}{1,2}(?!${P}|${DASH}${D})`,
  'g',
)
/** Everybody may know these: 0120, 0800 and 0570 are desks, never a person's own. */
const PUBLIC = /^(0120|0800|0570)/

const KANJI = new Map([...'〇一二三四五六七八九'].map((kanji, i) => [kanji, i] as const)).set('零', 0)

const NAMES: Readonly<Record<'phone' | 'my-number' | 'card', string>> = {
  phone: '（電話番号）',
  'my-number': '（個人番号）',
  card: '（カード番号）',
}

/**
 * The text without the details named: numbers leave a word in their place, an address keeps its town and 番.
 * Names are not looked for, as nothing tells a name from a word. Linear in the length.
 */
export function withoutPersonal(
  text: string,
  kinds: readonly PersonalKind[],
  wholeTowns: readonly string[] = [],
): WithoutPersonal {
  const left = new Set<PersonalKind>()
  const take = (kind: 'phone' | 'my-number' | 'card') => {
    left.add(kind)
    return NAMES[kind]
  }
  let rest = text.replace(LONG_NUMBER, (number) => {
    const digits = digitsOf(number)
    if (kinds.includes('my-number') && isMyNumber(digits)) return take('my-number')
    if (kinds.includes('card') && isCard(digits)) return take('card')
    return number
  })
  if (kinds.includes('phone'))
    rest = rest.replace(PHONE, (number) => {
      const digits = digitsOf(
        number.replace(/[〇零一二三四五六七八九]/g, (kanji) => String(KANJI.get(kanji))),
      )
      const local = digits.replace(/^810?/, '0')
      const is = (local.length === 10 || local.length === 11) && !PUBLIC.test(local)
      if (!is) return number
      const opens = /^[(（]/.test(number) && !/[)）]/.test(number)
      return `${opens ? number[0] : ''}${take('phone')}`
    })
  if (kinds.includes('house')) {
    const kept = withoutHouse(rest, wholeTowns)
    if (kept !== rest) left.add('house')
    rest = kept
  }
  return { text: rest, left: [...left] }
}
