import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf } from './line-limits.ts'
import { message, point } from './samples.ts'
import { asking, choices, everything, FAMILY, letters, objects, write } from './written.ts'

describe('F-41', () => {
  test.each([
    ['more than five messages', Array.from({ length: 9 }, (_, i) => message(`${i}`))],
    ['more than 5,000 units', [message(letters(12_000))]],
    [
      '14 options with labels of 21 graphemes',
      [{ ...message('どれ'), choices: choices(14).map((one) => ({ ...one, label: FAMILY.repeat(21) })) }],
    ],
    ['emoji only', [message('😭'.repeat(3_000))]],
    ['right to left', [message('שלום '.repeat(1_500))]],
    ['pirate flags', [message('🏴‍☠️'.repeat(2_000))]],
    ['nothing but spaces and control characters', [message(' \u0000\u200b\n'), message('あ')]],
  ])('F-41: an answer of %s is valid and cuts no grapheme', (_what, messages) => {
    const sent = write(...messages)
    expect(sent.flatMap(faultsOf)).toEqual([])
    for (const one of sent.flat())
      if (one.type === 'text') expect(one.text).not.toMatch(/^[\u200d\ufe0f]|\u200d$/)
  })

  test.each(['😭', '🏴‍☠️', 'が', FAMILY])('F-41: every %s of a long answer arrives', (sign) => {
    const told = everything(write(message(sign.repeat(2_000))))
    expect(told.replaceAll('\n', '')).toBe(sign.repeat(2_000))
  })
})

describe('F-42', () => {
  test.each([
    '{name} さん、{{ }} と $ と $1',
    'https://example.jp/?a=1&b={x}',
    '一行目\n二行目',
    `=HYPERLINK("x")`,
  ])('F-42: staff write 「%s」 and it goes out literally', (text) => {
    expect(write({ ...message(text), from: 'staff' })).toEqual([
      [{ type: 'text', text, sender: { name: '区の職員' } }],
    ])
  })

  test('F-42: 10,000 characters of staff go out whole, in parts', () => {
    const text = `${letters(4_998)}{}${letters(5_000)}`
    const sent = write({ ...message(text), from: 'staff' })
    expect(sent.flatMap(faultsOf)).toEqual([])
    expect(
      objects(sent)
        .map((one) => (one.type === 'text' ? one.text : ''))
        .join(''),
    ).toBe(text)
  })
})

describe('objects we never make', () => {
  const NEVER = ['textV2', 'sticker', 'image', 'video', 'audio', 'imagemap', 'template', 'coupon']
  const OURS = [
    'text',
    'flex',
    'bubble',
    'carousel',
    'box',
    'button',
    'action',
    'postback',
    'uri',
    'location',
    'datetimepicker',
  ]

  test('whatever the content, only texts and Flex with our own few components go out', () => {
    const any = fc.record({
      text: fc.string({ unit: 'binary', maxLength: 200 }),
      label: fc.string({ maxLength: 60 }),
    })
    fc.assert(
      fc.property(any, ({ text, label }) => {
        const sent = write({
          ...asking(20, { wants: 'place' }),
          text,
          points: [{ ...point, name: text, notice: label }],
        })
        JSON.stringify(sent, (key, value: unknown) => {
          if (key === 'type') expect(OURS).toContain(value)
          if (key === 'emojis' || key === 'substitution' || key === 'quoteToken') throw new Error(key)
          return value
        })
      }),
      { numRuns: 100 },
    )
  })

  test('no line of the channel names them', () => {
    const folder = new URL('../../src/channels/line/', import.meta.url)
    const made = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/\btype: '(\w+)'/g)])
      .map(([, type]) => type)
    for (const type of NEVER) expect(made).not.toContain(type)
    expect(made.filter((type) => !OURS.includes(String(type)))).toEqual([])
  })
})
