/** A place on the sheet; y grows downwards. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** One town's part of the sheet. Edge i runs from corner i to the next; `beyond[i]` is the town behind it, null outside. */
export interface Cell {
  readonly corners: readonly Spot[]
  readonly beyond: readonly (number | null)[]
}

interface Located {
  readonly lat: number
  readonly lng: number
}

/** The sheet a ward is drawn on: its size, and where a position falls on it. */
export interface Sheet {
  readonly width: number
  readonly height: number
  spot(at: Located): Spot
}

/** North up, a kilometre as long in both directions, `width` units wide with a margin around all towns. */
export function sheetOf(towns: readonly Located[], width: number): Sheet {
  const lats = towns.map(({ lat }) => lat)
  const lngs = towns.map(({ lng }) => lng)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)]
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const margin = width * 0.09
  // A ward of one town has no extent.
  const scale = (width - 2 * margin) / Math.max((east - west) * shrink, 1e-4)
  return {
    width,
    height: Math.round((north - south) * scale + 2 * margin),
    spot: ({ lat, lng }) => ({
      x: margin + (lng - west) * shrink * scale,
      y: margin + (north - lat) * scale,
    }),
  }
}

/**
 * Divides the ward among its towns: to each what lies nearest its point, within the towns' hull and not
 * further than some neighbouring towns' distance. One point a town: a picture, not a boundary.
 */
export function cellsOf(spots: readonly Spot[]): Cell[] {
  const reach = 1.15 * typicalGap(spots)
  const hull = hullOf(spots.flatMap((spot) => ring(spot, reach * 0.75, 8)))
  return spots.map((spot, i) => {
    let cell: Cell = { corners: hull, beyond: hull.map(() => null) }
    const near = spots
      .map((other, j) => ({ other, j, far: (other.x - spot.x) ** 2 + (other.y - spot.y) ** 2 }))
      .sort((a, b) => a.far - b.far)
    // Two towns on one point share their cell; drawing one over the other would hide it.
    for (const { other, j } of near) if (j !== i) cell = cut(cell, spot, apart(other, spot, j > i), j)
    const far = ring(spot, reach * 1.9, 24)
    far.forEach((from, k) => {
      const to = far[(k + 1) % far.length] ?? from
      const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
      cell = cut(cell, spot, { x: 2 * middle.x - spot.x, y: 2 * middle.y - spot.y }, null)
    })
    return cell
  })
}

/** Keeps what is nearer to `own` than to `other`. */
function cut(cell: Cell, own: Spot, other: Spot, beyond: number | null): Cell {
  const [dx, dy] = [other.x - own.x, other.y - own.y]
  const limit = ((other.x + own.x) * dx + (other.y + own.y) * dy) / 2
  const side = (at: Spot) => at.x * dx + at.y * dy - limit
  const corners: Spot[] = []
  const edges: (number | null)[] = []
  cell.corners.forEach((from, i) => {
    const to = cell.corners[(i + 1) % cell.corners.length] ?? from
    const [a, b] = [side(from), side(to)]
    const edge = cell.beyond[i] ?? null
    if (a <= 0) {
      corners.push(from)
      edges.push(edge)
    }
    if (a <= 0 === b <= 0) return
    const t = a / (a - b)
    corners.push({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t })
    // Leaving the half-plane, the new edge runs along it; entering, the old edge goes on.
    edges.push(a <= 0 ? beyond : edge)
  })
  return { corners, beyond: edges }
}

/** Two towns on one point get half of its cell each: one drawn over the other would be hidden. */
function apart(other: Spot, own: Spot, right: boolean): Spot {
  return other.x === own.x && other.y === own.y ? { x: other.x + (right ? 0.5 : -0.5), y: other.y } : other
}

/** The median of the distances to the nearest neighbour. */
function typicalGap(spots: readonly Spot[]): number {
  const gaps = spots
    .map((a, i) => Math.min(...spots.map((b, j) => (i === j ? Infinity : Math.hypot(a.x - b.x, a.y - b.y)))))
    .filter((gap) => Number.isFinite(gap) && gap > 0)
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? 50
}

function ring({ x, y }: Spot, radius: number, corners: number): Spot[] {
  return Array.from({ length: corners }, (_, k) => {
    const angle = (2 * Math.PI * k) / corners
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
  })
}

/** The convex hull, clockwise on the sheet (Andrew's monotone chain). */
function hullOf(spots: readonly Spot[]): Spot[] {
  const sorted = [...spots].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (order: readonly Spot[]) => {
    const chain: Spot[] = []
    for (const spot of order) {
      while (chain.length >= 2 && turn(chain.at(-2) as Spot, chain.at(-1) as Spot, spot) <= 0) chain.pop()
      chain.push(spot)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

function turn(a: Spot, b: Spot, c: Spot): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/** The middle of a cell, for its label. */
export function middleOf({ corners }: Cell): Spot {
  let [area, x, y] = [0, 0, 0]
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length] ?? a
    const cross = a.x * b.y - b.x * a.y
    area += cross
    x += (a.x + b.x) * cross
    y += (a.y + b.y) * cross
  })
  return area === 0 ? (corners[0] ?? { x: 0, y: 0 }) : { x: x / (3 * area), y: y / (3 * area) }
}

/** Where a cell begins and ends at a height; null where it does not reach. */
export function spanAt({ corners }: Cell, y: number): readonly [number, number] | null {
  const crossings = corners.flatMap((a, i) => {
    const b = corners[(i + 1) % corners.length] ?? a
    return a.y <= y === b.y <= y ? [] : [a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)]
  })
  return crossings.length < 2 ? null : [Math.min(...crossings), Math.max(...crossings)]
}
