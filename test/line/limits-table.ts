import type { Outbound } from '../../src/triage/message.ts'
import { message, point } from './samples.ts'
import {
  actionOf,
  asking,
  bubbles,
  choice,
  choices,
  FAMILY,
  graphemes,
  idFor,
  letters,
  linked,
  objects,
  quick,
  type Requests,
  uris,
  url,
} from './written.ts'

interface Row {
  readonly limit: string
  readonly most: number
  /** Content of that measure. */
  readonly of: (n: number) => readonly Outbound[]
  /** What goes out, at the limit and one past it. */
  readonly goes: (sent: Requests) => unknown
  readonly at: unknown
  readonly past: unknown
  /** Every one of these is still said, at the limit and past it. */
  readonly said?: (n: number) => readonly string[]
}

export const TABLE: readonly Row[] = [
  {
    limit: 'text, UTF-16 units',
    most: 5_000,
    of: (n) => [message(letters(n))],
    goes: (sent) => objects(sent).map((one) => (one.type === 'text' ? one.text.length : 0)),
    at: [5_000],
    past: [5_000, 1],
  },
  {
    limit: 'text of graphemes of 11 units: none is cut',
    most: 454,
    of: (n) => [message(FAMILY.repeat(n))],
    goes: (sent) => objects(sent).map((one) => (one.type === 'text' ? graphemes(one.text) : 0)),
    at: [454],
    past: [454, 1],
  },
  {
    limit: 'messages of a request, short ones: joined',
    most: 5,
    of: (n) => Array.from({ length: n }, (_, i) => message(`ことば${i}`)),
    goes: (sent) => sent.map((request) => request.length),
    at: [5],
    past: [5],
    said: (n) => Array.from({ length: n }, (_, i) => `ことば${i}`),
  },
  {
    limit: 'messages of a request, long ones: a second request',
    most: 5,
    of: (n) => Array.from({ length: n }, (_, i) => message(`${i}${letters(4_000)}`)),
    goes: (sent) => sent.map((request) => request.length),
    at: [5],
    past: [5, 1],
    said: (n) => Array.from({ length: n }, (_, i) => `${i}字`),
  },
  {
    limit: 'quick replies',
    most: 13,
    of: (n) => [asking(n)],
    goes: (sent) => [quick(sent).length, bubbles(sent)],
    at: [13, []],
    past: [13, [2]],
    said: (n) => choices(n).map(({ label }, i) => `${i + 1}. ${label}`),
  },
  {
    limit: 'quick replies beside the map button',
    most: 12,
    of: (n) => [asking(n, { wants: 'place' })],
    goes: (sent) => [quick(sent).length, bubbles(sent)],
    at: [13, []],
    past: [13, [2]],
    said: (n) => choices(n).map(({ label }, i) => `${i + 1}. ${label}`),
  },
  {
    limit: 'quick replies beside a date picker',
    most: 12,
    of: (n) => [asking(n, { wants: 'date' })],
    goes: (sent) => [quick(sent).length, quick(sent)[0]?.action?.type],
    at: [13, 'datetimepicker'],
    past: [13, 'datetimepicker'],
    said: (n) => choices(n).map(({ label }, i) => `${i + 1}. ${label}`),
  },
  {
    limit: 'label of a quick reply, graphemes: shortened, whole in the text',
    most: 20,
    of: (n) => [{ ...message('どれ'), choices: [choice(FAMILY.repeat(n - 12) + letters(12))] }],
    goes: (sent) => [graphemes(actionOf(sent)?.label ?? ''), actionOf(sent)?.label.endsWith('…')],
    at: [20, false],
    past: [20, true],
    said: (n) => [FAMILY.repeat(n - 12) + letters(12)],
  },
  {
    limit: 'displayText, graphemes: ours ends at 100',
    most: 300,
    of: (n) => [{ ...message('どれ'), choices: [choice(letters(n))] }],
    goes: (sent) => graphemes(actionOf(sent)?.displayText ?? ''),
    at: 100,
    past: 100,
    said: (n) => [letters(n)],
  },
  {
    limit: 'postback data: what needs more is typed instead',
    most: 300,
    of: (n) => [
      {
        ...message('どれ'),
        choices: [{ id: idFor(300) + 'c'.repeat(n - 300), label: 'ながい' }, choice('みじかい', 1)],
      },
    ],
    goes: (sent) => quick(sent).length,
    at: 2,
    past: 1,
    said: () => ['1. ながい', '2. みじかい'],
  },
  {
    limit: 'label of a Flex button, graphemes',
    most: 40,
    of: (n) => [linked(url(30), letters(n))],
    goes: (sent) => [graphemes(uris(sent)[0]?.[1] ?? ''), uris(sent)[0]?.[1]?.endsWith('…')],
    at: [40, false],
    past: [40, true],
    said: () => ['ご案内'],
  },
  {
    limit: 'uri: a longer one stands in the text',
    most: 1_000,
    of: (n) => [linked(url(n))],
    goes: (sent) => [uris(sent).length, objects(sent).map(({ type }) => type)],
    at: [1, ['flex']],
    past: [0, ['text']],
    said: () => ['ご案内'],
  },
  {
    limit: 'words in a bubble with a link, ours: longer ones stand before it',
    most: 1_000,
    of: (n) => [linked(url(30), '開く', letters(n))],
    goes: (sent) => objects(sent).map(({ type }) => type),
    at: ['flex'],
    past: ['text', 'flex'],
    said: (n) => [letters(n)],
  },
  {
    limit: 'bubbles of a carousel',
    most: 12,
    of: (n) => [
      {
        ...message('窓口です'),
        points: Array.from({ length: n }, (_, i) => ({ ...point, name: `窓口${i}` })),
      },
    ],
    goes: bubbles,
    at: [12],
    past: [12, 1],
    said: (n) => Array.from({ length: n }, (_, i) => `窓口${i}`),
  },
  {
    limit: 'rows of a page of choices, ours',
    most: 20,
    of: (n) => [asking(n)],
    goes: bubbles,
    at: [2],
    past: [3],
    said: (n) => choices(n).map(({ label }, i) => `${i + 1}. ${label}`),
  },
  {
    limit: 'choices on pages: the rest stand in the text',
    most: 120,
    of: (n) => [asking(n)],
    goes: bubbles,
    at: [12],
    past: [12],
    said: (n) => choices(n).map(({ label }, i) => `${i + 1}. ${label}`),
  },
  {
    limit: 'lines of a point to read out, ours: 「…」 for the rest',
    most: 8,
    of: (n) => [
      {
        ...message('窓口です'),
        points: [{ ...point, script: Array.from({ length: n }, (_, i) => `行${i}`) }],
      },
    ],
    goes: (sent) => [JSON.stringify(sent).match(/「行\d+」/g)?.length, /"…"/.test(JSON.stringify(sent))],
    at: [8, false],
    past: [7, true],
  },
  {
    limit: 'lines of the card, ours: 「…」 for the rest',
    most: 10,
    of: (n) => [
      {
        ...message('x'),
        card: {
          ticket: 'さくらい',
          lines: Array.from({ length: n }, (_, i) => `行${i}`),
          bring: [],
          point: 'p',
        },
      },
    ],
    goes: (sent) => [JSON.stringify(sent).match(/行\d+/g)?.length, /"…"/.test(JSON.stringify(sent))],
    at: [10, false],
    past: [9, true],
  },
]
