import { goesOn } from '../goes-on.ts'
import { type Cell, local, MAX_LENGTH, readCells } from '../normalise/cells.ts'
import { kanaKey } from '../normalise.ts'

/** A form of the message in which the tables are looked up, with the way back. */
export interface Surface {
  readonly text: string
  /** The number of the sentence that holds `text[at]`. */
  readonly sentence: Int32Array
  original(start: number, end: number): string
  /** Letters and digits of the whole message. */
  readonly letters: number
  /** A question mark follows `text[end - 1]`. */
  asked(end: number): boolean
  /** `text[end - 1]` stands at or behind this place of the original. */
  reaches(end: number, from: number): boolean
}

/**
 * Where sentences end. A comma does not end one: 「夫が、昨日、殴って」; nor a line break in its midst:
 * 「夫が↵こわい」.
 */
const END = '。．.!！?？\n'

function sentences(raw: string, length: number, offset: (at: number) => number): Int32Array {
  const out = new Int32Array(length + 1)
  let number = 0
  let from = 0
  for (let at = 0; at < length; at += 1) {
    const to = offset(at)
    let ended = false
    for (; from < to; from += 1)
      if (END.includes(raw.charAt(from)) && !(raw.charAt(from) === '\n' && goesOn(raw, from))) ended = true
    if (ended) number += 1
    out[at] = number
  }
  out[length] = number
  return out
}

function surface(
  raw: string,
  whole: string,
  starts: (at: number) => number,
  ends: (at: number) => number,
): Surface {
  // ㍿ is four letters of the key: 20,000 of them must not make it longer than any message.
  const text = whole.slice(0, MAX_LENGTH)
  return {
    text,
    get letters() {
      return raw.match(/[\p{L}\p{N}]/gu)?.length ?? 0
    },
    sentence: sentences(raw, text.length, starts),
    original: (start, end) => (end > start ? raw.slice(starts(start), ends(end - 1)).trim() : ''),
    asked: (end) => end > 0 && /^[\s」』）)]*[?？]/.test(raw.slice(ends(end - 1), ends(end - 1) + 4)),
    reaches: (end, from) => end > 0 && starts(end - 1) >= from,
  }
}

function fromCells(raw: string, cells: readonly Cell[]): Surface {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const cell of cells) {
    text += cell.char
    for (let unit = 0; unit < cell.char.length; unit += 1) {
      starts.push(cell.start)
      ends.push(cell.end)
    }
  }
  return surface(
    raw,
    text,
    (at) => starts[at] ?? raw.length,
    (at) => ends[at] ?? raw.length,
  )
}

/** Japanese, Chinese, Korean, Nepali, and anything written without regard to spaces. */
export function keySurface(raw: string): Surface {
  const key = kanaKey(raw)
  const cut = key.offset(key.text.length)
  return surface(raw, key.text, key.offset, (at) =>
    Math.min(cut, key.offset(at) + key.original(at, at + 1).length),
  )
}

const ROWS: readonly string[] = [
  'あかがさざただなはばぱまやらわぁゃゎ',
  'いきぎしじちぢにひびぴみりぃ',
  'うくぐすずつづぬふぶぷむゆるぅゅっゔ',
  'えけげせぜてでねへべぺめれぇ',
  'おこごそぞとどのほぼぽもよろをぉょ',
]
const VOWEL = new Map<string, string>()
for (const row of ROWS) for (const kana of row) VOWEL.set(kana, row[0] ?? '')
const LARGE = new Map(
  [...'ぁぃぅぇぉっゃゅょゎ'].map((small, i) => [small, 'あいうえおつやゆよわ'[i] ?? small]),
)

/** The key with every stretched sound shortened: 「しーにぃぃたぁーい」「ししにたああい」 are しにたい. */
export function squeezedSurface(raw: string): Surface {
  const squeeze = local((before, here) => {
    if (!/[\p{L}\p{M}\p{N}]/u.test(here) || here === 'ー') return ''
    const lower = here.toLowerCase()
    const kana = lower >= 'ァ' && lower <= 'ヶ' ? String.fromCharCode(lower.charCodeAt(0) - 0x60) : lower
    const large = LARGE.get(kana) ?? kana
    if (large === before && VOWEL.has(large)) return ''
    return VOWEL.get(before) === large ? '' : large
  })
  return fromCells(raw, squeeze(readCells(raw)))
}

/** Languages with spaces and Latin letters: lower case, no diacritics, words between single spaces. */
export function latinSurface(raw: string): Surface {
  const fold = local((before, here) => {
    if (here === "'" || here === '’' || here === '`') return ''
    const letter = here
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace('đ', 'd')
      .replace('ı', 'i')
    if (/^[a-z0-9]+$/.test(letter)) return letter
    return before === ' ' ? '' : ' '
  })
  const padding = { char: ' ', start: 0, end: 0 }
  const cells = fold([padding, ...readCells(raw)])
  const end = cells.at(-1)?.end ?? 0
  if (cells.at(-1)?.char !== ' ') cells.push({ char: ' ', start: end, end })
  return fromCells(raw, cells)
}
