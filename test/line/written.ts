import { lineKeys } from '../../src/channels/line/keys.ts'
import { plainLine } from '../../src/channels/line/plain.ts'
import { postback } from '../../src/channels/line/postback.ts'
import { type LineMessage, writeLine } from '../../src/channels/line/write.ts'
import type { Outbound } from '../../src/triage/message.ts'
import { message, PHRASES } from './samples.ts'

const buttons = postback(lineKeys('a secret of the tests'))
export const write = (...messages: readonly Outbound[]) =>
  writeLine(messages, { dataOf: (choice) => buttons.write('line-somebody', choice), phrases: PHRASES })
const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
export const graphemes = (text: string) => [...segmenter.segment(text)].length

export const FAMILY = '👨‍👩‍👧‍👦'
export const letters = (n: number) => '字'.repeat(n)
export const choice = (label: string, i = 0) => ({ id: `1.start.story:c${i}`, label })
export const choices = (n: number) => Array.from({ length: n }, (_, i) => choice(`こたえ${i}番目`, i))
export const asking = (n: number, more: Partial<Outbound> = {}): Outbound => ({
  ...message('どれですか'),
  choices: choices(n),
  ...more,
})
export const linked = (url: string, label = '開く', text = 'ご案内'): Outbound => ({
  ...message(text),
  link: { label, url },
})
export const url = (n: number) => `https://example.jp/${'a'.repeat(n - 'https://example.jp/'.length)}`
/** A choice's id whose button data is that long, as near as base64 comes. */
export const idFor = (data: number) => {
  let id = '1.a.b:'
  while ((buttons.write('line-somebody', `${id}c`)?.length ?? 999) <= data) id += 'c'
  return id
}

export type Requests = LineMessage[][]
export const objects = (sent: Requests) => sent.flat()
export const bubbles = (sent: Requests) =>
  objects(sent).flatMap((one) =>
    one.type !== 'flex' ? [] : one.contents.type === 'carousel' ? [one.contents.contents.length] : [1],
  )
export const quick = (sent: Requests) => objects(sent).at(-1)?.quickReply?.items ?? []
export const actionOf = (sent: Requests) =>
  quick(sent)[0]?.action as { label: string; displayText: string } | undefined
export const uris = (sent: Requests) => [
  ...JSON.stringify(sent).matchAll(/"label":"([^"]*)","uri":"([^"]*)"/g),
]
export const everything = (sent: Requests) =>
  sent
    .flatMap((request) => plainLine(request))
    .map(({ text }) => text)
    .join('\n')
