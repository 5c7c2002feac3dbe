import type { NodeKey } from '../../content/flow.ts'
import { type Child, h, type Markup } from '../markup.ts'
import type { Block } from './layered.ts'
import type { Card, Row } from './picture-model.ts'
import { wrapText } from './wrap-text.ts'

/** How wide every box is, in units of the picture; one is a pixel at the usual text size. */
export const WIDTH = 268
const PAD = 12
const SIZES = { head: 12, text: 15, why: 12.5, row: 14 } as const
const LEAD = 1.45

/** A box of the picture: a card, or a signpost to a node that stands elsewhere. */
export interface Box extends Block {
  readonly draw: (x: number, y: number) => Markup
}
/** Where a card is in its picture, and where it is told in the list below. */
export const inPicture = (key: NodeKey) => `n-${key}`
export const inList = (key: NodeKey) => `t-${key}`

/** As exact as a screen can show. */
export const round = (n: number) => Math.round(n * 10) / 10

/** Lines of text under each other; `y` is where the first stands. */
function lines(all: readonly string[], at: { x: number; y: number; size: number; class: string }): Markup {
  return h(
    'text',
    { class: at.class, 'font-size': at.size },
    all.map((line, i) => h('tspan', { x: at.x, y: round(at.y + i * at.size * LEAD) }, line)),
  )
}

/** A card as a box, and how far below its top each row's line leaves. */
export function cardBox(card: Card): { readonly box: Box; readonly outlets: readonly number[] } {
  const wrapped = (text: string, size: number, indent = 0) => wrapText(text, (WIDTH - 28 - indent) / size)
  const text = wrapped(card.text, SIZES.text)
  const why = card.why ? wrapped(`なぜ聞くの：${card.why}`, SIZES.why) : []
  let y = 32
  const textTop = y + SIZES.text
  y += text.length * SIZES.text * LEAD
  const whyTop = y + 4 + SIZES.why
  if (why.length > 0) y += 4 + why.length * SIZES.why * LEAD
  y += 8
  const rows = card.rows.map((row) => {
    const said = wrapped(rowText(row), SIZES.row, row.number === null ? 0 : 24)
    const top = y
    y += 10 + said.length * SIZES.row * LEAD
    return { row, said, top, outlet: (top + y) / 2 }
  })
  const height = Math.ceil(y) + (rows.length > 0 ? 2 : 4)
  const draw = (left: number, top: number) =>
    h(
      'g',
      {
        id: inPicture(card.key),
        class: `card ${card.node.kind}`,
        transform: `translate(${left} ${top})`,
      },
      h('rect', { class: 'sheet', width: WIDTH, height, rx: 8 }),
      h(
        'a',
        { href: `#${inList(card.key)}` },
        h('path', { class: 'band', d: `M8 0H${WIDTH - 8}a8 8 0 0 1 8 8V24H0V8a8 8 0 0 1 8 -8z` }),
        lines([card.kind], { x: PAD, y: 17, size: SIZES.head, class: 'kind' }),
        h(
          'text',
          { class: 'id', 'font-size': 11, x: WIDTH - PAD, y: 17, 'text-anchor': 'end' },
          card.node.id,
        ),
        lines(text, { x: PAD, y: textTop, size: SIZES.text, class: 'said' }),
      ),
      why.length > 0 && lines(why, { x: PAD, y: whyTop, size: SIZES.why, class: 'why' }),
      rows.map(({ row, said, top: at }) => rowMarkup(row, said, at)),
    )
  return { box: { id: card.key, height, inlet: 12, draw }, outlets: rows.map(({ outlet }) => outlet) }
}

function rowText({ text, danger }: Row): string {
  return danger ? `${text} ⚠` : text
}

function rowMarkup(row: Row, said: readonly string[], top: number): readonly Child[] {
  const numbered = row.number !== null
  const y = top + 5 + SIZES.row
  return [
    h('path', { class: 'rule', d: `M0 ${round(top)}H${WIDTH}` }),
    numbered && lines([`${row.number}`], { x: PAD, y, size: SIZES.row, class: 'number' }),
    lines(said, {
      x: numbered ? PAD + 24 : PAD,
      y,
      size: SIZES.row,
      class: row.soft ? 'row soft' : row.danger ? 'row danger' : 'row',
    }),
  ]
}

/** A pointer to a node that stands elsewhere, or further back. */
export function signpost(id: string, target: NodeKey, says: string, returns: boolean): Box {
  const said = wrapText(`${returns ? '↩ もどる：' : '→ '}${says}`, (WIDTH - 2 * PAD) / 13)
  const height = Math.ceil(14 + said.length * 13 * LEAD)
  const draw = (left: number, top: number) =>
    h(
      'a',
      { href: `#${inPicture(target)}`, class: 'signpost', transform: `translate(${left} ${top})` },
      h('rect', { class: 'sheet', width: WIDTH, height, rx: Math.min(18, height / 2) }),
      lines(said, { x: PAD + 2, y: 21, size: 13, class: 'said' }),
    )
  return { id, height, inlet: height / 2, draw }
}
