import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDictionary } from '../build/dictionary.ts'
import { readDictionary } from '../entry/read-dictionary.ts'
import { loadDictionary } from './dictionary.ts'
import { covers, type Polarity, polarity } from './polarity.ts'
import { createTokeniser, type Tokenise } from './tokenise.ts'

let tokenise: Tokenise

beforeAll(async () => {
  const dir = fileURLToPath(new URL('../../build/dictionary', import.meta.url))
  await ensureDictionary(dir)
  tokenise = createTokeniser(loadDictionary(await readDictionary(dir)), { runs: 'whole' })
}, 60_000)

const found = (kind: keyof Polarity, text: string) =>
  polarity(tokenise(text))[kind].map(([start, end]) => text.slice(start, end))

describe('打ち消されたことば', () => {
  test.each([
    ['介護の相談ではなくて、保育園のことです', '介護の相談'],
    ['介護のことじゃないです', '介護のこと'],
    ['介護の相談ではありません', '介護の相談'],
    ['介護の件ではございません', '介護の件'],
    ['介護のことじゃねえよ', '介護のこと'],
    ['かいごじゃなくて ほいくえんの ことです', 'かいご'],
    ['認知症じゃないから大丈夫', '認知症'],
    ['認知症じゃないと言われた', '認知症'],
    ['母は認知症ではありませんが足が悪いです', '認知症'],
    ['わたし 日本人 じゃない', 'わたし 日本人'],
    ['困っているわけじゃない', '困っているわけ'],
    ['死にたいわけじゃないけど、つらい', '死にたいわけ'],
    ['しにたい わけじゃ ないけど', 'しにたい わけ'],
    ['死にたくない', '死にたくない'],
    ['しにたくは ないです', 'しにたくは ない'],
    ['消えたいとは思いません', '消えたいとは思いません'],
    ['借金はありません', '借金はありません'],
    ['しゃっきんは ないです', 'しゃっきんは ない'],
    ['死ぬつもりはないです', '死ぬつもりはない'],
    ['虐待はしていません', '虐待はしていません'],
    ['夜泣きがつらいけど、叩いたりはしていません', '叩いたりはしていません'],
    ['いまは困ってません', '困ってません'],
    ['介護とは関係ないのですが', '介護'],
    ['介護以外の相談です', '介護'],
    ['ヘルパーさんは必要ありません', 'ヘルパーさん'],
  ])('%s', (text, denied) => {
    expect(found('negated', text)).toEqual([denied])
  })

  test.each([
    '認知症ではないかと心配しています',
    '認知症じゃないでしょうか',
    '認知症じゃない？',
    '虐待なんじゃないの？',
    '認知症じゃないかな',
    '認知症じゃないかもしれない',
    '介護だけじゃなく子育てもあって',
    'それどころではないです',
    '母じゃないとだめなんです',
    '小学生じゃなくても入れますか',
    '困っていないわけではない',
    '家族以外に頼れる人がいない',
  ])('打ち消しではない: %s', (text) => {
    expect(found('negated', text)).toEqual([])
  })

  test.each([
    'お金がない',
    'お金もないし仕事もない',
    '眠れない',
    'ねむれないです',
    '学校に行かない',
    '家賃が払えません',
    'でんきが つかない',
    '食べるものがない',
    '死ねない',
    '助けてくれる人がいない',
  ])('足りないこと・できないことは困りごとのまま: %s', (text) => {
    expect(found('negated', text)).toEqual([])
  })
})

describe('済んだこと', () => {
  test.each([
    ['去年は母の介護をしていました', '去年は母の介護をしていました'],
    ['昔はうつ病でしたが、今は仕事を探しています', '昔はうつ病でした'],
    ['むかしは うつびょう だったけど いまは げんき', 'むかしは うつびょう だった'],
    ['三年前に離婚しました。今は家賃が払えない', '三年前に離婚しました'],
    ['二十年前になくなったきり', '二十年前になくなった'],
    ['去年生まれた子どもが泣き止まない', '去年生まれた'],
    ['去年、夫が亡くなって生活が苦しい', '去年、夫が亡くなって'],
    ['子どもの頃に虐待されていました', '子どもの頃に虐待されていました'],
    ['以前は元気だった', '以前は元気だった'],
    ['家賃の件はもう解決しました', '家賃の件はもう解決しました'],
    ['電気代はもう払い終わりました。次は保育園です', '電気代はもう払い終わりました'],
    ['びょうきは もう なおりました', 'びょうきは もう なおりました'],
    ['相談したいんですが、家賃の件は解決しました', '家賃の件は解決しました'],
  ])('%s', (text, over) => {
    expect(found('past', text).map((span) => span.replace(/^、/, ''))).toEqual([over])
  })

  test.each([
    '去年から物忘れがひどい',
    '去年の冬からずっと眠れない',
    '昔から人づきあいが苦手です',
    'まだ解決していません',
    'どうしたら解決しますか',
    'もう人生終わった',
    '子どもの頃のことを思い出してつらい',
    'この前は腕に包帯を巻いていました',
    'おまえはいらないと言われる',
    '保育料が去年の倍になった',
    '分かってほしくて',
  ])('いまも続く: %s', (text) => {
    expect(found('past', text)).toEqual([])
  })
})

describe('よその話', () => {
  test.each([
    ['ニュースで孤独死の話を見て不安になりました', 'ニュースで孤独死の話を見て'],
    ['虐待のニュースを見て何か手伝えないかと思いました', '虐待のニュースを見て'],
    ['ドラマで虐待のシーンを見た', 'ドラマで虐待のシーンを見た'],
    ['どらまで ぎゃくたいの ばめんを みた', 'どらまで ぎゃくたいの ばめんを みた'],
    ['映画の主人公が死にたいと言う', '映画の主人公が死にたいと言う'],
    ['テレビで介護保険のことを見た', 'テレビで介護保険のことを見た'],
    ['新聞で読みました', '新聞で読みました'],
    ['本で読んだ介護の話', '本で読んだ'],
  ])('%s', (text, tale) => {
    expect(found('quoted', text)).toEqual([tale])
  })

  test.each([
    'テレビの音がうるさい',
    '隣の新聞が溜まっている',
    '新聞の勧誘がしつこくて帰らないと言う',
    'ネットで知り合った人にお金を取られた',
    'ドラマみたいな毎日',
    '日本で読み書きを習いたい',
    '母が死にたいと言っています',
  ])('よその話ではない: %s', (text) => {
    expect(found('quoted', text)).toEqual([])
  })
})

describe('人のことば', () => {
  test.each([
    ['母が死にたいと言っています', '死にたい'],
    ['「死にたい」と言っていました', '死にたい'],
    ['ははが しにたいって いっています', 'しにたい'],
    ['息子は消えたいと言われました', '消えたい'],
  ])('%s', (text, words) => {
    expect(found('told', text).map((span) => span.trim())).toEqual([words])
  })
})

describe('仕事としての名', () => {
  test.each([
    ['介護の仕事を探しています', '介護の仕事'],
    ['かいごの しごとを さがしています', 'かいごの しごと'],
    ['ヘルパーの資格を取りたい', 'ヘルパーの資格'],
    ['保育士として働きたい', '保育士として働'],
    ['福祉のボランティアをしたい', '福祉のボランティア'],
  ])('%s', (text, job) => {
    expect(found('work', text)).toEqual([job])
  })

  test.each([
    '介護で仕事を辞めました',
    '介護と仕事の両立',
    '介護離職しました',
    '障害のある人の仕事を探しています',
  ])('仕事の名ではない: %s', (text) => {
    expect(found('work', text)).toEqual([])
  })
})

test('どの文でも範囲は文の中にあり、空でない', () => {
  const words = fc.constantFrom(
    '母',
    '介護',
    'じゃない',
    'では',
    'ない',
    'わけ',
    '去年',
    '、',
    '。',
    'もう解決した',
    'ニュースで',
    '見た',
    'と言って',
    ' ',
    '😀',
    '𠮷',
    '「',
    '」',
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 14 }),
      (parts) => {
        const text = parts.join('')
        for (const spans of Object.values(polarity(tokenise(text)))) {
          for (const [start, end] of spans) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(text.length)
          }
        }
      },
    ),
    { seed: 3, numRuns: 1000 },
  )
})

test('covers は範囲にすっかり入るものだけを数える', () => {
  expect(covers([[2, 5]], 2, 5)).toBe(true)
  expect(covers([[2, 5]], 1, 3)).toBe(false)
  expect(covers([], 0, 0)).toBe(false)
})
