import { type ClauseText, phraseTable, wordList } from '../clause.ts'
import { includesAny, keysOf, type Mention, mentions, startsWithAny } from './mention.ts'

/** Places whose people one worries about. */
const NEAR = phraseTable(
  wordList(`
  隣 となり お隣 おとなり 隣人 隣室 隣家 両隣 近所 きんじょ ご近所 向かい むかい お向かい 筋向かい
  真向かい 裏の家 裏の 斜め向かい 上の階 下の階 上階 階下 階上 上の部屋 下の部屋 同じマンション
  同じアパート 同じ団地 同じ階 同じ町会 同じ棟 同じ建物 うちのマンション うちのアパート このアパート
  この団地 町内 団地 近く 近くの マンション アパート 通り 角の家 公園
`),
)
const PEOPLE = keysOf(
  wordList(`
  赤 人 ひと 方 かた おばあ お婆 おじい お爺 婆さん 爺さん じいさん ばあさん 奥さん ご主人 旦那さん
  夫婦 男 女 子 こども 家族 家庭 お宅 おたく 家 住人 一人暮らし 独り暮らし ひとり暮らし 独居 高齢 老人
  お年寄り としより さん 若い 母 父 老 外国 住んで 部屋
`),
)
/** Signs seen or heard from outside. */
const SIGNS = keysOf(
  wordList(`
  ないてる ないてい ためこ 虫が出 泣き 泣き声 なきごえ 泣いて 怒鳴り声 どなり声 怒鳴る声 叫び声 悲鳴
  あざ 新聞がたま 新聞が溜 郵便 ポスト 異臭 におい 臭 雨戸 カーテン 電気がついた 電気がつかな 水道が止
  ごみ屋敷 ゴミ屋敷 ごみがあふれ 徘徊 見かけ みかけ 見な 見ま 姿 心配 しんぱい 気になる 気になって
  気がかり 様子 ようす らしい みたい ようで ようです 困って こまって 食べて 痩せ やせ 倒れ 一人で
  ひとりで 閉まった 応答 返事 迷って 何度も 認知症 殴 叩 たたかれ 暴力 怒鳴られ 病気 けが 亡くし
  出て来な 出てこな 助け 病院 空き缶 生きて
`),
)
/** 「隣の騒音」「近所の人に怒鳴られる」: one's own trouble. */
const OWN = keysOf(
  wordList(`
  空き家 木の枝 越境 煙 病院があるか があるか知りたい はありますか うるさ 騒音 足音 もめ トラブル 苦情
  嫌がらせ いやがらせ 怒られ 文句 看板 窓が割れ ガラスが割れ 水漏れ 漏水 生活音 タバコの煙 付き合い
  づきあい 付合い の目 のスーパー の病院 の店 の公園 のかかりつけ の歯医者 引っ越し 借り 家賃 住みたい
  探して 契約 更新 建て替え 立ち退き 越して に友 に知り合い に頼れ つきあい ペット 楽器 ピアノ 音が
  音で の保育園 の教室 集ま 声をかけられ 入れます 見つから
`),
)

const FROM_THERE = keysOf([
  'から',
  'の',
  'で',
  'にゴミ屋敷',
  'にごみ屋敷',
  'に気になる',
  'に一人',
  'に住',
  'にいる',
])

const FRIENDS = phraseTable(
  wordList(`
  友人 ゆうじん 友だち 友達 ともだち 知人 知り合い しりあい 同僚 どうりょう ママ友 後輩 先輩 部下 常連
  教え子 クラスメイト 同級生 幼なじみ 町会の人 町会の方 町会員 自治会の人 お客さん バイト先の子 彼女の
  元同僚 大家をして 大家です 大家をやって 店子 入居者 ご入居者 借主
`),
)
const FRIEND_DOES = keysOf(
  wordList(`
  しょうがい びょうき おかね お金 ごはん が は の も で のこと を さん こま 病 しん
`),
)
const FRIEND_NOT = keysOf(
  wordList(`
  いな ほし お金を貸 がいな がいま はいな もいな はいま もいま がほし が欲し ができ ができな がいれば
  を作 をつく をふや に と から 作り づくり 宅 の家に の家を の借 の連帯 の保証 が皆 がみんな もみんな
  は皆 もでき はでき が少 が亡 が自殺 がおら がおり もおら も少な なし もなく がなく の紹介 がたくさん
  の会 の結婚
`),
)
const FRIEND_HURTS = keysOf(
  wordList(`
  ほしい 欲しい あえます 会えます つくる 作る できない できません に入れない 外され 結婚した のソファ
  の名義 の部屋に泊 泊めて 泊まら ママに ぐるーぷ 返してくれ 返さない 貸した だまされ 裏切 無視
  いじめられ いじめてくる に誘われ
`),
)

/** Old people and couples who are nobody's grandmother here: 「おばあさん一人のお宅」. */
const STRANGERS = phraseTable(
  wordList(`
  ご夫婦 老夫婦 夫婦 ご主人 奥様 おばあさん お婆さん おじいさん お爺さん お年寄り ご老人 高齢の方 家族
  親子
`),
)
const OUTSIDE = keysOf(
  wordList(`
  お宅 壁越し 壁の向こう 越してきた 引っ越してきた 見かけ 道で 駅で 店に来 公園で コンビニで バス停
  うちの前 ベランダに出され 毎日来
`),
)

/** The first person of the neighbourhood or among friends whom the speaker worries about; null when none. */
export function neighbourIn(clause: ClauseText): Mention | null {
  const near = mentions(clause, NEAR).find(
    ({ after, rest }) =>
      !/^(から|へ)/.test(after) &&
      !befalls(after) &&
      !includesAny(rest, OWN) &&
      includesAny(rest, SIGNS) &&
      (includesAny(after === '' ? rest : after, PEOPLE) || startsWithAny(after, FROM_THERE)),
  )
  const friend = mentions(clause, FRIENDS).find(
    ({ word, after, rest }) =>
      /^大家/.test(word) ||
      ((after === '' || startsWithAny(after, FRIEND_DOES)) &&
        !startsWithAny(after, FRIEND_NOT) &&
        !includesAny(rest, FRIEND_HURTS)),
  )
  const stranger = mentions(clause, STRANGERS).find(
    ({ word, before, rest }) =>
      includesAny(rest, OUTSIDE) ||
      includesAny(before, OUTSIDE) ||
      (word.startsWith('ご') && includesAny(rest, SIGNS)),
  )
  const all = [near, friend, stranger].filter((mention) => mention !== undefined)
  return all.sort((a, b) => a.start - b.start)[0] ?? null
}

/** 「隣の人に怒鳴られる」 */
function befalls(after: string): boolean {
  const at = after.search(/人に|方に|ひとに|さんに|人から|さんから/)
  return at !== -1 && /れる|れた|れて|れま|れそう/.test(after.slice(at))
}
