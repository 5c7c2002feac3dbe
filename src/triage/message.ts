import type { Reply, ReplyChoice } from './conversation.ts'

/** One message of a conversation as every channel and the staff see it (`contract.md`, Message). */
export interface Message extends Omit<Reply, 'from'> {
  readonly id: string
  /** ISO 8601, +09:00. */
  readonly at: string
  readonly from: 'bot' | 'staff' | 'resident' | 'system'
}

/** A message and, beside what it says, a page to open or something to ask for. */
export interface Outbound extends Message {
  readonly link?: { readonly label: string; readonly url: string }
  /** A button that stays under the words, for as long as they stand there. */
  readonly ask?: ReplyChoice
}

const TOKYO_MS = 9 * 3_600_000

/** Epoch ms as ISO 8601 in Asia/Tokyo. */
export function tokyoIso(at: number): string {
  return `${new Date(at + TOKYO_MS).toISOString().slice(0, -1)}+09:00`
}

/** A reply as the message it becomes. `at` is epoch ms. */
export function messageOf(reply: Reply, id: string, at: number): Message {
  return { id, at: tokyoIso(at), ...reply }
}
