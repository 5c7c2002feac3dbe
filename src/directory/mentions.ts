import { readNumbers } from './address-numbers.ts'
import { isKanji } from './address-text.ts'
import type { Gazetteer, Named } from './gazetteer.ts'

/** A place name found in an address text. */
export interface Mention {
  readonly start: number
  readonly end: number
  readonly named: Named
  /** Follows the ward's own name: 「中野区中央」. */
  readonly attached: boolean
  /** 「千葉市中央区」: the whole name, when it follows a city of its own. */
  readonly within: string | null
}

/** 「住所中央3-21」「自宅月島」: kanji that may stand before a town without being part of its name. */
const BEFORE = '区市都府県町村所宅家私僕俺母父在今元実地夫妻兄姉弟妹祖'
/** What may follow a town in a sentence; 「丸山さん」「中央線」「中央公園」 are something else. */
const AFTER =
  /^(?:$|[-のにではがをともやへ、。,.!?！？()「」・]|から|まで|だ|よ|ね|かな|あたり|えき|えりあ|付近|近|周辺|駅|方面|在住|住|内|側|地区|地域|商店街|町内)/
/** Readings are everyday words too (「家のなかの」「手洗い」): they need to stand alone or be counted. */
const AFTER_READING = /^(?:$|です|だよ|に(?:す|住|い)|の(?:ほう|方|ちか|近|あたり)|あたり|えき|駅|[、。,.!?])/
const BEFORE_READING = '、。,.:はが「( '

/** Place names from left to right, the longest first, those that are part of another word left out. */
export function findMentions(text: string, gazetteer: Gazetteer): Mention[] {
  const mentions: Mention[] = []
  let last: Mention | null = null
  for (let at = 0; at < text.length; at++) {
    const found = longest(text, at, gazetteer)
    if (!found) continue
    const touching: Mention | null = last !== null && leadsTo(text, last, at) ? last : null
    const mention = judge(text, { start: at, end: at + found.length, named: found.named }, touching)
    if (!mention) continue
    last = mention
    mentions.push(mention)
    at = mention.end - 1
  }
  return mentions
}

/** Directly before, or with a ward between that nobody here needs to know: 「横浜市中区本町」. */
function leadsTo(text: string, last: Mention, at: number): boolean {
  if (last.end === at) return true
  return last.named.kind === 'municipality' && /^[^、。,.\d-]{1,4}[区市町村]$/.test(text.slice(last.end, at))
}

function longest(
  text: string,
  at: number,
  { names, lengths }: Gazetteer,
): { named: Named; length: number } | null {
  for (const length of lengths.get(text[at] ?? '') ?? []) {
    const named = names.get(text.slice(at, at + length))
    if (named) return { named, length }
  }
  return null
}

function judge(
  text: string,
  { start, end, named }: Pick<Mention, 'start' | 'end' | 'named'>,
  touching: Mention | null,
): Mention | null {
  const before = text.charAt(start - 1)
  const behind = touching?.named
  const attached = behind?.kind === 'own'
  const mention = { start, end, named, attached, within: null }
  if (named.kind === 'own' || named.kind === 'municipality') {
    // 「千葉市中央区」: the ward of another city, also when it is called like ours.
    if (behind?.kind === 'municipality' && /[市県府道]$/.test(behind.name)) {
      const within = `${touching?.within ?? behind.name}${text.slice(start, end)}`
      return { ...mention, named: { ...behind, contact: null }, within }
    }
    return touching || !isKanji(before) || BEFORE.includes(before) ? mention : null
  }
  // 「目黒区中央町」「新宿区西新宿」: the town of a municipality just named is told by that one.
  if (behind?.kind === 'municipality') return null
  const rest = text.slice(end, end + 4)
  const counted = readNumbers(text, end, true) !== null
  if (named.kind === 'towns' && named.kana) {
    const alone = start === 0 || attached || BEFORE_READING.includes(before)
    return alone && (counted || AFTER_READING.test(rest)) ? mention : null
  }
  if (!touching && isKanji(before) && !BEFORE.includes(before)) return null
  return counted || AFTER.test(rest) ? mention : null
}
