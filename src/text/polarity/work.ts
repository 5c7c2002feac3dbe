import { type ClauseText, combine, phraseTable, type Span, wordList } from '../clause.ts'

const FIELDS = wordList(`
  介護 かいご 保育 ほいく 看護 かんご 福祉 ふくし ヘルパー 医療 清掃 警備 調理 施設 相談員 支援員 教員
  学童 障害福祉
`)
const JOBS = [
  ...combine(
    ['の', '関係の', '関連の', '系の', ''],
    wordList(`
  仕事 しごと 求人 資格 しかく バイト アルバイト パート 現場 研修 面接 専門学校 ボランティア
`),
  ),
  ...combine(
    ['士', '職', '職員', '福祉士', '補助', ''],
    ['として働', 'としてはたら', 'になりたい', 'に転職', 'に就職', 'に就きたい'],
  ),
  ...['職', '業界', 'の学校', 'の勉強', 'で働きたい', 'で働いて', 'ではたらきたい'],
]

const FIELDS_AS_WORK = phraseTable(combine(FIELDS, JOBS))

/** Fields named as somebody's work: 「介護の仕事を探している」 looks for a job, not for care. */
export function workSpans(clause: ClauseText): Span[] {
  return clause.find(FIELDS_AS_WORK).map(({ start, end }): Span => [start, end])
}
