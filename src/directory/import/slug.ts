const PAIRS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se ソ so タ ta チ chi ツ tsu テ te ト to ' +
    'ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo ' +
    'ラ ra リ ri ル ru レ re ロ ro ワ wa ヲ o ン n ガ ga ギ gi グ gu ゲ ge ゴ go ザ za ジ ji ズ zu ゼ ze ゾ zo ' +
    'ダ da ヂ ji ヅ zu デ de ド do バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po ヴ vu'
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(' ')) ?? [],
)
const SMALL: Readonly<Record<string, string>> = {
  ャ: 'ya',
  ュ: 'yu',
  ョ: 'yo',
  ァ: 'a',
  ィ: 'i',
  ゥ: 'u',
  ェ: 'e',
  ォ: 'o',
}
const MAX = 60

/** What an id is made from. */
export interface SlugNames {
  readonly name: string
  readonly kana: string
  readonly english: string
}

/**
 * Gives readable ids for new rows: the ward, then the English name, the reading, or (neither being given) a
 * number made from the name. The same row gives the same id in every import; one that is taken gets a number behind.
 */
export function createSlugs(wardId: string, ids: Iterable<string>): (names: SlugNames) => string {
  const taken = new Set(ids)
  const last = new Map<string, number>()
  return (names) => {
    const base = slugOf(wardId, names)
    let n = last.get(base) ?? 1
    let id = n === 1 ? base : `${base}-${n}`
    while (taken.has(id)) id = `${base}-${++n}`
    last.set(base, n)
    taken.add(id)
    return id
  }
}

function slugOf(wardId: string, { name, kana, english }: SlugNames): string {
  const readable = [ascii(english), romaji(kana), romaji(name)].find(
    (text) => text !== null && text.length >= 3,
  )
  return `${wardId}-${readable ?? `shisetsu-${numberOf(name)}`}`.slice(0, MAX).replace(/-+$/, '')
}

function ascii(text: string): string | null {
  const plain = text.normalize('NFKC').toLowerCase()
  if (!/^[\u0020-\u007e]*[a-z][\u0020-\u007e]*$/.test(plain)) return null
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

/** Hepburn without long vowels: ツキシマジドウカン → tsukishimajidokan. Null when the text is not all kana. */
function romaji(text: string): string | null {
  const kana = text
    .normalize('NFKC')
    .replace(/[\u3041-\u3096]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0x60))
  let out = ''
  let doubled = false
  for (const char of kana) {
    const small = SMALL[char]
    if (small) out = glide(out, small)
    else if (char === 'ッ') doubled = true
    else if (PAIRS[char]) {
      out += doubled ? `${PAIRS[char].startsWith('ch') ? 't' : PAIRS[char][0]}${PAIRS[char]}` : PAIRS[char]
      doubled = false
    } else if (/[a-z0-9]/i.test(char)) out += char.toLowerCase()
    else if (/[\u3400-\u9fff]/.test(char)) return null
    else if (char !== 'ー' && !out.endsWith('-')) out += '-'
  }
  return out.replace(/o[uo]/g, 'o').replace(/uu/g, 'u').replace(/^-|-$/g, '')
}

/** キ+ャ → kya, シ+ョ → sho, フ+ァ → fa. */
function glide(before: string, small: string): string {
  if (!small.startsWith('y')) return before.replace(/[a-z]$/, '') + small
  return before.replace(/i$/, '') + (/(?:sh|ch|j)i$/.test(before) ? small.slice(1) : small)
}

function numberOf(name: string): string {
  let hash = 0x811c9dc5
  for (const char of name.normalize('NFKC'))
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash.toString(36)
}
