/** A text rewritten letter by letter, and where each letter of it stands in the original. */
export interface PlainText {
  readonly text: string
  /** One entry per UTF-16 unit of `text`; null when every letter stands where it stood. */
  readonly starts: Int32Array | null
}

/** Longer messages are rare and take the rules. */
const MOST = 2000
/** Room for one text at a time: every message is read several times. */
const out: number[] = []
const starts = new Int32Array(MOST)
const RULES = 0
const DROP = 1
const LONG = 0x30fc

/**
 * What becomes of a letter whatever stands around it. 0: the rules must look; 1: nothing; else its code.
 * Kanji stay; the others are asked of the rules themselves, so that this can never say otherwise.
 */
function tableOf(letters: string, rewrite: (letter: string) => string): Uint16Array {
  const table = new Uint16Array(0x10000)
  for (let kanji = 0x4e00; kanji <= 0x9fff; kanji++) table[kanji] = kanji
  for (const letter of letters) {
    const to = rewrite(letter)
    table[letter.charCodeAt(0)] = to === '' ? DROP : to.length === 1 ? to.charCodeAt(0) : RULES
  }
  return table
}

const range = (from: string, to: string) =>
  Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, i) =>
    String.fromCharCode(from.charCodeAt(0) + i),
  ).join('')
/** Neither ぁぃぅぇぉ (a sigh or a spelling) nor ー (a sound, a dash or a sigh) nor marks that join letters. */
const KANA = [...range('あ', 'ん')].filter((kana) => !'ぃぅぇぉゎ'.includes(kana)).join('')
const LETTERS = [
  KANA,
  range('ァ', 'ヶ'),
  range('0', '9'),
  range('A', 'Z'),
  range('a', 'z'),
  range('０', '９'),
  range('Ａ', 'Ｚ'),
  range('ａ', 'ｚ'),
  '、。「」『』（）()!?！？・',
].join('')

const isVowel = (code: number) => 'あいうえおアイウエオ'.includes(String.fromCharCode(code))
const isDigit = (code: number) => (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)
const isAscii = (code: number) =>
  isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
const isKatakana = (code: number) => code >= 0x30a1 && code <= 0x30fa
const isKana = (code: number) => (code >= 0x3041 && code <= 0x3096) || isKatakana(code)

/** Three vowels in a row are stretched, ww laughs, a mark twice is one: the rules must look. */
function repeats(code: number, last: number, lastButOne: number): boolean {
  if (code !== last) return false
  if (code === 0x77) return true
  if (isVowel(code)) return lastButOne === code
  return !isKana(code) && !(code >= 0x4e00 && code <= 0x9fff) && !isAscii(code)
}

/**
 * Reads texts in which hardly any letter needs a rule, as most messages are. Null for every other text.
 * `letters` is what the rules make of one letter alone; `others` are letters they leave or drop as well.
 */
export function plainReader(rewrite: (letter: string) => string, others = '') {
  let table: Uint16Array | undefined
  return (text: string): PlainText | null => {
    if (text.length > MOST) return null
    table ??= tableOf(LETTERS + others, rewrite)
    out.length = 0
    let moved = false
    let changed = false
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      let to = table[code] as number
      if (to === RULES) {
        if (code !== LONG || !isKatakana(text.charCodeAt(at - 1))) return null
        to = longAfterKatakana(text, at, table)
        if (to === RULES) return null
      }
      if (to === DROP) {
        moved = true
        continue
      }
      const length = out.length
      if (length > 0 && repeats(to, out[length - 1] as number, length > 1 ? (out[length - 2] as number) : 0))
        return null
      if (to !== code) changed = true
      starts[length] = at
      out.push(to)
    }
    return {
      text: changed || moved ? String.fromCharCode(...out) : text,
      starts: moved ? starts.slice(0, out.length) : null,
    }
  }
}

/** The ー of サービス: itself where katakana stays, its vowel where all kana become hiragana. */
function longAfterKatakana(text: string, at: number, table: Uint16Array): number {
  const before = table[text.charCodeAt(at - 1)] as number
  if (isKatakana(before)) return text.charCodeAt(at + 1) === LONG ? RULES : LONG
  const next = text.charCodeAt(at + 1)
  // Only inside a word: at its end, before a mark or a digit the rules look.
  if (!isKana(next) || isDigit(next) || (table[next] as number) <= DROP) return RULES
  return vowelOf(before, table[next] as number)
}

const VOWEL_OF = new Map<number, number>()
for (const [row, vowel] of [
  ['あかがさざただなはばぱまやらわ', 'あ'],
  ['いきぎしじちぢにひびぴみり', 'い'],
  ['うくぐすずつづぬふぶぷむゆる', 'う'],
  ['えげぜてねへべぺめ', 'え'],
  ['せれけで', 'い'],
  ['お', 'お'],
  ['こごそぞとどのほぼぽもよろ', 'う'],
] as const)
  for (const kana of row) VOWEL_OF.set(kana.charCodeAt(0), vowel.charCodeAt(0))

function vowelOf(before: number, next: number): number {
  const vowel = VOWEL_OF.get(before) ?? RULES
  // 「ツラーイ」 is a sigh.
  return vowel === 0x3042 && next === 0x3044 ? RULES : vowel
}
