import { type ClauseText, combine, type Hit, outermost, phraseTable, type Span, wordList } from '../clause.ts'

/** What tells stories about strangers. 「テレビ」 alone does not: the neighbour's may be too loud. */
const TALES = phraseTable(
  wordList(`
  ニュース ドラマ 映画 えいが 小説 漫画 まんが アニメ 記事 番組 ドキュメンタリー 報道 ワイドショー
`),
)
const MEDIA = phraseTable(
  wordList(`
  テレビ 新聞 しんぶん ネット ラジオ 雑誌 ユーチューブ YouTube SNS ツイッター ヤフー 本で読 本を読
`),
)
/** After the last letter of the medium; 読 ends 「本で読」. */
const TOLD_BY = /^(読|.(で|の中で|見|み|を見|を観|を読|を聞|をみ|をよ))/
const PERCEIVED = new Set(
  wordList(`
  見る 観る みる 聞く きく 読む よむ 言う いう やる 知る 流れる 報じる 取り上げる 出る
`),
)
const TALE_JOINTS = wordList(`
  で の を に が とか など や
`)

/** Words about people in the news or in a story: 「ニュースで孤独死の話を見て」. */
export function quotedSpans(clause: ClauseText): Span[] {
  const spans: Span[] = []
  for (const hit of clause.find(TALES)) {
    if (!TALE_JOINTS.some((joint) => hit.after.startsWith(joint))) continue
    // 「虐待のニュースを見て」: what it told of stands before it.
    const start = hit.before.endsWith('の') ? clause.phraseStart(hit.start) : hit.start
    spans.push([start, perceivedEnd(clause, hit) ?? clause.clauseEnd(hit.end)])
  }
  for (const hit of clause.find(MEDIA)) {
    // 「日本で」 is no book.
    if (clause.text.charAt(hit.start - 1) === '日') continue
    const end = TOLD_BY.test(clause.text.slice(hit.end - 1, hit.end) + hit.after)
      ? perceivedEnd(clause, hit)
      : null
    if (end !== null) spans.push([hit.start, end])
  }
  return outermost(spans)
}

/** The end of the 見た, 聞いた, やっていた in the same sentence. */
function perceivedEnd(clause: ClauseText, hit: Hit): number | null {
  const tokens = clause.tokensFrom(hit.start)
  for (const [i, token] of tokens.entries()) {
    if (/[。!?！？\n]/.test(token.surface)) return null
    if (token.start < hit.start || !PERCEIVED.has(token.base)) continue
    let last = i
    while (/^(助動詞|助詞)$/.test(tokens[last + 1]?.pos ?? '') || tokens[last + 1]?.pos1 === '非自立') last++
    return tokens[last]?.end ?? null
  }
  return null
}

/** The longest quotation looked back over. */
const QUOTED = 200
const REPORTS = phraseTable(
  combine(
    ['と', 'って', '」と', 'んだと'],
    wordList(`
  言って 言った 言う 言います 言い 言われ いって いった いわれ 話して 聞い きいた 伝えて
`),
  ),
)

/** What someone else said, 「母が死にたいと言っています」: the words of a real person, never to be passed over. */
export function toldSpans(clause: ClauseText): Span[] {
  return clause
    .find(REPORTS)
    .map(({ start }): Span => {
      const open =
        clause.text.slice(Math.max(0, start - QUOTED), start).lastIndexOf('「') + Math.max(0, start - QUOTED)
      const close = clause.text.charAt(start - 1) === '」' ? start - 1 : start
      if (clause.text.charAt(open) === '「' && clause.text.charAt(close) === '」') return [open + 1, close]
      return [clause.phraseStart(start), start]
    })
    .filter(([start, end]) => start < end)
}
