import { type Cell, middleOf, type Spot, spanAt } from './cells.ts'

/** A text beside a marker: where it begins and how it is anchored. */
export interface PlacedLabel extends Spot {
  readonly anchor: 'start' | 'middle' | 'end'
}

/** What a label covers. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Puts each label right, left, below or above its marker, where it covers least of what stands already. */
export function placeLabels(
  markers: readonly (Spot & { readonly width: number })[],
  size: number,
  sheet: { readonly width: number; readonly height: number },
): { labels: PlacedLabel[]; taken: Box[] } {
  const taken: Box[] = markers.map(({ x, y }) => around(x, y, size * 1.6, size * 1.6))
  const labels = markers.map(({ x, y, width }): PlacedLabel => {
    const off = size * 0.95
    const choices: (PlacedLabel & { box: Box })[] = [
      { x: x + off, y, anchor: 'start', box: around(x + off + width / 2, y, width, size) },
      { x: x - off, y, anchor: 'end', box: around(x - off - width / 2, y, width, size) },
      { x, y: y + off * 1.4, anchor: 'middle', box: around(x, y + off * 1.4, width, size) },
      { x, y: y - off * 1.4, anchor: 'middle', box: around(x, y - off * 1.4, width, size) },
    ]
    const cost = ({ box }: { box: Box }) =>
      taken.reduce((sum, other) => sum + overlap(box, other), 0) +
      (box.left < 0 || box.right > sheet.width || box.top < 0 || box.bottom > sheet.height ? 1e6 : 0)
    const [best] = choices.sort((a, b) => cost(a) - cost(b))
    if (!best) return { x, y, anchor: 'start' }
    taken.push(best.box)
    return { x: best.x, y: best.y, anchor: best.anchor }
  })
  return { labels, taken }
}

/** Where in its cell a town's name (width by height) covers least of what stands already. */
export function placeInCell(
  cell: Cell,
  { width, height }: { readonly width: number; readonly height: number },
  taken: readonly Box[],
): { spot: Spot; box: Box } {
  const middle = middleOf(cell)
  const cost = (spot: Spot) => {
    const box = around(spot.x, spot.y, width, height)
    const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0)
    const narrow = [box.top, box.bottom].filter(
      (y) => !holds(cell, box.left, y) || !holds(cell, box.right, y),
    )
    return covered + narrow.length * 0.2 * width * height + Math.hypot(spot.x - middle.x, spot.y - middle.y)
  }
  const steps = [0, -0.35, 0.35, -0.7, 0.7]
  const choices = steps.flatMap((dy) =>
    steps.map((dx) => ({ x: middle.x + dx * width, y: middle.y + dy * 1.3 * height })),
  )
  const spot = choices.reduce((best, one) => (cost(one) < cost(best) ? one : best), middle)
  return { spot, box: around(spot.x, spot.y, width, height) }
}

function around(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return wide > 0 && high > 0 ? wide * high : 0
}

function holds(cell: Cell, x: number, y: number): boolean {
  const span = spanAt(cell, y)
  return span !== null && span[0] <= x && x <= span[1]
}
