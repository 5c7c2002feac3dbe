import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import kuromoji from 'kuromoji'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDictionary } from '../build/dictionary.ts'
import { readDictionary } from '../entry/read-dictionary.ts'
import { loadDictionary } from './dictionary.ts'
import { createTokeniser, type Tokenise } from './tokenise.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const kuromojiFolder = dirname(fileURLToPath(import.meta.resolve('kuromoji/package.json')))

let stock: kuromoji.Tokenizer<kuromoji.IpadicFeatures>
let tokenise: Tokenise
let whole: Tokenise
let loading: { ours: number; stock: number }

beforeAll(async () => {
  const dir = join(root, 'build', 'dictionary')
  await ensureDictionary(dir)
  const start = performance.now()
  const dictionary = loadDictionary(await readDictionary(dir))
  tokenise = createTokeniser(dictionary)
  const loaded = performance.now()
  stock = await new Promise((resolve, reject) => {
    kuromoji
      .builder({ dicPath: join(kuromojiFolder, 'dict') })
      .build((error: unknown, built) => (error ? reject(error) : resolve(built)))
  })
  loading = { ours: loaded - start, stock: performance.now() - loaded }
  whole = createTokeniser(dictionary, { runs: 'whole' })
}, 60_000)

const row = (...fields: (string | undefined)[]) => fields.map((field) => field ?? '').join('\t')
const ofStock = (text: string) =>
  stock
    .tokenize(text)
    .map((t) => row(t.surface_form, t.pos, t.pos_detail_1, t.basic_form, t.reading))
    .join('\n')
const ofOurs = (text: string) =>
  tokenise(text)
    .map((t) => row(t.surface, t.pos, t.pos1, t.base, t.reading))
    .join('\n')

/** The first text on which the two differ, and how many characters were compared. */
function compare(texts: Iterable<string>): { characters: number; differs: string | null } {
  let characters = 0
  for (const text of texts) {
    characters += text.length
    if (ofStock(text) !== ofOurs(text)) return { characters, differs: text }
  }
  return { characters, differs: null }
}

/** Sentences and table cells that the repository holds, without the YAML around them. */
function contentLines(): string[] {
  return ['intents', 'flows', 'wards'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(yaml|csv)$/.test(name))
      .flatMap((name) => readFileSync(join(root, folder, name), 'utf8').split('\n'))
      .map((line) => line.trim().replace(/^- /, ''))
      .filter((line) => line !== ''),
  )
}

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const WORDS =
  '母 父 夫 妻 子ども 祖母 隣の人 わたし 介護 認知症 物忘れ 家賃 電気 借金 保育園 不登校 病院 年金 相談 書類 が は を に で も の と から まで ない です ます でした たい 困って います 払えない 止まり そう 眠れない 行きたくない 怒鳴られる どうしたら いい か わからない 昨日 三年前 80歳 21番 中央三丁目 LINE ﾍﾙﾊﾟｰ さん ！ 。 、 … （笑） すもももももももものうち ｗｗｗ'.split(
    ' ',
  )
const ALPHABETS: readonly (readonly string[])[] = [
  [
    ...'あいうえおかがきぎくけこさしじすせそたちってとなにぬねのはばひふへほまみむめもゃやゆょよらりるれろわをん',
  ],
  [...'アイウエオカガキクケコサシスセソタチッテトナニヌネノハバヒフヘホマミムメモヤユョラリルレロワンヴー'],
  [...'日本人母父高齢介護相談東京区中央野死病院子供家賃金払困一二三四五十百千万円年月鬱龘麤齉﨑髙'],
  [...'abcXYZ0123456789ＡＢｃ０１２ｱｲｶﾞﾊﾟｯｰéñαβγдеж①㈱㎡ⅷ'],
  [...'、。！？!?…・「」（）()[]~〜ー―,./:;"\'♪★'],
  ['\u0001', '\t', '\n', '\r', ' ', '\u3000', '\u007f', '\u200b', '\ufeff', '\u00ad', '\ufffd'],
  ['😀', '😭', '𠮷', '👨‍👩‍👧', '🇯🇵', '❤️', '\udc00', '\udfff'],
  [...'한국어ไทยनमस्तेالعربية'],
]

function* generated(seed: number, atLeast: number): Generator<string> {
  const next = random(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  for (let made = 0; made < atLeast; ) {
    let text = ''
    const length = 1 + Math.floor(next() * 40)
    while (text.length < length) {
      if (next() < 0.4) text += pick(WORDS)
      else for (let own = pick(ALPHABETS), i = next() * 5; i > 0; i--) text += pick(own)
    }
    made += text.length
    yield text
  }
}

const KINDS: Record<string, string> = {
  同じ漢字: '中',
  辞書にない漢字: '龘',
  漢数字: '一',
  ひらがな: 'あ',
  多くの語になるひらがな: 'し',
  カタカナ: 'ア',
  半角カタカナ: 'ｱ',
  英字: 'a',
  数字: '1',
  絵文字: '😀',
  読点: '、',
  感嘆符: '！',
  空白: '　',
  タイ文字: 'ไ',
  絵文字とかな: '😀😀は',
  まぜこぜ: '母のアa1😀、日本ｱ龘',
}

function fastest(work: () => void, times = 5): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

describe('same tokens as kuromoji 0.1.2', () => {
  // 130,000 lines, and kuromoji takes its time.
  test('on every sentence and table row of the repository', () => {
    expect(compare(contentLines()).differs).toBeNull()
  }, 180_000)

  test('on 200,000 generated characters of words, scripts, emoji, control characters and half pairs', () => {
    const { characters, differs } = compare(generated(1, 200_000))
    expect(differs).toBeNull()
    expect(characters).toBeGreaterThanOrEqual(200_000)
  })

  test('on sentences of the repository with something strange put into them', () => {
    const strange = [...generated(2, 30_000)]
    const lines = contentLines().filter((_, i) => i % 5 === 0)
    // A cut may fall into a pair, and kuromoji reads no half of one.
    const mixed = lines.map((line, i) =>
      `${line.slice(0, i % 20)}${strange[i % strange.length] ?? ''}${line.slice(i % 20, 60)}`.toWellFormed(),
    )
    expect(compare(mixed).differs).toBeNull()
  })

  test.each(Object.entries(KINDS))('on a long run: %s', (_, unit) => {
    const run = unit.repeat(600 / unit.length)
    expect(compare([run, `${run}です`, `母が${run}`, `母が${run}と言った。${run}`]).differs).toBeNull()
  })

  test('on any string that kuromoji can read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        fc.pre(!text.includes('\0'))
        expect(ofOurs(text)).toBe(ofStock(text))
      }),
      { seed: 7, numRuns: 2000 },
    )
  })
})

describe('where kuromoji fails', () => {
  test('a half of a pair alone and U+0000 are characters like others', () => {
    for (const text of ['\ud83d', 'あ\ud83dい', '\ud83d\ud83d\ude00', '母\0が']) {
      expect(() => stock.tokenize(text)).toThrow()
      expect(
        tokenise(text)
          .map((token) => token.surface)
          .join(''),
      ).toBe(text)
    }
  })

  test('after two emoji kuromoji swallows as many characters; whole runs keep them', () => {
    const surfaces = (with_: Tokenise) => with_('😭😭助けてください').map((token) => token.surface)
    expect(surfaces(tokenise)).toEqual(['😭😭', 'て', 'ください'])
    expect(surfaces(whole)).toEqual(['😭😭', '助け', 'て', 'ください'])
  })

  test('with whole runs the tokens join to any text at all', () => {
    const joined = (text: string) =>
      whole(text)
        .map((token) => token.surface)
        .join('')
    for (const text of generated(3, 30_000)) expect(joined(text)).toBe(text)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(joined(text)).toBe(text)
      }),
      { seed: 8, numRuns: 1000 },
    )
  })

  test('unknown words have the base * and the reading of nothing', () => {
    expect(tokenise('龘')).toEqual([{ surface: '龘', pos: '名詞', pos1: '固有名詞', base: '*', reading: '' }])
  })

  test('a text of nothing has no tokens', () => {
    expect(tokenise('')).toEqual([])
  })
})

describe('speed', () => {
  test('loads in at most an eighth of the time of kuromoji', () => {
    expect(loading.ours).toBeLessThan(loading.stock / 8)
  })

  test('reads at least six times as many characters a second as kuromoji', () => {
    const lines = contentLines().slice(0, 500)
    const ours = fastest(() => lines.map(tokenise))
    const theirs = fastest(() => lines.map((line) => stock.tokenize(line)), 3)
    expect(theirs / ours).toBeGreaterThan(6)
  })

  test.each(Object.entries(KINDS))('5,000 characters take less than 600 take kuromoji: %s', (_, unit) => {
    const theirs = fastest(() => stock.tokenize(unit.repeat(600 / unit.length)), 2)
    const long = unit.repeat(5000 / unit.length)
    const ours = fastest(() => tokenise(long))
    // Short sentences (、) and whole runs are quick in kuromoji too: the bar is then the time we promise.
    expect(ours).toBeLessThan(Math.max(theirs, 15))
  })

  test.each(Object.entries(KINDS))('ten times the length takes about ten times as long: %s', (_, unit) => {
    const time = (length: number) => fastest(() => tokenise(unit.repeat(length / unit.length)), 8)
    time(4000)
    expect(time(40_000)).toBeLessThan(Math.max(25 * time(4000), 5))
  })
})
