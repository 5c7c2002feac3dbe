import type { Guide } from './guide.ts'
import type { Read } from './read-answer.ts'
import { readTicket } from './ticket.ts'

/**
 * Whether the message is a ticket and nothing else (「さくらい」): not an answer to what was asked, no town
 * (「つきしま」), and without a word of any need. Judged by its letters alone, so that the reply never tells
 * whether such a ticket exists.
 */
export function isTicketAlone(guide: Guide, read: Read, text: string, recent: readonly string[]): boolean {
  if (readTicket(text) === null) return false
  if (read.kind === 'answer' && read.answer.kind !== 'said') return false
  if (read.kind === 'phatic' || read.kind === 'why') return false
  if (guide.desk.readAddress(text).kind !== 'unknown') return false
  const { keywords, members, danger } = guide.understand(text, recent)
  return keywords.length === 0 && members.length === 0 && danger.danger === 'none'
}
