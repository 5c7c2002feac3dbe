import { type ClauseText, combine, phraseTable, wordList } from '../clause.ts'
import { endsWithAny, keysOf, type Mention, mentions, startsWithAny } from './mention.ts'

const CHILDREN = [
  '赤ちゃん',
  'あかちゃん',
  '赤ん坊',
  '子ども',
  '子供',
  'こども',
  '息子',
  'むすこ',
  '娘',
  'むすめ',
  '長男',
  '次男',
  '三男',
  '長女',
  '次女',
  '三女',
  'うちの子',
  'うちのこ',
  '上の子',
  '下の子',
  'わが子',
  '我が子',
  '双子',
  'ふたご',
  '末っ子',
  '末の子',
  '乳児',
  '新生児',
  '幼児',
  ...combine(
    wordList(`
  一 二 三 四 五 六 七 八 九 十 1 2 3 4 5 6 7 8 9 0 ヶ月 か月
`),
    ['歳の子', '才の子', 'の子'],
  ),
  '年生の子',
  '園児の子',
]
const OTHERS = wordList(`
  母 はは 父 ちち 親 おや 両親 りょうしん 母親 ははおや 父親 ちちおや お母さん おかあさん お父さん
  おとうさん 母さん 父さん かあさん とうさん お母ちゃん 母ちゃん 父ちゃん かあちゃん とうちゃん ママ
  パパ おかん おとん おふくろ お袋 親父 おやじ 義母 ぎぼ 義父 ぎふ 義理の母 義理の父 義理の親 義両親
  姑 舅 しゅうとめ 祖母 そぼ 祖父 そふ 祖父母 おばあちゃん お婆ちゃん お祖母ちゃん ばあちゃん 婆ちゃん
  ばあさん 婆さん おばあさん お婆さん ばば おじいちゃん お爺ちゃん じいちゃん 爺ちゃん じいさん 爺さん
  おじいさん お爺さん 曾祖母 ひいおばあちゃん 夫 おっと 妻 つま 旦那 だんな 旦那さん だんなさん 主人
  家内 女房 にょうぼう かみさん 奥さん 嫁 よめ 嫁さん 婿 パートナー 彼氏 彼 彼女 配偶者 連れ合い
  つれあい 元夫 元妻 元旦那 元彼 内縁の夫 兄 あに 姉 あね 弟 おとうと 妹 いもうと お兄ちゃん
  お姉ちゃん おにいちゃん おねえちゃん きょうだい 兄弟 姉妹 義兄 義姉 義弟 義妹 伯父 叔父 伯母 叔母
  従兄弟 従姉妹 いとこ 甥 姪 孫 甥っ子 姪っ子 まご お孫 家族 かぞく 身内 親戚 しんせき 同居人
`)

const TABLE = phraseTable([...CHILDREN, ...OTHERS])
const CHILD_WORDS = new Set([...CHILDREN, '孫', 'まご'])
const ELDERS = new Set(
  keysOf(
    wordList(`
  お母さん おかあさん ママ お父さん おとうさん パパ 親 おや 父 母 両親 母親 父親 父ちゃん 母ちゃん
  父さん 母さん
`),
  ),
)

/** 子ども食堂, 親なき後, 家族会: things and offices that bear the word. */
const NOT_A_PERSON = keysOf(
  wordList(`
  食堂 会 家庭支援 家庭センター 医療 手当 センター 園 向け 用 の日 なき後 亡き なきあと 写真 預かり
  連れ 服 食器 自転車 ショートステイ 以外 葬 信託 滞在 割 券 扶養 ビザ の会
`),
)
const NOT_BEFORE = keysOf(
  wordList(`
  五人 四人 三人 六人 大 核 ひとり 扶養 一人 里 片
`),
)

/** A relative; `child` when it may be the speaker's own child, `parent` when it may be the one a child fears. */
export interface Relative extends Mention {
  readonly child: boolean
  readonly parent: boolean
}

/** The relatives a text names, in order. */
export function relativesIn(clause: ClauseText): Relative[] {
  return mentions(clause, TABLE)
    .filter(({ word, after, before }) => {
      if (startsWithAny(after, NOT_A_PERSON)) return false
      // まま is in そのまま and わがまま too: only as written.
      if (/^(まま|ぱぱ)$/.test(word)) return false
      return !((word === '家族' || word === '親') && endsWithAny(before, NOT_BEFORE))
    })
    .map((mention) => ({
      ...mention,
      child: CHILD_WORDS.has(mention.word) || mention.word.endsWith('の子'),
      parent: keysOf([mention.word]).some((key) => ELDERS.has(key)),
    }))
}
