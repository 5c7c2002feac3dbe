import type { messagingApi } from '@line/bot-sdk'
import type { Lang } from '../../content/vocabulary.ts'
import type { Message } from '../../triage/message.ts'
import { fewLines } from './cut.ts'
import { flexBox, flexText } from './point-bubble.ts'
import { bringLabel, cardHint, cardTitle, ticketLabel } from './words.ts'

type Card = NonNullable<Message['card']>

const MOST_LINES = 10
const INK = '#1a1a1a'
const QUIET = '#555555'

/** The name of the desk the card is for, when it stands among the points of the message. */
const deskOf = (card: Card, points: Message['points']): string =>
  points?.find(({ id }) => id === card.point)?.name ?? ''

/** 窓口カード as a bubble beside the points: what to say in large letters, then the ticket, then what to bring. */
export function cardBubble(card: Card, points: Message['points'], lang: Lang): messagingApi.FlexBubble {
  const ink = { color: INK }
  const quiet = { color: QUIET, size: 'xs' }
  const contents = [
    ...flexText(cardTitle(lang), { ...ink, size: 'sm', weight: 'bold' }),
    ...flexText(deskOf(card, points), quiet),
    ...flexText(cardHint(lang), quiet),
    ...flexBox(
      fewLines(card.lines, MOST_LINES).flatMap((line) => flexText(line, { ...ink, size: 'md' })),
      { margin: 'lg' },
    ),
    ...flexBox(
      [
        ...flexText(ticketLabel(lang), quiet),
        ...flexText(card.ticket, { ...ink, size: 'xl', weight: 'bold' }),
      ],
      { margin: 'lg' },
    ),
    ...flexBox(
      card.bring.length > 0
        ? [
            ...flexText(bringLabel(lang), quiet),
            ...fewLines(
              card.bring.map((thing) => `・${thing}`),
              MOST_LINES,
            ).flatMap((thing) => flexText(thing, ink)),
          ]
        : [],
      { margin: 'lg' },
    ),
  ]
  return { type: 'bubble', body: { type: 'box', layout: 'vertical', spacing: 'sm', contents } }
}

/** The card as plain lines. */
export function cardText(card: Card, lang: Lang): string {
  return [
    `■ ${cardTitle(lang)}`,
    ...card.lines,
    `${ticketLabel(lang)}：${card.ticket}`,
    ...(card.bring.length > 0 ? [bringLabel(lang), ...card.bring.map((thing) => `・${thing}`)] : []),
  ].join('\n')
}
