import type { Received } from '../../ports.ts'
import { type PersonalKind, withoutPersonal } from '../../text/personal.ts'
import type { InboundContent } from '../../triage/conversation.ts'
import { pickedOption, pickerOption } from '../../triage/read-date.ts'
import { type Fields, fieldsOf, listOf, numberOf, textOf } from './fields.ts'
import { KEYBOARD } from './postback.ts'

export interface ReadContext {
  readonly pseudonym: (lineId: string) => string
  readonly readTap: (conversation: string, data: string) => string | null
  /** What is taken out of a text at once: LINE's servers hold it, and ours need not. */
  readonly drops: readonly PersonalKind[]
  /** Towns without 丁目, where the second number is already the house. */
  readonly wholeTowns: readonly string[]
  /** Epoch ms. */
  readonly now: number
}

/** An event is either for the inbox or on record as ignored, with the reason; none is a fault. */
export type EventRead =
  | { readonly kind: 'received'; readonly received: Received }
  | {
      readonly kind: 'ignored'
      readonly id: string | null
      readonly conversation: string | null
      readonly reason: string
    }

const DAY_MS = 24 * 3_600_000
const OLDEST_MS = 7 * DAY_MS
const FUTURE_MS = 2 * 3_600_000
/** Above LINE's own limit for what a person can send. */
const LONGEST_TEXT = 20_000
const MOST_KEYWORDS = 15
const MOST_SPANS = 1_000

const MEDIA: ReadonlySet<string> = new Set(['image', 'video', 'audio', 'file'])
const isMedia = (type: string): type is 'image' | 'video' | 'audio' | 'file' => MEDIA.has(type)

/** Where something stands in a text that is no word of it. UTF-16 units. */
const spansOf = (entries: readonly unknown[]): { readonly from: number; readonly to: number }[] =>
  entries.flatMap((entry) => {
    const fields = fieldsOf({ entry }, 'entry') ?? {}
    const [from, length] = [numberOf(fields, 'index'), numberOf(fields, 'length')]
    return from !== null && length !== null && from >= 0 && length > 0 ? [{ from, to: from + length }] : []
  })

/** A text's own words: LINE writes its emoji as names in brackets, 「(hello)」, and a mention as a person's name. */
function wordsIn(message: Fields): string {
  const text = textOf(message, 'text', LONGEST_TEXT) ?? ''
  const others = spansOf([
    ...listOf(message, 'emojis').slice(0, MOST_SPANS),
    ...listOf(fieldsOf(message, 'mention') ?? {}, 'mentionees').slice(0, MOST_SPANS),
  ])
  return others
    .toSorted((a, b) => b.from - a.from)
    .reduce((rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`, text)
    .trim()
}

function messageContent(
  message: Fields,
  { drops, wholeTowns }: Pick<ReadContext, 'drops' | 'wholeTowns'>,
): InboundContent | null {
  const type = textOf(message, 'type', 40) ?? ''
  if (type === 'text') {
    const { text, left } = withoutPersonal(wordsIn(message), drops, wholeTowns)
    return left.length > 0 ? { kind: 'text', text, left } : { kind: 'text', text }
  }
  if (type === 'sticker') {
    const keywords = listOf(message, 'keywords').filter((word) => typeof word === 'string')
    const written = textOf(message, 'text', 100)
    return {
      kind: 'sticker',
      keywords: [
        ...keywords.slice(0, MOST_KEYWORDS).map((word) => word.slice(0, 100).toWellFormed()),
        written,
      ]
        .filter((word) => word !== null)
        .filter((word) => word !== ''),
    }
  }
  if (type === 'location') {
    const lat = numberOf(message, 'latitude')
    const lng = numberOf(message, 'longitude')
    if (lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180) return null
    // The title may hold words of danger; the address is not needed and is dropped here.
    const title = textOf(message, 'title', 100)
    return title ? { kind: 'location', lat, lng, text: title } : { kind: 'location', lat, lng }
  }
  return isMedia(type) ? { kind: 'media', media: type } : null
}

function tapContent(event: Fields, conversation: string, context: ReadContext): InboundContent | null {
  const post = fieldsOf(event, 'postback')
  if (!post) return null
  // A switch of the rich menu has happened on the phone already.
  if (fieldsOf(post, 'params') && textOf(fieldsOf(post, 'params') ?? {}, 'status', 60) !== null) return null
  const choice = context.readTap(conversation, textOf(post, 'data', 2_000) ?? '')
  if (choice === KEYBOARD) return null
  if (choice?.endsWith(`:${pickerOption}`)) {
    const params = fieldsOf(post, 'params') ?? {}
    const picked = pickedOption(textOf(params, 'datetime', 40) ?? textOf(params, 'date', 40) ?? '')
    if (picked === null) return { kind: 'unreadable-tap' }
    return { kind: 'tap', choice: choice.slice(0, -pickerOption.length) + picked }
  }
  return choice === null ? { kind: 'unreadable-tap' } : { kind: 'tap', choice }
}

function whatOf(
  type: string,
  event: Fields,
  conversation: string,
  context: ReadContext,
): Received['what'] | null {
  const said = (
    content: InboundContent | null,
    messageId: string | null = null,
    readToken: string | null = null,
  ): Received['what'] | null =>
    content && { kind: 'said', content, messageId, ...(readToken ? { readToken } : {}) }
  switch (type) {
    case 'message': {
      const message = fieldsOf(event, 'message')
      return (
        message &&
        said(
          messageContent(message, context),
          textOf(message, 'id', 100),
          textOf(message, 'markAsReadToken', 300),
        )
      )
    }
    case 'postback':
      return said(tapContent(event, conversation, context))
    case 'follow': {
      // Someone who comes back after blocking knows us: the present question, not the greeting.
      const back = fieldsOf(event, 'follow')?.isUnblocked === true
      return said(back ? { kind: 'command', command: 'continue' } : { kind: 'arrive' })
    }
    case 'unfollow':
      return { kind: 'left' }
    case 'unsend': {
      const messageId = textOf(fieldsOf(event, 'unsend') ?? {}, 'messageId', 100)
      return messageId ? { kind: 'unsent', messageId } : null
    }
    default:
      return null
  }
}

/** One webhook event, whatever it holds. Reads only the fields it knows; never throws for what it does not. */
export function readEvent(raw: unknown, context: ReadContext): EventRead {
  const event = fieldsOf({ event: raw }, 'event')
  if (!event) return { kind: 'ignored', id: null, conversation: null, reason: 'not-an-object' }
  const id = textOf(event, 'webhookEventId', 200) || null
  const source = fieldsOf(event, 'source') ?? {}
  const place = textOf(source, 'type', 40)
  const to = textOf(source, place === 'group' ? 'groupId' : place === 'room' ? 'roomId' : 'userId', 100)
  const conversation = to ? context.pseudonym(to) : null
  const ignored = (reason: string): EventRead => ({ kind: 'ignored', id, conversation, reason })

  const type = textOf(event, 'type', 60)
  if (!id) return ignored('no-id')
  if (!to || !conversation) return ignored('no-source')
  const at = numberOf(event, 'timestamp') ?? context.now
  if (at < context.now - OLDEST_MS) return ignored('too-old')
  if (at > context.now + FUTURE_MS) return ignored('from-the-future')

  const shared = {
    id,
    conversation,
    at: Math.floor(at),
    to,
    replyToken: textOf(event, 'replyToken', 200) || null,
    standby: textOf(event, 'mode', 20) === 'standby',
  }
  if (place !== 'user')
    // Personal matters are not talked about before a group: one line on arrival, then silence.
    return type === 'join'
      ? { kind: 'received', received: { ...shared, what: { kind: 'invited' } } }
      : ignored('group')
  const what = whatOf(type ?? '', event, conversation, context)
  return what
    ? { kind: 'received', received: { ...shared, what } }
    : ignored(type ? `type-${safe(type)}` : 'no-type')
}

/** A foreign word that may stand in a log line. */
const safe = (word: string) => word.replace(/[^A-Za-z]/g, '').slice(0, 30)
