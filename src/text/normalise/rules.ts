import { type Cell, local, runs } from './cells.ts'

/** One rule of normalisation, with the phrase that forced it and what must become of it. */
export interface Rule {
  readonly name: string
  readonly phrase: string
  readonly becomes: string
  readonly apply: (cells: readonly Cell[]) => Cell[]
}

const ROWS = {
  a: 'あかがさざただなはばぱまやらわぁゃゎアカガサザタダナハバパマヤラワァャヮ',
  i: 'いきぎしじちぢにひびぴみりぃイキギシジチヂニヒビピミリィ',
  u: 'うくぐすずつづぬふぶぷむゆるぅゅっゔウクグスズツヅヌフブプムユルゥュッヴ',
  e: 'えけげせぜてでねへべぺめれぇエケゲセゼテデネヘベペメレェ',
  o: 'おこごそぞとどのほぼぽもよろをぉょオコゴソゾトドノホボポモヨロヲォョ',
} as const
const VOWEL = new Map<string, keyof typeof ROWS>()
for (const row of ['a', 'i', 'u', 'e', 'o'] as const) for (const kana of ROWS[row]) VOWEL.set(kana, row)

const isHiragana = (char: string) => char >= 'ぁ' && char <= 'ゖ'
const isKana = (char: string) => isHiragana(char) || (char >= 'ァ' && char <= 'ヺ') || char === 'ー'
const isDigit = (char: string) => char >= '0' && char <= '9'
const isKanji = (char: string) => (char >= '㐀' && char <= '鿿') || char >= '豈'
const isCommonKanji = (char: string) => char >= '一' && char <= '鿿'
const mayBePicture = (char: string) => char > '\u2000' && !(char >= '\u3040' && char <= '\u9fff')
const toHiragana = (char: string) =>
  char >= 'ァ' && char <= 'ヶ' ? String.fromCharCode(char.charCodeAt(0) - 0x60) : char
const voiced = (char: string) => `${char}\u3099`.normalize('NFC').slice(0, 1)

const DASHES = new Set('‐‑‒–—―−-─━﹘〰')
const WAVES = new Set('〜~∼∿')
const SMALL = new Map(
  [...'ぁぃぅぇぉっゃゅょゎゕゖ'].map((small, i) => [small, 'あいうえおつやゆよわかけ'[i] ?? small]),
)
/** Letters with which a small vowel is ordinary spelling: ふぁみりー, てぃっしゅ, うぃるす. */
const TAKES_SMALL_VOWEL = new Set('ふてでうゔつくぐすずじち')

/** What a resident says with an emoji instead of the word; all others become a space. */
const EMOJI: ReadonlyMap<string, string> = new Map([
  ['🆘', '助けて'],
  ['👶', '赤ちゃん'],
  ['🤰', '妊娠'],
  ['♿', '車椅子'],
  ['🏥', '病院'],
])

/** The vowel a ー stands for after this kana, as the standard spelling has it (おとうさん, せんせい). */
function longVowel(before: string): string {
  const kana = toHiragana(before)
  switch (VOWEL.get(kana)) {
    case 'a':
      return 'あ'
    case 'i':
      return 'い'
    case 'u':
      return 'う'
    case 'e':
      return 'せれけで'.includes(kana) ? 'い' : 'え'
    case 'o':
      return kana === 'お' ? 'お' : 'う'
    default:
      return ''
  }
}

/** つらーい, しにたぁい: the stretch before the い of an adjective is a sigh, not a letter. */
const isSigh = (before: string, after: string) => VOWEL.get(before) === 'a' && toHiragana(after) === 'い'

/** Spaces between letters typed one at a time: both neighbours stand alone. */
function joinSingles(cells: readonly Cell[]): Cell[] {
  const single = (at: number) => {
    const char = cells[at]?.char ?? ''
    const edge = (i: number) => !/[\p{L}\p{N}]/u.test(cells[i]?.char ?? '')
    return (isKana(char) || isKanji(char)) && edge(at - 1) && edge(at + 1)
  }
  return cells.filter((cell, i) => !(cell.char === ' ' && single(i - 1) && single(i + 1)))
}

const SPACES: Rule = {
  name: 'spaces',
  phrase: '母の\u3000介護\u00a0相談\r\nお願い',
  becomes: '母の 介護 相談\nお願い',
  apply: local((_, here, after) => {
    if (here === '\r') return after === '\n' ? '' : '\n'
    if (here === '\n' || here === '\v' || here === '\f' || here === '\u2028' || here === '\u2029') return '\n'
    return /\s/u.test(here) ? ' ' : here
  }),
}
const EMOJIS: Rule = {
  name: 'emoji',
  phrase: 'つらい😢たすけて👶',
  becomes: 'つらい たすけて赤ちゃん',
  apply: local((_, here) =>
    mayBePicture(here) &&
    /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3/u.test(here)
      ? (EMOJI.get(here) ?? (here === '〰' ? here : ' '))
      : here,
  ),
}
const KANA_ITERATION: Rule = {
  name: 'kana iteration',
  phrase: 'こゝろがつらい、いすゞ荘',
  becomes: 'こころがつらい、いすず荘',
  apply: local((before, here) => {
    if (here === 'ゝ' || here === 'ヽ') return isKana(before) ? before : ''
    if (here === 'ゞ' || here === 'ヾ') return isKana(before) ? voiced(before) : ''
    return here === '〻' ? '々' : here
  }),
}
const DASH: Rule = {
  name: 'dashes',
  phrase: 'サ－ビスは3ー19―1のおか～さん、2〜3日',
  becomes: 'サービスは3-19-1のおかーさん、2~3日',
  apply: local((before, here, after) => {
    if (here === 'ー') return isDigit(before) && isDigit(after) ? '-' : here
    if (WAVES.has(here)) return isKana(before) && !isDigit(after) ? 'ー' : '~'
    if (!DASHES.has(here)) return here
    return isKana(before) && (isKana(after) || DASHES.has(after)) ? 'ー' : '-'
  }),
}
const REPEATS: Rule = {
  name: 'repeated marks',
  phrase: 'つらいーーー！！！たすけてええええwwww',
  becomes: 'つらいー!たすけてえw',
  apply: runs((char, length, after) => {
    if (char === 'w') return after === '.' ? length : 1
    if ('!?。、.,・…ー~ \n'.includes(char)) return 1
    // Only vowels: 「ははは入院中」 is 母は.
    return length >= 3 && 'あいうえおぁぃぅぇぉアイウエオ'.includes(char) ? 1 : length
  }),
}
const SMALL_VOWELS: Rule = {
  name: 'small vowels',
  phrase: 'つらぃ、しんどぃょ、てぃっしゅ',
  becomes: 'つらい、しんどいょ、てぃっしゅ',
  apply: local((before, here, after) => {
    if (!'ぁぃぅぇぉ'.includes(here) || TAKES_SMALL_VOWEL.has(before)) return here
    return isSigh(before, after) ? '' : (SMALL.get(here) ?? here)
  }),
}
const LONG_VOWELS: Rule = {
  name: 'long vowels',
  phrase: 'おかーさんとせんせーがつらーいー',
  becomes: 'おかあさんとせんせいがつらい',
  apply: local((before, here, after) => {
    if (here !== 'ー' || !isHiragana(before)) return here
    if (isSigh(before, after)) return ''
    // 「つらいー」 at the end of a word only stretches it; 「せんせー」 spells it.
    return isKana(after) || 'せれけ'.includes(before) ? longVowel(before) : ''
  }),
}
const SINGLES: Rule = {
  name: 'letters typed one at a time',
  phrase: 'は は の か い ご、My mother is ill',
  becomes: 'ははのかいご、My mother is ill',
  apply: joinSingles,
}
const TRIM: Rule = {
  name: 'outer and doubled spaces',
  phrase: '  介護  相談 ',
  becomes: '介護 相談',
  apply: local((before, here, after) =>
    here === ' ' && (before === '' || before === ' ' || before === '\n' || after === '') ? '' : here,
  ),
}

/** For tokens and the classifier: what a careful typist would have typed. */
export const TOKEN_RULES: readonly Rule[] = [
  SPACES,
  EMOJIS,
  KANA_ITERATION,
  DASH,
  REPEATS,
  SMALL_VOWELS,
  LONG_VOWELS,
  SINGLES,
  TRIM,
]

/** For matching words on the raw text: spelling differences gone, nothing but letters and digits. */
export const KEY_RULES: readonly Rule[] = [
  EMOJIS,
  KANA_ITERATION,
  DASH,
  {
    name: 'letters and digits only',
    phrase: '「死に　たい」…です。',
    becomes: '死にたいです',
    apply: local((_, here) =>
      isKana(here) || isCommonKanji(here) || /[\p{L}\p{M}\p{N}]/u.test(here) ? here : '',
    ),
  },
  {
    name: 'kanji iteration',
    phrase: '日々のくらし',
    becomes: '日日のくらし',
    apply: local((before, here) => (here === '々' ? (isKanji(before) ? before : '') : here)),
  },
  {
    name: 'one case, one kana',
    phrase: 'シニタイShinitai',
    becomes: 'しにたいshinitai',
    apply: local((_, here) => toHiragana(here.toLowerCase())),
  },
  REPEATS,
  {
    name: 'small kana',
    phrase: 'びょういんへいった、おかぁさん、しにたぃ',
    becomes: 'びよういんへいつた、おかーさん、しにたい',
    // ぁ after か or ー is a stretched か, as in 「しにたぁーい」.
    apply: local((before, here) =>
      here === 'ぁ' && (VOWEL.get(before) === 'a' || before === 'ー') ? 'ー' : (SMALL.get(here) ?? here),
    ),
  },
  {
    name: 'every long vowel',
    phrase: 'おかーさん、せんせー、でーさーびす、つらーーい',
    becomes: 'おかあさん、せんせい、でいさあびす、つらい',
    apply: local((before, here, after) => {
      if (here !== 'ー') return here
      if (after === 'ー' || isSigh(before, after)) return ''
      return isKana(after) || 'せれけ'.includes(before) ? longVowel(before) : ''
    }),
  },
]
