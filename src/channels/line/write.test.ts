import { expect, test } from 'vitest'
import { message, PHRASES, point } from '../../../test/line/samples.ts'
import type { Message } from '../../triage/message.ts'
import { writeLine } from './write.ts'

const write = (messages: readonly Message[]) =>
  writeLine(messages, { dataOf: (choice) => `1${choice}`, phrases: PHRASES })
const only = (messages: readonly Message[]) => write(messages).flat()

test('a question is one text with its choices numbered, buttons below, and the bot by name', () => {
  expect(
    only([
      {
        ...message('だれのことですか'),
        choices: [
          { id: '1.a.b:self', label: '自分' },
          { id: '1.a.b:~unsure', label: 'わからない' },
        ],
      },
    ]),
  ).toEqual([
    {
      type: 'text',
      text: 'だれのことですか\n\n1. 自分\n2. わからない',
      sender: { name: 'まどぐち（自動応答）' },
      quickReply: {
        items: [
          {
            type: 'action',
            action: { type: 'postback', label: '自分', data: '11.a.b:self', displayText: '自分' },
          },
          {
            type: 'action',
            action: {
              type: 'postback',
              label: 'わからない',
              data: '11.a.b:~unsure',
              displayText: 'わからない',
            },
          },
        ],
      },
    },
  ])
})

test('a word valid at any moment has no number, for a number typed then would mean something else', () => {
  const [card] = only([{ ...message('x'), choices: [{ id: '!person', label: '人と話す' }] }])
  expect(card).toMatchObject({ text: 'x\n\n・人と話す' })
})

test('a question for a place offers the map first', () => {
  const [asked] = only([
    { ...message('どこですか'), wants: 'place', choices: [{ id: '1.a.b:~declined', label: '答えたくない' }] },
  ])
  expect(asked?.quickReply?.items?.map((item) => item.action?.type)).toEqual(['location', 'postback'])
})

test('a danger text opens neutrally, under a neutral name', () => {
  const [card] = only([
    { ...message('つらいなかで書いてくださったのですね。'), from: 'system', danger: 'emergency' },
  ])
  expect(card).toMatchObject({ sender: { name: '安全のご案内' } })
  expect(JSON.stringify(card)).toContain('"text":"ご案内があります\\n\\nつらい')
})

test('a point is a bubble: responsible, hours, a call, what to say, and that the ward has not confirmed it', () => {
  const [, bubble] = only([{ ...message('こちらです'), points: [point] }])
  expect(bubble).toMatchObject({ type: 'flex', altText: 'ご案内があります' })
  const shown = JSON.stringify(bubble)
  for (const part of [
    '担当',
    point.name,
    '今開いています（17:00まで）',
    'tel:0300000101',
    '電話する 03-0000-0101',
    '「母の物忘れ',
    '出典：みほん区くらしのガイド（2026-04-01）・区の確認はまだです',
  ])
    expect(shown).toContain(part)
})

test('a confirmed point does not say 区の確認はまだです, and one without a date shows no empty brackets', () => {
  const shown = JSON.stringify(
    only([
      {
        ...message('x'),
        points: [{ ...point, confirmed: '2026-05-01', source: { name: '区報', url: null, date: null } }],
      },
    ]),
  )
  expect(shown).not.toContain('まだです')
  expect(shown).toContain('"出典：区報"')
})

test('#7119 and what is no number are shown, and not offered as a call', () => {
  for (const phone of ['#7119', '代表へ']) {
    const shown = JSON.stringify(only([{ ...message('x'), points: [{ ...point, phone }] }]))
    expect(shown).toContain(phone)
    expect(shown).not.toContain('tel:')
  }
})

test('eight bubbles of one speaker become five without losing a word', () => {
  const objects = only([
    ...Array.from({ length: 6 }, (_, i) => message(`文${i}`)),
    { ...message('こちらです'), points: [point] },
  ])
  expect(objects.length).toBeLessThanOrEqual(5)
  for (let i = 0; i < 6; i++) expect(JSON.stringify(objects)).toContain(`文${i}`)
  expect(objects.at(-1)?.type).toBe('flex')
})

test('what the resident wrote is not sent back', () => {
  expect(write([{ ...message('私の言葉'), from: 'resident' }])).toEqual([])
})
