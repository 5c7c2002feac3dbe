import { describe, expect, test } from 'vitest'
import { readAllContent } from '../../src/build/content.ts'
import { faultsWithFiles, planted, shippedText } from './planted.ts'

const START = 'flows/start.yaml'
const PHRASES = 'flows/phrases.yaml'
const LEGAL = 'intents/legal.yaml'

/** Everything said when one place of one shipped file reads otherwise, `down` lines below the place. */
function saidOf(file: string, from: string, to: string, down = 0) {
  const { text, line } = planted(file, from, to)
  return { faults: faultsWithFiles({ [file]: text }), file, line: line + down }
}

test('出荷する内容に誤りはない', () => {
  expect(readAllContent().faults).toEqual([])
})

describe('流れの書きまちがい', () => {
  test.each([
    ['ない行き先', '    next: story', '    next: stori', '「start.stori」がありません', 0],
    [
      '知らない項目',
      '    next: story',
      '    nxt: story\n    next: story',
      '知らない項目「nodes → 1番目 → nxt」',
      0,
    ],
    ['知らない種類', 'kind: say', 'kind: tell', '「tell」は使えません', 0],
    [
      '知らない困りごと',
      'needs: [community.worry]',
      'needs: [community.wory]',
      '「community.wory」は使えません',
      0,
    ],
    ['知らない話し手', 'speaker: neighbour', 'speaker: friend', '「friend」は使えません', 0],
    ['英語がない', ', en: Front door', '', '「title → en」がありません', 0],
    ['やさしい日本語が空', 'easy: はじめに', 'easy: ', '「title → easy」が空です', 0],
    ['文字のところに数字', 'en: Front door', 'en: 110', '今は「110」。文字が必要です', 0],
    ['名前に日本語', '- id: story', '- id: お話', '「お話」が正しくありません。半角の英小文字', 0],
    ['読めない行き先', '    next: story', '    next: story.', '行き先は「項目の名前」か', 0],
    ['ずれた字下げ', '    kind: say', '   kind: say', '字下げ・引用符・コロンのあとの空白', 0],
    ['タブの字下げ', '    kind: say', '\tkind: say', '字下げにタブは使えません', 0],
    ['閉じない引用符', 'en: Front door', 'en: "Front door', '字下げ・引用符', null],
    ['二度書いた項目', 'start: hello', 'start: hello\nstart: hello', '同じ名前の項目が二度', 1],
    ['囲んでいない「*」', 'ja: 入口', 'ja: *入口', '「*」で始まる文は', 0],
    ['UTF-8でない保存', 'ja: 入口', 'ja: \uFFFD\uFFFD', '文字コードがUTF-8ではありません', 0],
  ] as const)('%sは、行の番号と日本語で知らされる', (_, from, to, said, down) => {
    const { faults, file, line } = saidOf(START, from, to, down ?? 0)
    expect(faults).toContainEqual({
      file,
      line: down === null ? expect.any(Number) : line,
      message: expect.stringContaining(said),
    })
    expect(faults.every(({ line: at, message }) => at > 0 && /[ぁ-ん]/.test(message))).toBe(true)
  })

  test('一つの書きまちがいが、たくさんの誤りに見えない', () => {
    expect(saidOf(START, '    next: story', '    next: stori').faults).toHaveLength(1)
    expect(saidOf(START, '    kind: say', '    kind: tell').faults).toHaveLength(1)
  })
})

describe('自動で入る { }', () => {
  const fault = shippedText(PHRASES).indexOf('\n  fault:')
  /** The first place after `fault:` that reads so, changed. */
  function inFault(from: string, to: string) {
    const before = shippedText(PHRASES)
    const at = before.indexOf(from, fault)
    const text = before.slice(0, at) + to + before.slice(at + from.length)
    return faultsWithFiles({ [PHRASES]: text })
  }
  const lineOfLang = (lang: string) => {
    const text = shippedText(PHRASES)
    return text.slice(0, text.indexOf(`\n    ${lang}: `, fault) + 1).split('\n').length
  }

  test.each([
    ['消した名前', 'ja', '（{phone}）', '', ['「{phone}」がありません']],
    [
      'つづりをまちがえた名前',
      'ja',
      '{phone}',
      '{fone}',
      ['「{fone}」には何も入りません', '「{phone}」がありません'],
    ],
    ['ほかの文の名前', 'ja', '{phone}', '{phone}{hours}', ['「{hours}」には何も入りません']],
    [
      '全角のかっこ',
      'ja',
      '{phone}',
      '｛phone｝',
      ['「｛phone｝」には何も入りません', '「{phone}」がありません'],
    ],
    [
      'すきまのある名前',
      'ja',
      '{phone}',
      '{ phone }',
      ['「{ phone }」には何も入りません', '「{phone}」がありません'],
    ],
    ['閉じないかっこ', 'ja', '{phone}', '{phone} {', ['「{」が閉じていない']],
    ['英語だけ消した名前', 'en', ': {phone}', '', ['「{phone}」がありません']],
  ])('%sは、その言葉の行で知らされる', (_, lang, from, to, said) => {
    expect(inFault(from, to)).toEqual(
      said.map((part) => ({ file: PHRASES, line: lineOfLang(lang), message: expect.stringContaining(part) })),
    )
  })

  test('流れの文に入るのは区の名前だけ', () => {
    const { faults, line } = saidOf(START, 'ja: 入口', 'ja: "{phone}の入口"')
    expect(faults).toEqual([
      {
        file: START,
        line,
        message: expect.stringContaining('「title」の文（ja）: 「{phone}」には何も入りません'),
      },
    ])
  })

  test('区の名前は、一つの言葉に入れたらどの言葉にも入れる', () => {
    const { faults } = saidOf(START, '{ja: 入口'.slice(1), 'ja: "{ward}の入口"')
    expect(faults.map(({ message }) => message)).toEqual(
      ['easy', 'en'].map((lang) => `「title」の文（${lang}）: 「{ward}」がありません。書き足してください。`),
    )
  })
})

describe('職員が埋める { }', () => {
  const CANNED = 'flows/canned.yaml'
  test.each([
    ['一つの言葉だけにない', 'around {日時}', 'around then', 'そろっていません（日本語: {日時}、en: なし）'],
    ['名前がちがう', 'around {日時}', 'around {いつ}', 'そろっていません（日本語: {日時}、en: {いつ}）'],
    ['英語の名前', 'around {日時}', 'around {time}', '「{time}」には何も入りません'],
    ['閉じない', 'around {日時}', 'around {日時', '「{」が閉じていない'],
  ])('%sものは、その行で知らされる', (_, from, to, said) => {
    const { faults, line } = saidOf(CANNED, from, to)
    expect(faults).toContainEqual({
      file: CANNED,
      line: expect.any(Number),
      message: expect.stringContaining(said),
    })
    expect(Math.abs((faults[0]?.line ?? 0) - line)).toBeLessThan(3)
  })
})

describe('意図の書きまちがい', () => {
  test.each([
    ['知らない困りごと', '- id: legal.dv', '- id: legal.dvv', '「legal.dvv」は使えません'],
    ['ほかの分野の困りごと', '- id: legal.dv', '- id: ageing.care', '分野「legal」のファイルには書けません'],
    ['知らない分野', 'area: legal', 'area: law', '「law」は使えません'],
    [
      'つづりのちがう例文の項目',
      '    examples:\n',
      '    examples:\n      - { txt: 殴られた }\n',
      '知らない項目「intents → 1番目 → examples → 1番目 → txt」',
    ],
    ['例文の項目のつづり', '    examples:\n', '    exampls:\n', '知らない項目「intents → 1番目 → exampls」'],
  ])('%sは断られる', (_, from, to, said) => {
    const { faults, file, line } = saidOf(LEGAL, from, to, to.includes('txt') ? 1 : 0)
    expect(faults).toContainEqual({ file, line, message: expect.stringContaining(said) })
  })

  test('同じ意図は二度書けない', () => {
    const text = shippedText(LEGAL)
    const start = text.indexOf('  - id: legal.dv')
    const end = text.indexOf('\n  - id: ', start)
    const block = text.slice(start, end < 0 ? undefined : end).trimEnd()
    const twice = `${text.trimEnd()}\n${block}\n`
    const line = text.trimEnd().split('\n').length + 1
    expect(faultsWithFiles({ [LEGAL]: twice })).toEqual([
      { file: LEGAL, line, message: '「legal.dv」が二度書かれています。' },
    ])
  })
})

describe('消してしまったファイル', () => {
  test.each([
    [PHRASES],
    ['flows/danger.yaml'],
    ['intents/housing.yaml'],
    ['intents/danger/self-harm.yaml'],
    ['intents/danger/harmless.yaml'],
    ['wards/mihon/points.csv'],
    ['wards/mihon/ward.yaml'],
    ['wards/hotlines.csv'],
    ['wards/neighbours.csv'],
  ])('%s', (file) => {
    expect(faultsWithFiles({ [file]: null })).toContainEqual({
      file,
      line: 0,
      message: 'このファイルがありません。消してしまったときは、元に戻してください。',
    })
  })

  test('最初の流れ', () => {
    expect(faultsWithFiles({ [START]: null })).toContainEqual({
      file: START,
      line: 0,
      message: '最初の項目「start.hello」がありません。',
    })
  })

  test('区のフォルダーが一つもない', () => {
    const names = ['ward.yaml', 'points.csv', 'resources.csv', 'catchments.csv', 'towns.csv', 'hotlines.csv']
    const gone = Object.fromEntries(names.map((name) => [`wards/mihon/${name}`, null]))
    expect(faultsWithFiles(gone)).toEqual([
      { file: 'wards', line: 0, message: expect.stringContaining('区のフォルダーが一つもありません') },
    ])
  })
})

test('区のフォルダーと ward.yaml の id がちがえば断られる', () => {
  const { faults, file, line } = saidOf('wards/mihon/ward.yaml', 'id: mihon', 'id: mihom')
  expect(faults).toContainEqual({
    file,
    line,
    message: 'id が「mihom」ですが、フォルダーは「mihon」です。',
  })
})
