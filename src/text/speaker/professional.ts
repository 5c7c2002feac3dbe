import { type ClauseText, combine, phraseTable, wordList } from '../clause.ts'

const INTRODUCTION = wordList(`
  です でございます ですが の者 のもの をして をやって をつとめ を務め をしております と申し より失礼
  をさせて
`)
/** Whoever says to be one of these speaks of someone in their care. */
const OFFICES = wordList(`
  民生委員 みんせいいいん 民生児童委員 民生・児童委員 児童委員 主任児童委員 ケアマネ ケアマネージャー
  ケアマネジャー 介護支援専門員 保健師 保健婦 助産師 相談支援専門員 相談支援員 医療相談員 病院の相談員
  相談員 ソーシャルワーカー MSW PSW 精神保健福祉士 社会福祉士 訪問看護師 訪問看護 訪問介護 訪問診療
  サービス提供責任者 サ責 地域包括 包括 管理会社 不動産会社 管理組合 管理人 配達員 新聞販売店 新聞配達
  社協 社会福祉協議会 事業所 養護教諭 担任 スクールソーシャルワーカー スクールカウンセラー 園長 施設長
  校長 教頭 後見人 支援者 居宅 かかりつけ医 主治医 薬剤師 生活支援コーディネーター 児童館 学童 警察官
  郵便局 弁護士 司法書士 NPO
`)
/** These may as well speak of their own tiredness, so someone in their care must be named too. */
const TRADES = wordList(`
  ヘルパー へるぱー 介護士 介護職 看護師 保育士 教員 教師 教諭 学校の先生 先生 支援員 医師 職員
  スタッフ 配達
`)
const CLIENTS = wordList(`
  利用者さん ご利用者 利用者様 患者さん 患者様 担当している 担当する 担当してい 担当地区 担当ケース
  担当世帯 受け持ち 受け持って 訪問先 園児 園に通う クラスの子が クラスの子で クラスの子の
  クラスの児童 クラスの生徒 生徒の 生徒が 児童が 児童の 教え子 入居者さん 入居者様 入居者が 入居者の
  配達先 お届け先 お客様のお宅 管理している物件 管理物件 管理しているアパート 管理しているマンション
  うちの施設の 当施設 当院 当園 当校 本校 当方の
`)
const OWN_CLIENT = wordList(`
  大家です 大家をして 大家をやって
  園児の声 利用者です 利用者として 利用者の会 利用者さんと同じ 担当している人 担当している職員
  担当している方は
`)
/** 「ヘルパーをしていて腰を痛めた」 */
const OWN_TROUBLE = wordList(`
  腰を痛め 辞め やめたい 残業 給料 労災 働けな 働き 求職 転職 資格 産休 育休 非常勤 契約 雇止め
  雇い止め しんどくて 眠れな 疲れた パワハラ
`)
/** 「ケアマネさんです」 answers another question; 「担任ですが話を聞いてくれません」 complains of one. */
const COMPLAINTS = ['聞いてくれ', '替えたい', '変えたい', '来てくれ', 'もらえますか。']

const OFFICE_HERE = phraseTable(combine(OFFICES, INTRODUCTION))
const TRADE_HERE = phraseTable(combine(TRADES, INTRODUCTION))
const CLIENT_HERE = phraseTable(CLIENTS)
const OWN_CLIENT_HERE = phraseTable(OWN_CLIENT)
const TROUBLE_HERE = phraseTable(OWN_TROUBLE)
const COMPLAINT_HERE = phraseTable(COMPLAINTS)

/** The words by which someone shows to be speaking of a client: 「民生委員です」「利用者さんが」; empty when not. */
export function professionalWords(clause: ClauseText): readonly string[] {
  const words = (table: typeof OFFICE_HERE) =>
    clause.find(table).map(({ start, end }) => clause.text.slice(start, end))
  const clients = clause.has(OWN_CLIENT_HERE) ? [] : words(CLIENT_HERE)
  const offices = clause.has(COMPLAINT_HERE) ? [] : words(OFFICE_HERE)
  if (offices.length > 0) return [...offices, ...clients].slice(0, 2)
  const tired = clause.has(TROUBLE_HERE)
  const trades = words(TRADE_HERE)
  if (clients.length > 0 && (!tired || trades.length > 0)) return [...trades, ...clients].slice(0, 2)
  return []
}
