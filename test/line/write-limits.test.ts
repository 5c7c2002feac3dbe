import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { plainLine } from '../../src/channels/line/plain.ts'
import { postback } from '../../src/channels/line/postback.ts'
import { writeLine } from '../../src/channels/line/write.ts'
import type { ConsultationPoint } from '../../src/directory/consultation-point.ts'
import type { Message } from '../../src/triage/message.ts'
import { faultsOf } from './line-limits.ts'
import { message, PHRASES, point } from './samples.ts'

const buttons = postback(lineKeys('a secret of the tests'))
const write = (messages: readonly Message[]) =>
  writeLine(messages, { dataOf: (choice) => buttons.write('line-somebody', choice), phrases: PHRASES })
const faultsIn = (messages: readonly Message[]) => write(messages).flatMap(faultsOf)

// Families, flags, combining marks, right-to-left, control characters, surrogate halves, nothing at all.
const odd = fc.constantFrom(
  '👨‍👩‍👧‍👦',
  '🏴‍☠️',
  'が',
  'שלום',
  'क्षि',
  '\u0000',
  '\ud83d',
  '\n',
  ' ',
  '$',
  '{x}',
  `e${'́'.repeat(40)}`,
)
const words = (most: number) =>
  fc.oneof(
    fc.string({ maxLength: most, unit: 'binary' }),
    fc.array(odd, { maxLength: most }).map((parts) => parts.join('')),
    fc.tuple(odd, fc.integer({ min: 0, max: most })).map(([part, times]) => part.repeat(times)),
  )
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const anyPoint: fc.Arbitrary<ConsultationPoint> = fc
  .record({
    name: words(400),
    why: words(400),
    phone: maybe(fc.oneof(words(30), fc.constantFrom('#7119', '110', '03-3543-0211', '0120-0-78310'))),
    address: maybe(words(300)),
    notice: maybe(words(2_000)),
    bring: fc.array(words(300), { maxLength: 20 }),
    script: fc.array(words(300), { maxLength: 20 }),
    confirmed: maybe(fc.constant('2026-04-01')),
    hours: fc.record({
      text: words(400),
      open: maybe(fc.boolean()),
      until: fc.constant(null),
      next_open: fc.constant(null),
    }),
    source: fc.record({ name: words(300), url: fc.constant(null), date: maybe(words(20)) }),
    basis: fc.constantFrom(
      'catchment' as const,
      'wardwide' as const,
      'distance' as const,
      'national' as const,
    ),
  })
  .map((part) => ({ ...point, ...part }))
const anyMessage: fc.Arbitrary<Message> = fc
  .record(
    {
      from: fc.constantFrom('bot' as const, 'system' as const, 'staff' as const, 'resident' as const),
      lang: fc.constantFrom('ja' as const, 'easy' as const, 'en' as const, 'ne' as const),
      text: words(6_000),
      choices: fc.array(fc.record({ id: words(300), label: words(60) }), { maxLength: 60 }),
      points: fc.array(anyPoint, { maxLength: 16 }),
      card: fc.record({
        ticket: words(40),
        lines: fc.array(words(300), { maxLength: 20 }),
        bring: fc.array(words(300), { maxLength: 20 }),
        point: words(20),
      }),
      danger: fc.constantFrom('none' as const, 'concern' as const, 'emergency' as const),
      wants: fc.constant('place' as const),
    },
    { requiredKeys: ['from', 'lang', 'text'] },
  )
  .map((part) => ({ ...message('x'), ...part }))

describe('what is written to LINE', () => {
  test('LINE would take every request, whatever the content', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { minLength: 1, maxLength: 8 }), (messages) => {
        expect(faultsIn(messages)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('the plain words that stand in for refused objects are valid as well', () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { minLength: 1, maxLength: 4 }), (messages) => {
        for (const request of write(messages)) {
          const plain = plainLine(request)
          if (plain.length > 0) expect(faultsOf(plain)).toEqual([])
        }
      }),
      { numRuns: 50 },
    )
  })

  test('no grapheme of a long text is cut and none is lost', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('👨‍👩‍👧‍👦', '🏴‍☠️', 'が', '漢'),
        fc.integer({ min: 4_000, max: 9_000 }),
        (sign, times) => {
          const parts = write([message(sign.repeat(times))]).flat()
          expect(parts.map((part) => (part.type === 'text' ? part.text : '')).join('')).toBe(
            sign.repeat(times),
          )
          for (const part of parts) if (part.type === 'text') expect(part.text.length % sign.length).toBe(0)
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe.each([
  ['a text', 5_000, (n: number) => write([message('字'.repeat(n))]).flat().length, 1, 2],
  [
    'the messages of a request',
    5,
    (n: number) => write(Array.from({ length: n }, () => message('字'.repeat(4_000))))[0]?.length,
    5,
    5,
  ],
  [
    'requests',
    5,
    (n: number) => write(Array.from({ length: n }, () => message('字'.repeat(4_000)))).length,
    1,
    2,
  ],
  ['quick replies', 13, (n: number) => quick(n).length, 13, 13],
  [
    'bubbles of a carousel',
    12,
    (n: number) => write([{ ...message('x'), points: Array(n).fill(point) }]).flat().length,
    2,
    3,
  ],
] as const)('%s, at the limit of %i and one past it', (_name, limit, count, at, past) => {
  test('stays within what LINE takes', () => {
    expect(count(limit)).toBe(at)
    expect(count(limit + 1)).toBe(past)
  })
})

const choicesOf = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ id: `1.start.story:c${i}`, label: `こたえ${i}` }))
const quick = (n: number) =>
  write([{ ...message('どれですか'), choices: choicesOf(n) }])
    .flat()
    .at(-1)?.quickReply?.items ?? []

test('the fullest point and the longest choices stay below 30 KB a bubble', () => {
  const full = '漢'.repeat(3_000)
  const lines = Array<string>(30).fill(full)
  const points = Array(12).fill({
    ...point,
    name: full,
    why: full,
    phone: '0120-0-78310',
    address: full,
    notice: full,
    bring: lines,
    script: lines,
    hours: { ...point.hours, text: full },
    source: { name: full, url: null, date: full },
  })
  const choices = Array.from({ length: 60 }, (_, i) => ({
    id: `1.start.story:${'x'.repeat(150)}${i}`,
    label: full,
  }))
  const requests = write([{ ...message(full), points, choices }])
  expect(requests.flatMap(faultsOf)).toEqual([])
})

test('a label of 20 graphemes stays whole and one of 21 ends in 「…」 with no grapheme cut', () => {
  const labelOf = (label: string) =>
    write([{ ...message('x'), choices: [{ id: '1.a.b:c', label }] }])
      .flat()
      .at(-1)?.quickReply?.items?.[0]?.action?.label
  expect(labelOf('👨‍👩‍👧‍👦'.repeat(10) + '字'.repeat(10))).toBe('👨‍👩‍👧‍👦'.repeat(10) + '字'.repeat(10))
  expect(labelOf('字'.repeat(20))).toBe('字'.repeat(20))
  expect(labelOf(`${'字'.repeat(20)}👨‍👩‍👧‍👦`)).toBe(`${'字'.repeat(19)}…`)
})

test('14 choices: the ways out keep their buttons, every choice stands numbered in the text and on a page', () => {
  const choices = [...choicesOf(14), { id: '1.start.story:~unsure', label: 'わからない' }]
  const [request] = write([{ ...message('どれですか'), choices }])
  const labels = request?.at(-1)?.quickReply?.items?.map((item) => item.action?.label)
  expect(labels).toHaveLength(13)
  expect(labels).toContain('わからない')
  expect(request?.[0]).toMatchObject({ type: 'text' })
  expect(JSON.stringify(request?.[0])).toContain('15. わからない')
  expect(JSON.stringify(request?.[1])).toContain('14. こたえ13')
})

test('a staff text with braces and dollars goes out literally, as plain text', () => {
  const [request] = write([{ ...message('{name} さん、$1 を https://example.jp へ'), from: 'staff' }])
  expect(request).toEqual([
    { type: 'text', text: '{name} さん、$1 を https://example.jp へ', sender: { name: '区の職員' } },
  ])
})
