import type { Token } from './understanding.ts'

const NUMERALS = '〇一二三四五六七八九'

/** The reading of a number with its counter where the parts would mislead: 三日 and 3日 are みっか. */
export function countReading(counts: ReadonlyMap<string, string>, text: string): string | undefined {
  const written = text.normalize('NFKC')
  return counts.get(written) ?? counts.get(inDigits(written))
}

/** 二十日 → 20日, as far as days go. */
function inDigits(text: string): string {
  const [, tens = '', ten = '', ones = '', unit = ''] =
    /^([一二三]?)(十?)([一二三四五六七八九]?)(\D)$/.exec(text) ?? []
  if (unit === '') return text
  const high = ten === '' ? 0 : tens === '' ? 1 : NUMERALS.indexOf(tens)
  const low = ten === '' ? tens + ones : ones
  return `${high * 10 + Math.max(NUMERALS.indexOf(low || '〇'), 0)}${unit}`
}

interface Correction {
  readonly surface: string
  readonly reading: string
  /** What forced it, with the right reading. */
  readonly phrase: string
  readonly when: (before: Token | undefined, after: Token | undefined, second: Token | undefined) => boolean
}

const isNumber = (token: Token | undefined) => token?.pos1 === '数'
const COUNTERS = /^[人歳時日回番分階年月度円個件曜枚冊本でとのだ]/

/**
 * Words whose reading their neighbours settle; the first that applies. What is always read one way stands in
 * `flows/readings.yaml`, where officials put it right.
 */
const CORRECTIONS: readonly Correction[] = [
  {
    surface: '方',
    reading: 'ほう',
    phrase: '電話の方が早い',
    when: (_, after, second) => after?.surface === 'が' && second?.pos === '形容詞',
  },
  { surface: '方', reading: 'かた', phrase: '担当の方に相談する', when: () => true },
  {
    surface: '何',
    reading: 'なん',
    phrase: '何歳ですか',
    when: (_, after) => COUNTERS.test(after?.surface ?? ''),
  },
  { surface: '何', reading: 'なに', phrase: '何を持って行きますか', when: () => true },
  {
    surface: '行っ',
    reading: 'おこなっ',
    phrase: '手続きを行った',
    when: (before) => before?.surface === 'を',
  },
  { surface: '行っ', reading: 'いっ', phrase: '病院に行った', when: () => true },
  { surface: '開い', reading: 'ひらい', phrase: '戸を開いて', when: (before) => before?.surface === 'を' },
  { surface: '開い', reading: 'あい', phrase: '窓口が開いている', when: () => true },
  { surface: '月', reading: 'がつ', phrase: '4月', when: (before) => isNumber(before) },
  {
    surface: '分',
    reading: 'ぷん',
    phrase: '30分',
    when: (before) =>
      isNumber(before) && /[013468十一三四六八]$/.test(before?.surface.normalize('NFKC') ?? ''),
  },
  {
    surface: '町',
    reading: 'ちょう',
    phrase: '人形町',
    when: (before) => before?.pos1 === '固有名詞' || before?.surface === '人形',
  },
  {
    surface: '金',
    reading: 'きん',
    phrase: '住居確保給付金',
    when: (before) => before?.pos === '名詞' && /\p{Script=Han}$/u.test(before.surface),
  },
  { surface: '金', reading: 'かね', phrase: '金がない', when: () => true },
]

/** The reading of a token where its neighbours settle it against the dictionary; undefined otherwise. */
export function correctedReading(tokens: readonly Token[], at: number): string | undefined {
  const surface = tokens[at]?.surface
  return CORRECTIONS.find(
    (rule) => rule.surface === surface && rule.when(tokens[at - 1], tokens[at + 1], tokens[at + 2]),
  )?.reading
}

const WEEKDAYS: Readonly<Record<string, string>> = {
  月: 'げつ',
  火: 'か',
  水: 'すい',
  木: 'もく',
  金: 'きん',
  土: 'ど',
  日: 'にち',
}
/** 「月・水・金 9:00」「第2火・第3木」「火-日」: a day of the week stands beside another, behind 第, or before a time. */
const AS_WEEKDAY =
  /(?<=[月火水木金土日][・、〜～~-])[月火水木金土日](?!\p{Script=Han}|曜)|(?<!\p{Script=Han})[月火水木金土日](?=[・、〜～~-][月火水木金土日祝])|(?<=第[1-5](?:・[1-5])?)[月火水木金土日](?!曜)|(?<!\p{Script=Han})[月火水木金土日](?= \d{1,2}:)/gu

/** Where a single kanji is a day of the week, by its place in the text. */
export function weekdays(text: string): ReadonlyMap<number, string> {
  return new Map([...text.matchAll(AS_WEEKDAY)].map(({ index, 0: day }) => [index, WEEKDAYS[day] ?? '']))
}

/** カタカナ → ひらがな; everything else stays. */
export function hiragana(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    out += unit >= 0x30a1 && unit <= 0x30f6 ? String.fromCharCode(unit - 0x60) : text.charAt(i)
  }
  return out
}
