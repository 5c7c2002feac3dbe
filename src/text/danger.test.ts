import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DANGER_KINDS, DANGERS } from '../content/vocabulary.ts'
import { KEY_TABLES } from './danger/japanese.ts'
import { LATIN_TABLES } from './danger/latin.ts'
import { findDanger } from './danger.ts'

const TABLES = [KEY_TABLES, LATIN_TABLES]

describe('each row fires on the phrases it names', () => {
  for (const row of TABLES.flatMap((tables) => tables.rows)) {
    test(`${row.id}: ${row.phrases.join(' / ')}`, () => {
      for (const phrase of row.phrases) {
        const found = findDanger(phrase)
        expect([phrase, found.danger, found.kind]).toEqual([phrase, row.level, row.kind])
      }
    })
  }
})

describe('a line break in the midst of a sentence hides nothing', () => {
  const broken = KEY_TABLES.rows.flatMap(({ id, phrases }) =>
    phrases.flatMap((phrase) => {
      const whole = findDanger(phrase)
      const halves = /^(.+?[がをに])(.{2,})$/.exec(phrase)
      return halves ? [{ id, phrase, whole, lines: `${halves[1]}\n${halves[2]}` }] : []
    }),
  )
  test('of all phrases of the tables with が, を or に', () => {
    expect(broken.length).toBeGreaterThan(300)
    const hidden = broken.filter(({ lines, whole }) => findDanger(lines).danger !== whole.danger)
    expect(hidden.map(({ id, lines }) => [id, lines])).toEqual([])
  })
})

describe('what only looks like danger is none', () => {
  for (const entry of TABLES.flatMap((tables) => tables.lookAlikes)) {
    test(entry.phrase, () => expect(findDanger(entry.phrase).rule).toBeNull())
  }
})

describe('the tables are readable', () => {
  const rows = TABLES.flatMap((tables) => tables.rows)
  test('a row id is given once, and begins with what it is about', () => {
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    for (const row of rows) expect(row.id).toMatch(/^[a-z_]+\.[a-z_.]+$/)
  })
  test('every kind of danger has a row for both levels', () => {
    for (const kind of DANGER_KINDS.filter((kind) => kind !== 'disaster'))
      expect([
        kind,
        [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.level))].sort(),
      ]).toEqual([kind, ['concern', 'emergency']])
  })
  test('every row names at least one phrase that residents write', () => {
    expect(rows.filter((row) => row.phrases.length === 0)).toEqual([])
  })
})

describe('the sentences the tables were made with', () => {
  const lines = readFileSync(new URL('../../test/corpus/danger-dev.tsv', import.meta.url), 'utf8')
  const rows = lines
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
  for (const danger of DANGERS) {
    const mine = rows.filter((row) => row[1] === danger)
    test(`${mine.length} are ${danger}`, () => {
      const wrong = mine.filter(([text = '', , kind]) => {
        const found = findDanger(text)
        return found.danger !== danger || (kind !== '-' && found.kind !== kind)
      })
      expect(wrong).toEqual([])
    })
  }
})

describe('guards', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['死にたいわけじゃないけど、つらい', 'concern'],
    ['死にたいわけではないので安心してください', 'none'],
    ['死にたいとは思わない', 'none'],
    ['死にたくない', 'none'],
    ['死ぬしかない', 'emergency'],
    ['昔は死にたいと思っていた', 'concern'],
    ['昔も今も死にたい', 'emergency'],
    ['ニュースで自殺の話を見た', 'none'],
    ['ドラマで死にたいと言うシーンがあった', 'none'],
    ['夫に殴られたことはありません', 'none'],
    ['虐待ではありません', 'none'],
    ['虐待ではないでしょうか', 'concern'],
    ['虐待じゃない?', 'concern'],
    ['昔、夫に殴られていましたが、今は幸せです', 'none'],
    ['母が倒れたらどうすればいいですか', 'none'],
    ['母が倒れたらしい', 'emergency'],
    ['父が倒れて入院しました。退院後の介護の相談です', 'none'],
    ['うちで死にたい。病院はいやだ', 'none'],
    ['猫がいなくなりました', 'none'],
    ['夫が帰ってきません。残業です', 'none'],
    ["I don't want to die", 'none'],
    ['助けて', 'concern'],
    ['お金の管理を手伝って助けてくれる人はいますか', 'none'],
  ]
  for (const [text, danger] of cases)
    test(`${text} → ${danger}`, () => expect(findDanger(text).danger).toBe(danger))
})

describe('a word of danger inside ordinary words, or about something else, is none', () => {
  for (const text of [
    '帰り道でクレープを落としました',
    '楽譜は押し入れです',
    '玄関でいつも笑って受け取ってしまいます',
    'うちのガレージ、車を手放して空っぽです',
    '夫の賞与が消えました',
    '電力会社が電話に出ません',
    '家計簿のアプリを七つ入れました',
    '家計の首を絞めている通信費を減らしたい',
    '道で猫が車にひかれて死んでいます',
    '介護の面接で「虐待を見たら」と聞かれました',
    '自分は叩かれて育ったけど、わが子には一度も',
    '店子を追い出す気はありません',
  ])
    test(text, () => expect(findDanger(text).rule).toBeNull())
})

describe('and beside them the danger itself is found', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['夫が病室に押し入り、点滴を抜いて連れ帰ろうとしています', 'emergency'],
    ['弟と押し入れにいる。下で物が割れる音がする', 'emergency'],
    ['泣くと押し入れに一時間いれてしまう', 'concern'],
    ['デイの職員が笑っていて、母の腕にあざがあります', 'concern'],
    ['叩かれて育ちました。娘を叩いてしまいます', 'concern'],
    ['冷蔵庫が空っぽで子どもに出すものがない', 'emergency'],
    ['もう首に巻いてる', 'emergency'],
    ['橋の欄干の内側にいて、靴をそろえた', 'emergency'],
    ['かお半分さがった しゃべれん さっきから', 'emergency'],
    ['蜂にさされて十分。のどがせまい', 'emergency'],
    ['駐車場の車に赤ちゃんだけ、窓は閉まって顔が真っ赤', 'emergency'],
    ['二階の窓から黒い煙', 'emergency'],
    ['塾からまだ帰らん', 'emergency'],
    ['ガスきられて湯がわかせん', 'emergency'],
    ['銀行の人が居間に来て、カードを渡せと言う', 'emergency'],
    ['毎朝会社の前に立っています', 'concern'],
    ['更新せんて言われたばい', 'concern'],
  ]
  for (const [text, danger] of cases)
    test(`${text} → ${danger}`, () => expect(findDanger(text).danger).toBe(danger))
})

describe('what is found is said in the resident’s own words', () => {
  test('with the spaces and the width that were typed', () => {
    expect(findDanger('もう ｼﾆ ﾀｲ です').words).toEqual(['ｼﾆ ﾀｲ'])
  })
  test('nothing found has no kind, words or rule', () => {
    expect(findDanger('保育園の空きを知りたい')).toEqual({
      danger: 'none',
      kind: null,
      words: [],
      rule: null,
    })
  })
})

describe('danger in several bubbles', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['たい', ['もう', 'しに'], 'emergency'],
    ['たい', ['死に'], 'emergency'],
    ['殴られました', ['夫に'], 'emergency'],
    ['die', ['I', 'want to'], 'emergency'],
    ['はい', ['死にたい'], 'none'],
    ['介護保険の申請', ['母が', '要介護になりました'], 'none'],
  ]
  for (const [text, recent, danger] of cases)
    test(`${recent.join('｜')}｜${text} → ${danger}`, () =>
      expect(findDanger(text, recent).danger).toBe(danger))
})

describe('for any text', () => {
  const explicit = fc.constantFrom(
    '死にたい',
    'しにたい',
    'シニタイ',
    '自殺したい',
    '首を吊りたい',
    '夫に殺される',
    '食べるものがない',
  )
  const between = fc.constantFrom('', ' ', '　', '\u200b', '\u200d', '・', '\u202e', '　 ')
  test('spaces, dots and invisible characters between the letters hide nothing', () => {
    fc.assert(
      fc.property(explicit, fc.array(between, { minLength: 12, maxLength: 12 }), (phrase, gaps) => {
        const typed = [...phrase].map((letter, i) => letter + gaps[i % gaps.length]).join('')
        expect(findDanger(typed).danger).toBe('emergency')
      }),
    )
  })
  test('stretched letters hide nothing', () => {
    for (const typed of [
      'しーにーたーい',
      'しぃにぃたぁい',
      'しにたーーーい',
      'ししにたいい',
      'し～に～た～い',
    ])
      expect([typed, findDanger(typed).danger]).toEqual([typed, 'emergency'])
  })
  test('an explicit phrase is found at any place of a long ordinary text', () => {
    const ordinary =
      '区役所の窓口で介護サービスの申請について聞きました。書類を書くのが難しかったです。'.repeat(20)
    fc.assert(
      fc.property(explicit, fc.nat(ordinary.length), (phrase, at) => {
        expect(findDanger(ordinary.slice(0, at) + phrase + ordinary.slice(at)).danger).toBe('emergency')
      }),
    )
  })
  test('it never throws', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
        .map((units) => String.fromCharCode(...units)),
    )
    fc.assert(
      fc.property(anything, fc.array(anything, { maxLength: 4 }), (text, recent) => {
        expect(DANGERS).toContain(findDanger(text, recent).danger)
      }),
    )
  })
})

describe('5,000 characters of anything', () => {
  const kinds: readonly (readonly [string, string])[] = [
    ['one kana', 'あ'],
    ['half a word of danger', 'しに'],
    ['one word of many lists', '子'],
    ['the beginnings of many rows', '夫に殴られ'],
    ['Latin rows', 'my husband hit me '],
    ['long vowels', 'ー'],
    ['emoji', '😢'],
    ['piled marks', 'か\u3099\u0301\u0323'],
    [
      'ordinary sentences',
      '区役所の窓口で介護サービスについて相談したいのですが、どこに行けばよいでしょうか。',
    ],
    ['ligatures that unfold', '㍿'],
  ]
  for (const [name, unit] of kinds) {
    const text = unit.repeat(Math.ceil(5000 / unit.length)).slice(0, 5000)
    test(`${name}: the best of thirty takes no more than 10 ms`, () => {
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < 30; i += 1) {
        const started = performance.now()
        findDanger(text)
        best = Math.min(best, performance.now() - started)
      }
      expect(best).toBeLessThan(10)
    })
  }
})
