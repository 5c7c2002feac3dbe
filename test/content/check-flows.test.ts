import { describe, expect, test } from 'vitest'
import { checkFlows, type FlowSource } from '../../src/content/check-flows.ts'
import type { Fault } from '../../src/content/fault.ts'
import { flow } from '../../src/content/flow.ts'
import { readYaml } from '../../src/content/yaml-file.ts'

const RULES = { conditions: new Set(['lives-elsewhere']), known: new Set(['speaker']) }

const START = `id: start
title: { ja: 入口, easy: はじめ, en: Door }
serves: [other.unknown]
start: hello
nodes:
  - id: hello
    kind: say
    text: { ja: こんにちは, easy: こんにちは, en: Hello }
    next: ask
  - id: ask
    kind: choice
    text: { ja: どちらですか, easy: どちらですか, en: Which }
    choices:
      - id: one
        label: { ja: 介護, easy: かいご, en: Care }
        next: care.first
      - id: two
        label: { ja: 役所, easy: やくしょ, en: Office }
    next: bye
  - id: bye
    kind: end
    text: { ja: またどうぞ, easy: また きてください, en: Bye }
`
const CARE = `id: care
title: { ja: 介護, easy: かいご, en: Care }
serves: ["ageing.*"]
start: first
nodes:
  - id: first
    kind: say
    text: { ja: 介護ですね, easy: かいごですね, en: Care }
    next: start.bye
`

function sourceOf(file: string, text: string): FlowSource {
  const { value, faults, lineOf } = readYaml(file, text, flow)
  if (!value) throw new Error(faults.map(({ message }) => message).join('\n'))
  return { file, flow: value, lineOf }
}

/** What the check says of these two flows. */
function faultsOf(start: string, care = CARE): readonly Fault[] {
  return checkFlows([sourceOf('flows/start.yaml', start), sourceOf('flows/care.yaml', care)], RULES)
}

/** The line on which this text stands, the last one when it stands on several. */
const lineWith = (text: string, part: string) =>
  text.split('\n').findLastIndex((row) => row.includes(part)) + 1

test('正しい流れには、何も言わない', () => {
  expect(faultsOf(START)).toEqual([])
})

describe('行き先', () => {
  test.each([
    ['next', 'next: ask', 'next: asc', '「hello」の行き先「start.asc」がありません'],
    ['選択肢', 'next: care.first', 'next: care.fist', '「ask」の行き先「care.fist」がありません'],
    ['unsure', 'next: bye\n', 'next: bye\n    unsure: help\n', '「ask」の行き先「start.help」がありません'],
    [
      'jump',
      'kind: end',
      'kind: jump\n    to: start.nowhere',
      '「bye」の行き先「start.nowhere」がありません',
    ],
  ])('ない行き先は、書いた行で断られる: %s', (_, from, to, said) => {
    const text = START.replace(from, to).replace(to.includes('jump') ? /\n {4}text: \{ ja: また.*/ : '', '')
    const wrong = to.split(' ').at(-1)?.trim() ?? ''
    expect(faultsOf(text)).toEqual([
      { file: 'flows/start.yaml', line: lineWith(text, wrong), message: expect.stringContaining(said) },
    ])
  })

  test('ない行き先があるうちは、その先の項目に届かないことまでは言わない', () => {
    expect(faultsOf(START.replace('next: care.first', 'next: care.x'))).toHaveLength(1)
  })

  test('どこからもたどり着けない項目は断られる', () => {
    const text = `${START}  - id: alone\n    kind: end\n    text: { ja: 終わり, easy: おわり, en: End }\n`
    expect(faultsOf(text)).toEqual([
      {
        file: 'flows/start.yaml',
        line: lineWith(text, 'id: alone'),
        message: '「alone」には、どこからもたどり着けません。',
      },
    ])
  })

  test('どう答えても終わらない項目は断られる', () => {
    const care = `${CARE.replace('start.bye', 'more')}  - id: more
    kind: place
    text: { ja: どの町ですか, easy: どの まちですか, en: Which town }
    next: first
`
    expect(faultsOf(START, care)).toEqual(
      ['first', 'more'].map((id) => ({
        file: 'flows/care.yaml',
        line: lineWith(care, `id: ${id}`),
        message: `「${id}」からは、どう答えても終わりに着きません。`,
      })),
    )
  })

  test('何も聞かないまま回り続ける項目は断られる', () => {
    const care = CARE.replace('start.bye', 'again').concat('  - id: again\n    kind: jump\n    to: first\n')
    const said = faultsOf(START, care).filter(({ message }) => message.includes('回り続けます'))
    expect(said).toEqual(
      ['first', 'again'].map((id) => ({
        file: 'flows/care.yaml',
        line: lineWith(care, `id: ${id}`),
        message: `「${id}」は、何も聞かないまま同じところを回り続けます。`,
      })),
    )
  })

  test('質問をはさんで戻るのは、回り続けることにならない', () => {
    const text = START.replace('        label: { ja: 役所', '        next: hello\n        label: { ja: 役所')
    expect(faultsOf(text)).toEqual([])
  })

  test('最初の項目がなければ断られる', () => {
    const text = START.replaceAll('hello', 'hallo')
    expect(faultsOf(text)).toEqual([
      { file: 'flows/start.yaml', line: 0, message: '最初の項目「start.hello」がありません。' },
    ])
  })
})

describe('名前', () => {
  test.each([
    [
      '項目の名前が二度',
      START.replace('- id: bye', '- id: ask'),
      '- id: ask',
      '「ask」という名前が二度使われています',
    ],
    [
      '選択肢の名前が二度',
      START.replace('- id: two', '- id: one'),
      '- id: one',
      '選択肢の id「one」が二度使われています',
    ],
    [
      'はじまりの名前がちがう',
      START.replace('start: hello', 'start: helo'),
      'start: helo',
      'はじまりの「helo」という名前の項目が、この流れにありません',
    ],
    [
      '知らない条件',
      START.replace('    next: ask', '    when: lives-elswhere\n    next: ask'),
      'when:',
      '「lives-elswhere」という条件はありません。使えるのは: lives-elsewhere',
    ],
    [
      '知らない決まり',
      START.replace('    kind: choice', '    kind: choice\n    known: speeker'),
      'known:',
      '「speeker」という決まりはありません。使えるのは: speaker',
    ],
    [
      '知らない困りごと',
      START.replace('[other.unknown]', '\n  - other.unknown\n  - ageing.demention'),
      '- ageing.demention',
      '「ageing.demention」という困りごとはありません',
    ],
  ])('%s', (_, text, at, said) => {
    expect(faultsOf(text)).toContainEqual({
      file: 'flows/start.yaml',
      line: lineWith(text, at),
      message: expect.stringContaining(said),
    })
  })

  test('流れの id は、ファイルをまたいで一つだけ', () => {
    const care = CARE.replace('id: care', 'id: start')
    expect(faultsOf(START, care)).toContainEqual({
      file: 'flows/care.yaml',
      line: 1,
      message: '流れの id「start」は別のファイルでも使われています。',
    })
  })

  test('困りごとを受ける流れがなければ断られる', () => {
    const faults = faultsOf(START.replace('serves: [other.unknown]', 'serves: []'))
    expect(faults.map(({ message }) => message)).toContain('困りごと「legal.dv」を受ける流れがありません。')
    expect(faults.map(({ message }) => message).join()).not.toContain('ageing.')
  })
})

describe('文の長さ', () => {
  test('選択肢は20文字まで。絵文字は、いくつの符号でできていても1文字と数える', () => {
    const family = '👩‍👩‍👧‍👦'
    const fits = START.replace('ja: 介護,', `ja: ${family}${'あ'.repeat(19)},`)
    expect(faultsOf(fits)).toEqual([])
    const over = `${family}${'あ'.repeat(20)}`
    const text = START.replace('ja: 介護,', `ja: ${over},`)
    expect(faultsOf(text)).toEqual([
      {
        file: 'flows/start.yaml',
        line: lineWith(text, over),
        message: `選択肢「${over}」が長すぎます（21 文字。ボタンに入るのは 20 文字まで）。`,
      },
    ])
  })

  test('どの言葉の選択肢も数える', () => {
    const text = START.replace('en: Office', 'en: Papers of the ward office')
    expect(faultsOf(text)).toMatchObject([
      { line: lineWith(text, 'Papers'), message: expect.stringContaining('「Papers of the ward office」') },
    ])
  })

  test.each([
    ['text', 'en', START.replace('en: Hello', `en: ${'a'.repeat(301)}`), 'aaa'],
    [
      'why',
      'ja',
      START.replace(
        '    choices:',
        `    why:\n      en: Why\n      easy: なぜ\n      ja: ${'あ'.repeat(301)}\n    choices:`,
      ),
      'ああ',
    ],
  ])('%s は300字まで（%s）', (_, lang, text, at) => {
    expect(faultsOf(text)).toEqual([
      {
        file: 'flows/start.yaml',
        line: lineWith(text, at),
        message: expect.stringContaining(`の文（${lang}）が長すぎます（301 字。300 字まで）。`),
      },
    ])
  })
})
