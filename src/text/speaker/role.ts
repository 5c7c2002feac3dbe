import { wordList } from '../clause.ts'
import { endsWithAny, includesAny, keysOf, startsWithAny } from './mention.ts'
import type { Relative } from './relatives.ts'

/**
 * What a relative is in the story. `owner`: the need is theirs. `agent`: does harm to the speaker.
 * `beside`: lives the need together with the speaker. `mere`: named for another reason.
 */
export type Role = 'owner' | 'agent' | 'beside' | 'mere'

const GONE = keysOf(
  wordList(`
  亡くな 亡くし なくなった 死んで 死んだ 死に別れ 死別 他界 先立た 逝った 逝って 自殺した
`),
)
const IF_GONE = keysOf(['たら', 'ら', 'あと', '後'])
const WAS_GONE = keysOf(['亡き', '亡くなった', '死んだ', '死別した', '別れた', '離婚した'])

const COMPANY = keysOf(
  wordList(`
  と二人 と2人 とふたり と暮ら とくら と同居 と一緒 といっしょ と三人 と3人 と四人 を抱え をかかえ
  がいて がいます がおり が二人 が三人 が2人 が3人 二人 三人 2人 3人
`),
)

/** After に the relative mostly hears or gives: 「息子に迷惑をかけたくない」. Not when something befalls them. */
const BEFALLS = keysOf(
  wordList(`
  に認知 に障害 に発達 に症状 に病 に介護 に手帳 に持病 にがん に癌 に使え に必要 に合 に異変 に何か
  になにか に診断 に福祉 にデイ にヘルパー に熱 に知的 に毎日 にお弁当 に代わって にかわって
  に友だちを に食べさせる に施設 に行っても
`),
)
const BEFALLS_PASSIVE = keysOf(['にいじめ', 'にうつ'])

const AWAY = keysOf(
  wordList(`
  が仕送り の仕送り は仕送り は深夜 は帰り が養 に養 が年金で養 4人 四人 5人 五人 はいない もいない
  がいない はおらず もおらず がおらず はいません もいません がいません は遠く は遠方 が遠方 が遠く
  は海外 はアメリカ は地方 は独立 が独立 は忙し も忙し が忙し は仕事 は単身赴任 が単身赴任 は嫁い
  が嫁い がほしい が欲しい をつくりたい が来られない の実家 の家に身を の扶養 の転勤 の会社 の名義
  の名前
`),
)
const REPORTS = keysOf(
  wordList(`
  が気づいてくれ は気づいてくれ が話を聞いてくれ は話を聞いてくれ は口だけ が口を出 が心配して が言う
  が言って は言う が勧め がすすめ が電話しろ がうるさ は反対 が反対 は認めない はわかってくれ
  は分かってくれ は理解 が理解 が手伝ってくれ は手伝 も手伝 は協力 が協力 は何もし が何もし は何もやら
  の目が の目を
`),
)

/** 「多動の息子に手をあげてしまう」: the speaker's own deed. */
const OWN_DEEDS = keysOf(
  wordList(`
  怒鳴ってしま どなってしま 手をあげてしま 手を上げてしま 手をあげちゃ 叩いてしま たたいてしま
  きつく当た つらく当た 怒ってしま イライラ
`),
)
/** 「隣の赤ちゃん」 is nobody of the speaker's. */
const STRANGERS = keysOf(
  wordList(`
  隣の となりの 近所の 上の階の 下の階の 向かいの 友人の 友達の 友だちの 知人の 同僚の 上の部屋の
  隣の家の 裏の家の
`),
)
const HARMS = keysOf(
  wordList(`
  だまし取 盗ん 盗む 殴る 殴って 殴り なぐる なぐって 叩く 叩いて たたく たたいて ぶつ ぶってくる 蹴る
  蹴って 蹴り ける 怒鳴る 怒鳴って 怒鳴り どなる どなって 暴力 ぼうりょく 暴言 DV モラハラ 虐待する
  物を投げ ものをなげ 首を絞 脅す 脅して つねる 出て行け 出ていけ 監視 束縛 支配 許可 追い出 おいだ
  浮気 不倫 無視する たばこを押し 怖い こわい さわって 触って 触る 体をさわ 性的
`),
)
const WITHHOLDS = keysOf(
  wordList(`
  使い込 ごはんをくれ ご飯をくれ ごはんくれ ごはんを作ってくれ ごはんつくってくれ ご飯を作ってくれ
  ごはんを食べさせ ご飯を食べさせ 食べさせてくれ たべさせてくれ お金をくれ 生活費をくれ 生活費を渡
  生活費を入れ 生活費をいれ 生活費を全部 お金を渡 金を渡 渡してくれ 家に入れて 入れてくれない
  入れてもらえ 鍵をかけて 帰ってくるなと 通帳を 年金を取 病院に行かせて 学校に行かせて パスポートを
  在留カードを スマホを取り上げ 寝かせて
`),
)
const CHILD_FEARS = keysOf(
  wordList(`
  帰ってこない かえってこない 帰らない おこる 怒る けんか 喧嘩 お酒 酔っ いない きらい
`),
)
const PASSIVE = keysOf(
  wordList(`
  殴られ 叩かれ たたかれ なぐられ 怒鳴られ どなられ 蹴られ いじめられ 虐待され 暴力を受け DVを受け
  取られ 無視され 隠され 言われ
`),
)
const PASSIVE_TO = [
  ...PASSIVE,
  ...keysOf(
    wordList(`
  いわれ されて されま された される つきとばされ 突き飛ばされ 閉め出され 追い出され やらされ
`),
  ),
]
/** Illness that makes someone shout or strike: then the need is theirs. */
const ILL = keysOf(
  wordList(`
  認知症 にんちしょう 発達 障害 統合失調 うつ 鬱 ひきこもり 引きこもり 依存 不登校 精神 病 入院 施設
  ホーム 自閉 幻 包丁 暴れ 徘徊 ボケ 学校 保育園 友だち 友達
`),
)

/** Reads the role of one relative from the words around it. `others` are all relatives of the text. */
export function roleOf(relative: Relative, others: readonly Relative[]): Role {
  const { after, before, rest } = relative
  if (endsWithAny(before, WAS_GONE) || endsWithAny(before, STRANGERS)) return 'mere'
  const gone = GONE.find((key) => after.slice(0, 12).includes(key))
  if (gone !== undefined && !startsWithAny(after.slice(after.indexOf(gone) + gone.length), IF_GONE))
    return 'mere'
  if (speakerItself(relative)) return 'mere'
  if (linksOn(relative, others)) return 'mere'
  if (startsWithAny(after, AWAY) || startsWithAny(after, REPORTS)) return 'mere'
  // 「夫の暴力」 is his, 「母の年金を使い込む」 is done to her.
  const hurts = after.startsWith('の')
    ? startsWithAny(after.slice(1), HARMS)
    : includesAny(after, HARMS) || includesAny(rest, WITHHOLDS)
  const ill = includesAny(before, ILL) || includesAny(rest, ILL)
  if (after.startsWith('に') || /^から(?!だ)/.test(after)) return heard(relative)
  if (relative.parent && /^(が|は|も|の|)/.test(after) && childFears(relative)) return 'agent'
  if (hurts && !ill && !after.startsWith('を') && !includesAny(after, PASSIVE)) return 'agent'
  if (startsWithAny(after, COMPANY)) return 'beside'
  if (after.startsWith('と')) return 'mere'
  return 'owner'
}

/** 「シングルの母です」「父親です」 */
function speakerItself({ parent, word, after }: Relative): boolean {
  if (/^(長男|長女|次男|次女|三女)$/.test(word) && /^(です|だから|なので|だけど|として)/.test(after))
    return true
  return (
    (parent || word === '妻' || word === '夫' || word === '嫁') &&
    /^(です|でございます|をして(い|お)|をやつて|だけど|として|のわたし|の私|である私)/.test(after)
  )
}

/** 「娘の夫が」「母の兄」「父と母の介護」: the last of the chain is the one spoken of. */
function linksOn(relative: Relative, others: readonly Relative[]): boolean {
  return others.some((other) => {
    const gap = other.start - relative.end
    return gap >= 1 && gap <= 2 && /^[のと]/.test(relative.after)
  })
}

function heard({ after, rest, child }: Relative): Role {
  // 「八十四の父に、退去しろと家主が」: what follows the comma befalls them.
  if (after === 'に') return includesAny(rest, PASSIVE_TO) ? 'agent' : 'owner'
  if (includesAny(rest, OWN_DEEDS)) return child ? 'beside' : 'owner'
  if (startsWithAny(after, BEFALLS_PASSIVE)) return 'agent'
  if (startsWithAny(after, BEFALLS)) return 'owner'
  if (includesAny(after, PASSIVE_TO) || includesAny(after, HARMS) || includesAny(rest, WITHHOLDS))
    return 'agent'
  return 'mere'
}

/** A child speaks: 「お母さんがごはんをくれない」「パパがおこる」. Adults say 母 of a mother who does not eat. */
function childFears({ word, after, rest }: Relative): boolean {
  if (!/さん|ママ|パパ|ちゃん/.test(word)) return false
  return (
    includesAny(after, CHILD_FEARS) && !includesAny(rest, ILL) && !/[0-9〇一二三四五六七八九十]{2}/.test(rest)
  )
}
