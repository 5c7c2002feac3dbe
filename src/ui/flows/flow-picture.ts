import type { NodeKey } from '../../content/flow.ts'
import { h, type Markup } from '../markup.ts'
import { type Box, cardBox, round, signpost, WIDTH } from './draw-box.ts'
import { type Line, layered } from './layered.ts'
import type { Card } from './picture-model.ts'

const BETWEEN = 92
const EDGE = 12

interface Out extends Line {
  readonly soft: boolean
}

export interface PictureParts {
  readonly cards: readonly Card[]
  /** What a signpost says of a node: the flow and the first words. */
  readonly name: (key: NodeKey) => string
  readonly title: string
}

/**
 * A flow as one SVG, left to right: every node with all its words, a line from every answer to where it
 * leads. What lies in another flow, or further back, is a signpost that links there.
 */
export function flowPicture({ cards, name, title }: PictureParts): Markup {
  const own = new Set(cards.map(({ key }) => key))
  const back = backEdges(cards)
  const boxes = new Map<string, Box>()
  const outs: Out[] = []
  for (const card of cards) {
    const { box, outlets } = cardBox(card)
    boxes.set(card.key, box)
    card.rows.forEach((row, i) => {
      for (const target of row.to) {
        const returns = back.has(`${card.key}\n${target}`)
        const to = returns ? `${card.key}>${target}` : target
        if (returns || !own.has(target)) boxes.set(to, signpost(to, target, name(target), returns))
        outs.push({ from: card.key, to, outlet: outlets[i] ?? 0, soft: row.soft })
      }
    })
  }
  const { places, strands, columns, height } = layered([...boxes.values()], outs)
  const left = (column: number) => EDGE + column * (WIDTH + BETWEEN)
  const size = { width: left(columns) - BETWEEN + EDGE, height: height + 2 * EDGE }

  const brackets = new Map<string, number>()
  const threads = strands.flatMap(({ from, to, through }) => {
    const [start, goal, end] = [places.get(from), places.get(to), boxes.get(to)]
    if (!start || !goal || !end) return []
    const stops = [
      ...through.map((y, i) => ({ x: left(start.column + 1 + i), y: y + EDGE })),
      { x: left(goal.column), y: goal.top + end.inlet + EDGE },
    ]
    const [first] = stops
    const rows = outs.filter((out) => out.from === from && out.to === to)
    const soft = rows.every((out) => out.soft)
    const x = left(start.column) + WIDTH
    // Answers that lead to the same place run together beside the card, each such bundle further out.
    const nth = brackets.get(from) ?? 0
    if (rows.length > 1) brackets.set(from, nth + 1)
    const out = rows.length > 1 ? 8 + 7 * nth : 0
    const heights = rows.map((row) => start.top + row.outlet + EDGE)
    // From one of its own rows, so that it cannot be taken for the line of a row between.
    const mean = heights.reduce((sum, y) => sum + y, 0) / heights.length
    const middle = heights.toSorted((a, b) => Math.abs(a - mean) - Math.abs(b - mean))[0] ?? mean
    return [
      ...(out > 0 ? rows.map((row, i) => thread(`M${x} ${round(heights[i] ?? 0)}h${out}`, row.soft)) : []),
      out > 0 && thread(`M${x + out} ${round(heights[0] ?? 0)}V${round(heights.at(-1) ?? 0)}`, soft),
      thread(curve(x + out, middle, first?.x ?? 0, first?.y ?? 0), soft),
      ...stops.slice(1).map((stop, i) => {
        const { x: laneX, y } = stops[i] ?? stop
        return thread(
          `M${laneX} ${round(y)}H${laneX + WIDTH}${curve(laneX + WIDTH, y, stop.x, stop.y).replace(/^M\S+ \S+(?=C)/, '')}`,
          soft,
        )
      }),
      arrow(stops.at(-1) ?? { x: 0, y: 0 }),
    ]
  })
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${size.width} ${Math.ceil(size.height)}`,
      // In rem, so that the picture grows with the reader's own text size.
      width: `${size.width / 16}rem`,
      height: `${Math.ceil(size.height) / 16}rem`,
      role: 'group',
      'aria-label': title,
    },
    h('g', { class: 'threads', 'aria-hidden': 'true' }, threads),
    [...boxes.values()].map((box) => {
      const place = places.get(box.id)
      return place ? box.draw(left(place.column), round(place.top + EDGE)) : null
    }),
  )
}

function curve(x: number, y: number, toX: number, toY: number): string {
  const bend = (toX - x) / 2
  return `M${x} ${round(y)}C${x + bend} ${round(y)} ${toX - bend} ${round(toY)} ${toX} ${round(toY)}`
}

const thread = (d: string, soft: boolean) => h('path', { d, class: soft ? 'thread soft' : 'thread' })
const arrow = ({ x, y }: { x: number; y: number }) =>
  h('path', { d: `M${x} ${round(y)}l-8 -4.5v9z`, class: 'arrow' })

/** Ways that lead back to a node on the way here: they would close a circle. */
function backEdges(cards: readonly Card[]): ReadonlySet<string> {
  const next = new Map(cards.map(({ key, rows }) => [key, rows.flatMap(({ to }) => to)]))
  const back = new Set<string>()
  const done = new Set<NodeKey>()
  const visit = (key: NodeKey, above: ReadonlySet<NodeKey>) => {
    const here = new Set([...above, key])
    for (const to of next.get(key) ?? [])
      if (here.has(to)) back.add(`${key}\n${to}`)
      else if (!done.has(to)) visit(to, here)
    done.add(key)
  }
  for (const { key } of cards) if (!done.has(key)) visit(key, new Set())
  return back
}
