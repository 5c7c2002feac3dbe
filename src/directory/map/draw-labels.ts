import type { Ward } from '../../content/ward.ts'
import { type Cell, middleOf, type Sheet, type Spot, spanAt } from './cells.ts'
import { isPlaced, type Numbers } from './centres.ts'
import { el, type Html } from './element.ts'
import { type Box, placeInCell, placeLabels } from './place-labels.ts'

const TOWN = 15
const CENTRE = 19

/** A town's name and its sign, in its cell beside what is `taken`; what it covers is added to that. */
export function drawTown(cell: Cell, name: readonly string[], sign: string, taken: Box[]): Html {
  const [left, right] = spanAt(cell, middleOf(cell).y) ?? [0, 0]
  const longest = Math.max(...name.map(({ length }) => length - 0.4))
  const size = Math.max(7.5, Math.min(TOWN, ((right - left) * 0.86) / longest))
  const lines = [...name, sign]
  const { spot: at, box } = placeInCell(
    cell,
    { width: longest * size, height: lines.length * size * 1.1 },
    taken,
  )
  taken.push(box)
  return el(
    'text',
    { class: 'town', 'font-size': round(size), 'text-anchor': 'middle' },
    lines.map((text, i) =>
      el(
        'tspan',
        {
          x: round(at.x),
          y: round(at.y + (i - (lines.length - 1) / 2) * size * 1.1 + size * 0.36),
          class: i === lines.length - 1 ? 'sign' : null,
        },
        text,
      ),
    ),
  )
}

/** The centres as numbered dots with their names, and what of the sheet they take. */
export function drawCentres(
  ward: Ward,
  partition: string,
  sheet: Sheet,
  numbers: Numbers,
): { drawn: readonly Html[]; taken: Box[] } {
  const kind = ward.partitions[partition]?.name ?? ''
  const centres = ward.points.flatMap((point) => {
    const number = numbers.get(point.id)
    if (number === undefined || !isPlaced(point)) return []
    const spot = sheet.spot({ lat: point.lat ?? 0, lng: point.lng ?? 0 })
    // 「桃園区民活動センター」 among 区民活動センター is 「桃園」.
    const short = point.name.endsWith(kind) ? point.name.slice(0, -kind.length) : ''
    return [{ point, number, spot, text: short || point.name }]
  })
  const { labels, taken } = placeLabels(
    centres.map(({ spot, text }) => ({ ...spot, width: text.length * CENTRE })),
    CENTRE,
    sheet,
  )
  const drawn = centres.map(({ point, number, text, spot }, i) => {
    const label: Spot & { anchor: string } = labels[i] ?? { ...spot, anchor: 'start' }
    return el(
      'g',
      { class: 'marker' },
      el('title', {}, `${number} ${point.name} ${point.address ?? ''}`.trim()),
      el('circle', { cx: round(spot.x), cy: round(spot.y), r: 12 }),
      el(
        'text',
        { class: 'number', x: round(spot.x), y: round(spot.y + 5.5), 'text-anchor': 'middle' },
        number,
      ),
      el(
        'text',
        { class: 'name', x: round(label.x), y: round(label.y + 6.5), 'text-anchor': label.anchor },
        text,
      ),
    )
  })
  return { drawn, taken }
}

const round = (value: number) => Math.round(value * 10) / 10
