import type { Role } from '../content/pattern.ts'
import { kanaKey } from '../text/normalise.ts'

/** A member as staff and the resident may read it: never a name. */
export interface Kin {
  readonly who: string
  readonly role: Role
}

/** The words residents use, by whom they mean; slugs are what `sets.member` of a flow writes. */
const KIN: readonly (readonly [who: string, role: Role, words: string])[] = [
  ['自分', 'self', 'self'],
  [
    '母',
    'parent',
    '母 はは 母親 ははおや お母さん おかあさん 母さん かあさん お母ちゃん 母ちゃん かあちゃん ママ おかん おふくろ お袋 mother mom mum',
  ],
  [
    '父',
    'parent',
    '父 ちち 父親 ちちおや お父さん おとうさん 父さん とうさん 父ちゃん とうちゃん パパ おとん 親父 おやじ father dad',
  ],
  ['両親', 'parent', '両親 りょうしん parents'],
  ['親', 'parent', '親 おや parent'],
  ['義母', 'parent', '義母 ぎぼ 義理の母 姑 しゅうとめ mother-in-law'],
  ['義父', 'parent', '義父 ぎふ 義理の父 舅 father-in-law'],
  ['義理の親', 'parent', '義理の親 義両親'],
  ['夫', 'partner', '夫 おっと 旦那 だんな 旦那さん だんなさん 主人 内縁の夫 husband'],
  ['妻', 'partner', '妻 つま 家内 女房 にょうぼう かみさん 奥さん wife'],
  ['パートナー', 'partner', 'パートナー 彼氏 彼 彼女 配偶者 連れ合い つれあい partner'],
  ['息子', 'child', '息子 むすこ 長男 次男 三男 son'],
  ['娘', 'child', '娘 むすめ 長女 次女 三女 daughter'],
  ['赤ちゃん', 'child', '赤ちゃん あかちゃん 赤ん坊 乳児 新生児 baby'],
  [
    '子ども',
    'child',
    '子ども 子供 こども うちの子 うちのこ 上の子 下の子 わが子 我が子 双子 ふたご 末っ子 末の子 幼児 child children kid kids',
  ],
  [
    '祖母',
    'grandparent',
    '祖母 そぼ おばあちゃん お婆ちゃん お祖母ちゃん ばあちゃん 婆ちゃん ばあさん 婆さん おばあさん お婆さん ばば 曾祖母 ひいおばあちゃん grandmother grandma',
  ],
  [
    '祖父',
    'grandparent',
    '祖父 そふ おじいちゃん お爺ちゃん じいちゃん 爺ちゃん じいさん 爺さん おじいさん お爺さん grandfather grandpa',
  ],
  ['祖父母', 'grandparent', '祖父母'],
  ['孫', 'grandchild', '孫 まご お孫 grandchild'],
  ['兄', 'sibling', '兄 あに お兄ちゃん おにいちゃん 義兄'],
  ['姉', 'sibling', '姉 あね お姉ちゃん おねえちゃん 義姉'],
  ['弟', 'sibling', '弟 おとうと 義弟'],
  ['妹', 'sibling', '妹 いもうと 義妹'],
  ['きょうだい', 'sibling', 'きょうだい 兄弟 姉妹 sibling brother sister'],
]

const BY_WORD = new Map(
  KIN.flatMap(([who, role, words]) =>
    words.split(' ').map((word) => [kanaKey(word).text, { who, role }] as const),
  ),
)

/** Whom a resident's word means. A word that is in no list may be a name: it becomes 家族. */
export function kinOf(word: string): Kin {
  const known = BY_WORD.get(kanaKey(word.toLowerCase()).text)
  if (known) return known
  return word.endsWith('の子') ? { who: '子ども', role: 'child' } : { who: '家族', role: 'relative' }
}
