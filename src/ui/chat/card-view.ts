import type { Lang } from '../../content/vocabulary.ts'
import type { Message } from '../../triage/message.ts'
import { h, type Markup } from '../markup.ts'
import { wordsIn } from './words.ts'

/** 窓口カード in the conversation: what to show or read out at the desk, without a name. */
export function cardView(
  card: NonNullable<Message['card']>,
  points: NonNullable<Message['points']>,
  lang: Lang,
  base: string,
): Markup {
  const words = wordsIn(lang)
  const desk = points.find(({ id }) => id === card.point)
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, words.card),
    h('p', { class: 'hint' }, words['card-hint']),
    h('ol', { class: 'lines' }, ...card.lines.map((line) => h('li', {}, line))),
    h('p', { class: 'ticket' }, h('span', {}, words.ticket), ' ', h('strong', { lang: 'ja' }, card.ticket)),
    h('p', { class: 'hint' }, words['ticket-hint']),
    desk !== undefined &&
      h(
        'p',
        {},
        `${words['card-desk']}：`,
        h('span', { lang: 'ja' }, desk.name),
        desk.phone && `　${desk.phone}`,
      ),
    card.bring.length > 0 && h('p', {}, `${words.bring}：${card.bring.join('、')}`),
    h('p', {}, h('a', { href: `${base}/card`, class: 'as-button' }, words['card-open'])),
  )
}
