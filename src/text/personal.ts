/** Details by which a person can be found, typed without being asked for. */
export type PersonalKind = 'phone' | 'house' | 'my-number' | 'card'

export interface WithoutPersonal {
  readonly text: string
  /** What was taken out, each kind once. */
  readonly left: readonly PersonalKind[]
}

const D = '[0-9０-９]'
const DASH = '[-‐‑–—―ー−－]'
const SEP = `(?:${DASH}|[ 　])?`
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
/** 「03-1234-5678」「０９０ １２３４ ５６７８」「0312345678」「（03）1234-5678」「+81 90…」. */
const PHONE = new RegExp(
  `(?<!${D})(?:[+＋]81[-\\s]?|[0０])(?:${D}[-‐‑–—―ー−－()（） 　]{0,2}){7,8}${D}{1,2}${NOT_DIGIT_AFTER}`,
  'g',
)
/** 「中央3-19-1」「三丁目19番1号」「3の19の1」: everything behind the 番. */
const LINK = `(?:${DASH}|の|ノ|丁目)`
const HOUSE = new RegExp(
  `((?<!${D}|${D}${DASH})(?:${D}{1,2}|[一二三四五六七八九十]{1,3})(?:${LINK}|丁目の?)${D}{1,3}(?:番地?(?:の)?|${DASH}|の|ノ))(${D}{1,3})(号室?|号)?` +
    `((?:${DASH}|の|[ 　])?(?:[ァ-ヶー一-鿿A-Za-zＡ-Ｚａ-ｚ]{1,20}[ 　]?)?${D}{1,4}(?:号室|号|室|[FＦ階]))?` +
    `((?:[ 　]?[ぁ-んァ-ヶー一-鿿]{0,15}(?:マンション|アパート|ハイツ|コーポ|ハイム|メゾン|荘|ビル|タワー|ハウス|パレス|レジデンス)[ 　]?(?:${D}{1,4}(?:号室|号|室)?)?))?`,
  'g',
)

const NAMES: Readonly<Record<'phone' | 'my-number' | 'card', string>> = {
  phone: '（電話番号）',
  'my-number': '（個人番号）',
  card: '（カード番号）',
}

/**
 * The text without the details named: numbers leave a word in their place, an address keeps its town and 番.
 * Names are not looked for, as nothing tells a name from a word. Linear in the length.
 */
export function withoutPersonal(text: string, kinds: readonly PersonalKind[]): WithoutPersonal {
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
      const digits = digitsOf(number)
      const local = digits.startsWith('81') ? `0${digits.slice(2)}` : digits
      return local.length === 10 || local.length === 11 ? take('phone') : number
    })
  if (kinds.includes('house'))
    rest = rest.replace(HOUSE, (whole, kept: string) => {
      const bare = kept.replace(new RegExp(`(?:${DASH}|の|ノ)$`), '')
      if (bare.length >= whole.length) return whole
      left.add('house')
      return bare
    })
  return { text: rest, left: [...left] }
}
