import * as z from 'zod'
import { withoutPersonal } from '../../text/personal.ts'
import type { Inbound, InboundContent } from '../../triage/conversation.ts'

const LONGEST = 20_000

/** `POST /api/chat/messages`: one of text, choice or location, under an id the client chose. */
export const chatMessage = z
  .object({
    id: z.string().min(1).max(100),
    text: z.string().max(LONGEST).optional(),
    choice: z.string().min(1).max(300).optional(),
    location: z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }).optional(),
  })
  .refine(
    ({ text, choice, location }) =>
      [text, choice, location].filter((part) => part !== undefined).length === 1,
    { error: 'exactly one of text, choice and location' },
  )
export type ChatMessage = z.infer<typeof chatMessage>

function contentOf(message: ChatMessage): InboundContent {
  if (message.choice !== undefined) return { kind: 'tap', choice: message.choice }
  if (message.location !== undefined) return { kind: 'location', ...message.location }
  // Nobody here may know these two, not even on our own page.
  const { text, left } = withoutPersonal(message.text ?? '', ['my-number', 'card'])
  return left.length > 0 ? { kind: 'text', text, left } : { kind: 'text', text }
}

/** Web chat's wire format to an inbound. `at` is epoch ms. */
export function readChatMessage(message: ChatMessage, conversation: string, at: number): Inbound {
  return { id: message.id, conversation, channel: 'web', at, content: contentOf(message) }
}
