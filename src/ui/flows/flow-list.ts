import type { NodeKey } from '../../content/flow.ts'
import { h, type Markup } from '../markup.ts'
import { inList } from './draw-box.ts'
import type { Card, Row } from './picture-model.ts'

/** The same flow as a nested list: for who hears the page, prints it, or would rather read. */
export function flowList(cards: readonly Card[], name: (key: NodeKey) => string, lang: string): Markup {
  const own = new Map(cards.map((card) => [card.key, card]))
  const goal = (key: NodeKey) => h('a', { href: `#${inList(key)}` }, own.get(key)?.short ?? name(key))
  const way = (row: Row) =>
    h(
      'li',
      {},
      row.number !== null && `${row.number}. `,
      row.text,
      row.danger && '（危険の案内が先に出ます）',
      row.to.length > 0 && ' → ',
      row.to.map((to, i) => [i > 0 && '、', goal(to)]),
    )
  return h(
    'ol',
    { class: 'told', lang },
    cards.map((card) =>
      h(
        'li',
        { id: inList(card.key) },
        h('b', {}, card.kind),
        ' ',
        card.text,
        card.why && h('p', { class: 'why' }, `なぜ聞くの：${card.why}`),
        card.rows.length > 0 && h('ul', {}, card.rows.map(way)),
      ),
    ),
  )
}
