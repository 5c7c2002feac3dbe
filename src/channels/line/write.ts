import type { messagingApi } from '@line/bot-sdk'
import type { Outbound } from '../../triage/message.ts'
import { cardBubble, cardText } from './card-bubble.ts'
import { choiceLines, choicePages, type DataOf, quickReplyOf } from './choices.ts'
import { clean, split } from './cut.ts'
import { askBubble, LINK_WORDS, linkBubble, opens } from './link-bubble.ts'
import { packBubbles } from './pack-bubbles.ts'
import { type PointPhrases, pointBubble, pointText } from './point-bubble.ts'
import { neutralLine, senderName } from './words.ts'

export type LineMessage = messagingApi.Message

export interface WriteOptions {
  readonly dataOf: DataOf
  readonly phrases: PointPhrases
}

const MOST_MESSAGES = 5
const MOST_TEXT = 5_000

/** One bubble to be; a Flex one knows what it says in plain words, should there be too many. */
interface Block {
  readonly sender: string
  readonly text: string
  readonly flex?: messagingApi.FlexMessage
  /** Holds a button that opens a page. */
  readonly opens?: true
}

type Told = Outbound & { readonly from: 'bot' | 'staff' | 'system' }
const told = (message: Outbound): message is Told => message.from !== 'resident'

/** The blocks of one message: its words with the choices to type, then its points and card. */
function blocksOf(message: Told, asks: boolean, options: WriteOptions): Block[] {
  const { lang, card } = message
  // A way elsewhere is the service's own word, whoever is waiting there.
  const sender = senderName(message.link || message.ask ? 'bot' : message.from)
  const choices = asks ? (message.choices ?? []) : []
  // A text about danger or violence opens with a line that says nothing to whoever sees the locked screen.
  const grave = message.discreet || (message.danger !== undefined && message.danger !== 'none')
  const text = [
    ...(grave ? [neutralLine(lang)] : []),
    message.text,
    ...(choices.length > 0 ? [choiceLines(choices)] : []),
  ].join('\n\n')
  const flex = (bubbles: readonly messagingApi.FlexBubble[], plain: readonly string[]): Block[] =>
    packBubbles(bubbles).map(({ contents, from, to }) => ({
      sender,
      text: clean(plain.slice(from, to).join('\n\n')).trim(),
      flex: { type: 'flex', altText: neutralLine(lang), contents },
    }))
  const { link } = message
  if (link) {
    if (!opens(link.url))
      return split(`${text}\n${link.url}`, MOST_TEXT).map((part) => ({ sender, text: part }))
    const words = text.length <= LINK_WORDS ? text : ''
    const before = words === '' ? split(text, MOST_TEXT).map((part) => ({ sender, text: part })) : []
    const bubble = flex([linkBubble(words, link)], [`${words}\n${link.url}`.trim()])
    return [...before, ...bubble.map((block) => ({ ...block, opens: true as const }))]
  }
  if (message.ask) {
    const { id, label } = message.ask
    const data = options.dataOf(id)
    const plain = `${text}\n${choiceLines([message.ask])}`
    if (data === null) return split(plain, MOST_TEXT).map((part) => ({ sender, text: part }))
    return flex([askBubble(text, label, data)], [plain]).map((block) => ({ ...block, opens: true as const }))
  }
  const points = message.points ?? []
  const pages = choicePages(choices, { dataOf: options.dataOf, wants: message.wants })
  return [
    ...split(text, MOST_TEXT).map((part) => ({ sender, text: part })),
    // The card is one more page beside the points, so that it costs no message of its own.
    ...flex(
      [
        ...points.map((point) => pointBubble(point, options.phrases, lang)),
        ...(card ? [cardBubble(card, points, lang)] : []),
      ],
      [
        ...points.map((point) => pointText(point, options.phrases, lang)),
        ...(card ? [cardText(card, lang)] : []),
      ],
    ),
    ...flex(
      pages,
      pages.map(() => ''),
    ),
  ]
}

const joined = (a: Block, b: Block): string => [a.text, b.text].filter((text) => text !== '').join('\n\n')

/**
 * Fewer bubbles without losing a word: texts of one speaker are joined first, then Flex becomes text, the last
 * of it first: what stands first is what was asked for. A button to a page stays one for as long as it can.
 */
function squeeze(blocks: readonly Block[]): Block[] {
  const out = [...blocks]
  const fits = (may: (a: Block, b: Block) => boolean) => (a: Block, i: number) => {
    const b = out[i + 1]
    if (!b || a.sender !== b.sender || !may(a, b)) return false
    const size = joined(a, b).length
    return size > 0 && size <= MOST_TEXT
  }
  while (out.length > MOST_MESSAGES) {
    const texts = out.findIndex(fits((a, b) => !a.flex && !b.flex))
    const plain = texts >= 0 ? texts : out.findLastIndex(fits((a, b) => !a.opens && !b.opens))
    const at = plain >= 0 ? plain : out.findLastIndex(fits(() => true))
    const [a, b] = [out[at], out[at + 1]]
    if (!a || !b) break
    out.splice(at, 2, { sender: a.sender, text: joined(a, b) })
  }
  return out
}

/**
 * Messages as requests to LINE: lists of at most five objects, none of which LINE would refuse, whatever
 * the content. One list unless the texts are longer than a reply can hold; the quick replies stand on the
 * very last object, the only place where LINE shows them.
 */
export function writeLine(messages: readonly Outbound[], options: WriteOptions): LineMessage[][] {
  const own = messages.filter(told)
  const asking = own.findLast((message) => (message.choices?.length ?? 0) > 0 || message.wants !== undefined)
  const blocks = squeeze(own.flatMap((message) => blocksOf(message, message === asking, options)))
  const objects = blocks.map(({ sender, text, flex }): LineMessage => {
    const name = { sender: { name: sender } }
    return flex ? { ...flex, ...name } : { type: 'text', text, ...name }
  })
  const last = objects.at(-1)
  const quickReply =
    asking &&
    quickReplyOf(asking.choices ?? [], {
      dataOf: options.dataOf,
      wants: asking.wants,
      lang: asking.lang,
    })
  if (last && quickReply) objects.splice(-1, 1, { ...last, quickReply })
  const requests: LineMessage[][] = []
  for (let at = 0; at < objects.length; at += MOST_MESSAGES)
    requests.push(objects.slice(at, at + MOST_MESSAGES))
  return requests
}
