import { type ClauseText, combine, type Hit, outermost, phraseTable, type Span, wordList } from '../clause.ts'
import type { Token } from '../understanding.ts'

const LONG_AGO = phraseTable([
  '去年',
  '昨年',
  '一昨年',
  'きょねん',
  'さくねん',
  'おととし',
  '昔',
  'むかし',
  '以前',
  '数年前',
  '何年か前',
  '何年も前',
  '子どもの頃',
  '子供の頃',
  '子どものころ',
  'こどものころ',
  '若い頃',
  '若いころ',
  'わかいころ',
  '学生時代',
  '当時',
  '前は',
  'まえは',
  ...combine(
    wordList(`
  一 二 三 四 五 十 1 2 3 4 5 6 7 8 9 0 数十
`),
    ['年前', 'ねんまえ', '年まえ'],
  ),
])
/** 「去年から物忘れがひどい」 goes on to this day. */
const SINCE = wordList(`
  から より 以来 からずっと にくらべ に比べ ほど のように みたいに 遊び あそび 話 ばなし ながら の話
  のはなし のこと の倍 のまま
`)

const SETTLED = phraseTable([
  ...combine(
    ['解決', 'かいけつ', '完済', 'かんさい'],
    wordList(`
  した しました している しています してる しており 済み ずみ
`),
  ),
  '払い終わった',
  '払い終わりました',
  '払い終えた',
  '払い終えました',
  'はらいおわった',
  'はらいおわりました',
])
/** These say so only beside もう or 無事: 「もう治りました」. */
const DONE = phraseTable(
  wordList(`
  済んだ 済みました 終わった 終わりました おわった おわりました 治った 治りました なおった
  なおりました 見つかった 見つかりました みつかった みつかりました 落ち着いた 落ち着きました
  おちついた おちつきました
`),
)
const ALREADY = ['もう', 'すでに', '既に', '無事', 'ぶじ', 'おかげ', 'お蔭']
/** 「もう人生終わった」 settles nothing. */
const DESPAIR = ['人生', 'じんせい', '私', 'わたし', '自分', '俺', 'まだ']

/** Words about what is over: 「去年は介護をしていました」「家賃の件はもう解決しました」. */
export function pastSpans(clause: ClauseText): Span[] {
  const spans: Span[] = []
  for (const hit of clause.find(LONG_AGO)) {
    if (goesOn(clause, hit) || /[おこ手日い以]の?$/.test(hit.before)) continue
    const span = toldOf(clause, hit)
    if (span !== null) spans.push(span)
  }
  for (const hit of clause.find(SETTLED)) if (!asksOrHopes(hit)) spans.push(settled(clause, hit))
  for (const hit of clause.find(DONE)) {
    const [start, end] = settled(clause, hit)
    const said = clause.text.slice(start, end)
    const already = ALREADY.some((word) => said.includes(word))
    if (already && !DESPAIR.some((word) => said.includes(word)) && !asksOrHopes(hit)) spans.push([start, end])
  }
  return outermost(spans)
}

function settled(clause: ClauseText, hit: Hit): Span {
  return [clause.statementStart(hit.start), hit.end]
}

function asksOrHopes({ after, before }: Hit): boolean {
  return after.startsWith('か') || after.startsWith('ら') || before.endsWith('まだ')
}

function goesOn(clause: ClauseText, { after, end }: Hit): boolean {
  if (SINCE.some((word) => after.startsWith(word))) return true
  // 「去年の冬から」「三年前の事故以来」
  return (
    clause
      .tokensFrom(end)
      .some(
        (token) => token.end <= end + 8 && /^(から|以来)$/.test(token.surface) && token.pos1 !== '接続助詞',
      ) && after.startsWith('の')
  )
}

const CLAUSE_JOINERS = new Set(
  wordList(`
  が けど けれど けれども けども ので のに し
`),
)

/** From the marker to the end of its clause, when a past form stands there; 「去年生まれた子ども」 ends before the 子ども. */
function toldOf(clause: ClauseText, { start, end }: Hit): Span | null {
  let past = -1
  let from = start
  // 「二十年前」 is found by its last numeral.
  while (/[0-9０-９一二三四五六七八九十百]/.test(clause.text.charAt(from - 1))) from--
  const tokens = clause.tokensFrom(end)
  for (const [i, token] of tokens.entries()) {
    if (token.start < end) continue
    const mark = /^[、。，．,!?！？…「」\n]/.test(token.surface)
    // 「去年、母が倒れた」: the mark just after the marker ends nothing.
    if (mark && token.start > end + 1) break
    if (token.pos1 === '接続助詞' && CLAUSE_JOINERS.has(token.surface)) break
    if (isPast(tokens, i)) {
      past = token.end
      const next = tokens[i + 1]
      if (next?.pos === '名詞' && next.pos1 !== '非自立') break
    }
  }
  return past === -1 ? null : [from, past]
}

/** た, だ after 読ん, and the て of 「去年亡くなって」. */
function isPast(tokens: readonly Token[], at: number): boolean {
  const { surface, pos, pos1 } = tokens[at] ?? { surface: '', pos: '', pos1: '' }
  if (pos === '助動詞' && surface === 'た') return true
  if (pos === '助動詞' && surface === 'だ') return tokens[at - 1]?.pos === '動詞'
  return pos1 === '接続助詞' && (surface === 'て' || surface === 'で') && tokens[at + 1]?.pos !== '動詞'
}
