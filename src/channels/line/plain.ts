import type { messagingApi } from '@line/bot-sdk'
import { split } from './cut.ts'

const MOST_TEXT = 5_000
const MOST_MESSAGES = 5

/** Every text inside a Flex container, in reading order. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  const node = value as { type?: unknown; text?: unknown; action?: { type?: unknown; label?: unknown } }
  // What a button asks for can be typed.
  if (node.type === 'button' && node.action?.type === 'postback') return [`・${String(node.action.label)}`]
  if (node.type === 'text') return typeof node.text === 'string' ? [node.text] : []
  return Object.values(value).flatMap(textsIn)
}

/** The same words as bare text, for when LINE refused the objects: no Flex, no buttons, no sender. */
export function plainLine(messages: readonly object[]): messagingApi.TextMessage[] {
  const words = (messages as readonly messagingApi.Message[]).map((message) =>
    message.type === 'text'
      ? message.text
      : message.type === 'flex'
        ? textsIn(message.contents).join('\n')
        : '',
  )
  return split(words.filter((text) => text !== '').join('\n\n'), MOST_TEXT)
    .slice(0, MOST_MESSAGES)
    .map((text) => ({ type: 'text', text }))
}
