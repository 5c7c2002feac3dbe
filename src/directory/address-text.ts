/** Old or unusual forms of kanji in town names, each with the town that brought it. */
const KANJI_FORMS = new Map([
  ['蠣', '蛎'], // 日本橋蠣殻町
  ['濱', '浜'], // 日本橋濱町
  ['嶋', '島'], // 月嶋
  ['驛', '駅'],
  ['區', '区'],
  ['鷲', '鷺'], // 鷲宮, mistyped for 鷺宮
  ['澤', '沢'],
  ['國', '国'],
  ['櫻', '桜'],
  ['廣', '広'],
  ['澁', '渋'],
  ['槇', '槙'],
  ['龜', '亀'],
])
const HYPHENS = new Set([...'-‐‑‒–—―−~〜─━⁻₋'])
const KANJI_DIGITS = '〇零一二三四五六七八九十百'
/** Longer than any address with a story around it; what comes after is not looked at. */
const MAX_LENGTH = 2_000

/**
 * The one spelling addresses are compared in: NFKC, hiragana for katakana, `-` for every hyphen (and for
 * 「ー」 after a number), no spaces except between two numbers, where a space separates like a hyphen.
 */
export function addressText(text: string): string {
  const wide = unspaced(text.slice(0, MAX_LENGTH).normalize('NFKC'))
  let out = ''
  let spaced = false
  for (const char of wide) {
    if (/\s/.test(char)) {
      spaced = true
      continue
    }
    const last = out.at(-1) ?? ''
    // 「中央3-21-5 203」: the room is not part of the 号.
    if (spaced && isDigit(last) && isDigit(char)) out += '-'
    spaced = false
    if (HYPHENS.has(char)) out += '-'
    else if (char === 'ー') out += isDigit(last) || KANJI_DIGITS.includes(last) ? '-' : 'ー'
    else out += KANJI_FORMS.get(char) ?? hiragana(char, last)
  }
  return out.replace(POSTAL_CODE, '')
}

/** 「〒104-0054」「郵便番号1040054」, and 「104-0054」 only where the text begins with it. */
const POSTAL_CODE = /(?:〒|郵便番号[はが:]?)-?\d{3}-?\d{4}|^\d{3}-\d{4}(?![\d-])/g

/** 「中 央 三 丁 目 2 1 番」: where every character is spaced, the spaces separate nothing. */
function unspaced(text: string): string {
  const words = text.trim().split(/\s+/)
  return words.length >= 6 && words.every((word) => [...word].length === 1) ? words.join('') : text
}

export function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1
}

export function isKanji(char: string): boolean {
  return /^[\p{Script=Han}〇]$/u.test(char)
}

function hiragana(char: string, before: string): string {
  const code = char.charCodeAt(0)
  // 「松ヶ丘」「松ケ丘」 are 松が丘.
  if (isKanji(before) && (char === 'ヶ' || char === 'ケ')) return 'が'
  return code >= 0x30a1 && code <= 0x30f6 ? String.fromCharCode(code - 0x60) : char
}
