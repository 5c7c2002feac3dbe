import { type ClauseText, combine, type Hit, outermost, phraseTable, type Span, wordList } from '../clause.ts'

const DENIALS = phraseTable(
  combine(
    ['じゃ', 'では', 'じゃあ'],
    ['ない', 'なく', 'なかった', 'ありません', 'ございません', 'ねえ', 'ねー'],
  ),
)

/** Words whose absence is good news. お金がない and 眠れない are needs and stay. */
const HARMS = [
  '借金',
  'しゃっきん',
  '虐待',
  'ぎゃくたい',
  '暴力',
  'ぼうりょく',
  'DV',
  '認知症',
  'にんちしょう',
  '病気',
  'びょうき',
  '持病',
  '障害',
  'しょうがい',
  '物忘れ',
  'ものわすれ',
  '徘徊',
  '怪我',
  '痛み',
  'いたみ',
  'いじめ',
  '滞納',
  '問題',
  'もんだい',
  '心配',
  'しんぱい',
  '不安',
  '困りごと',
  '困っていること',
  '妊娠',
  '離婚',
  '介護',
  '自殺',
  ...[
    'つもり',
    'する気持ち',
    'たい気持ち',
    'たいきもち',
    ...combine(
      wordList(`
  困ってる 困っている 困る そんな られた った した んだ いた 死ぬ
`),
      ['ことは'],
    ),
  ],
]
const ABSENT = combine(
  ['は', 'も', 'が', ''],
  ['ない', 'なく', 'なかった', 'ありません', 'ございません', 'いりません'],
)
/** 死ぬことはない, 死ぬつもりはない; but 死ねない (cannot die) is no denial. */
const WISHES = combine(
  ['死に', 'しに', '消え', 'きえ', 'いなくなり', '殺し', 'ころし'],
  wordList(`
  たくない たくはない たくありません たくなく たいとは思わない たいとは思いません たいとおもわない
  たいと思っていない たいと思ってない たいなんて思わない
`),
)
const STATES = combine(
  wordList(`
  困って こまって 悩んで なやんで 殴られて なぐられて 叩かれて たたかれて 怒鳴られて どなられて
  虐待して 虐待はして 虐待されて ぎゃくたいして 借金して 借金はして 妊娠して 離婚して 滞納して 叩いて
  叩いたりは 叩いたりはして 殴ったりはして 暴力は受けて 暴力を受けて 介護はして 介護して いじめられて
`),
  wordList(`
  ない いない ません いません はいない はいません おりません しない しません
`),
)
const ASIDES = phraseTable([
  'は関係ない',
  '関係ない',
  '関係ありません',
  '関係なく',
  'とは違う',
  'とは違い',
  'とはちがう',
  ...combine(['以外の', 'いがいの'], ['こと', '相談', 'そうだん', '件', '用', '話', 'はなし']),
  '要りません',
  '必要ない',
  '必要はない',
  '必要ありません',
  'ひつようない',
  'ひつようありません',
  'は結構です',
  'はけっこうです',
])

const ABSENCES = phraseTable(combine(HARMS, ABSENT))
const PREDICATES = phraseTable([...WISHES, ...STATES])

/** 「認知症ではないでしょうか」 suspects it; 「介護じゃないから」 denies it. */
const ASKS = wordList(`
  か ですか でしょうか だろうか のか のですか のでしょうか のだろうか んか んですか んでしょうか
  んだろうか っしょ かしら
`)
/** 「介護だけじゃない」 adds, 「それどころではない」 says how bad it is. */
const ADDS = wordList(`
  だけ ばかり のみ どころ 場合 ただごと ただ事 他人事 ひとごと 普通 ふつう
`)
/** 「母じゃないとだめ」「小学生じゃなくても」 set a condition, 「認知症じゃないと言われた」 does not. */
const CONDITIONS = ['と', 'ても', 'とも']
const STATEMENTS = wordList(`
  と言 といわ といっ という と思 とおも と診断 と聞 ときい と考 と感
`)

/** Words that are said not to be so: 「介護の相談ではなくて」「借金はありません」「死にたいわけじゃない」. */
export function negatedSpans(clause: ClauseText): Span[] {
  const spans: Span[] = []
  const undone: Span[] = []
  for (const hit of clause.find(DENIALS)) {
    if (asks(clause, hit) || ends(hit.before, ADDS) || isCondition(hit)) continue
    const span = denied(clause, hit.start)
    // 「困っていないわけではない」 says it twice and means that it is so.
    if (/ない|なく|ません/.test(clause.text.slice(...span))) undone.push(span)
    else spans.push(span)
  }
  for (const hit of clause.find(ABSENCES)) {
    if (!asks(clause, hit)) spans.push([clause.phraseStart(hit.start), hit.end])
  }
  for (const hit of clause.find(PREDICATES)) if (!asks(clause, hit)) spans.push([hit.start, hit.end])
  for (const hit of clause.find(ASIDES)) if (!asks(clause, hit)) spans.push(denied(clause, hit.start))
  const standing = spans.filter(
    ([start, end]) => !undone.some(([from, to]) => start >= from && end <= to + 1),
  )
  return outermost(standing.filter(([start, end]) => start < end))
}

/** The words before a denial, without the particle that joins them to it (介護と は関係ない). */
function denied(clause: ClauseText, at: number): Span {
  let end = at
  for (;;) {
    const token = clause.tokenEndingAt(end)
    if (token === undefined || !(token.pos === '助詞' || token.pos1 === '空白')) break
    end = token.start
  }
  return [clause.phraseStart(end), end]
}

function isCondition({ after }: Hit): boolean {
  return starts(after, CONDITIONS) && !starts(after, STATEMENTS)
}

function asks(clause: ClauseText, { after, end }: Hit): boolean {
  if (after.startsWith('から')) return false
  if (starts(after, ASKS)) return true
  const mark = clause.text.charAt(clause.clauseEnd(end))
  return (
    (mark === '?' || mark === '？') && ['', 'の', 'ん', 'です', 'んです', 'よね', 'ですよね'].includes(after)
  )
}

function starts(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => text.startsWith(phrase))
}

function ends(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => text.endsWith(phrase))
}
