/** Something to place: how high it is, and how far below its top lines enter. */
export interface Block {
  readonly id: string
  readonly height: number
  readonly inlet: number
}

/** A line from a block, `outlet` below its top, to another block. Together the lines make no circle. */
export interface Line {
  readonly from: string
  readonly to: string
  readonly outlet: number
}

/** Lines between the same two blocks run together through the columns between them. */
export interface Strand {
  readonly from: string
  readonly to: string
  /** The heights at which it crosses the columns between, left to right. */
  readonly through: readonly number[]
}

export interface Layout {
  readonly places: ReadonlyMap<string, { readonly column: number; readonly top: number }>
  readonly strands: readonly Strand[]
  readonly columns: number
  readonly height: number
}

interface Slot {
  readonly height: number
  readonly inlet: number
  readonly column: number
  readonly into: Tie[]
  readonly out: Tie[]
  top: number
}
interface Tie {
  readonly from: Slot
  readonly to: Slot
  readonly outlet: number
}

const GAP = 22
/** A line crossing a column needs less room than a block. */
const LANE = { height: 10, inlet: 5 }
const SWEEPS = 12

/**
 * Places blocks in columns from left to right, each behind all that lead to it, with few crossings and
 * short lines (after Sugiyama: columns by longest path, order by barycentre, heights by pooling).
 */
export function layered(blocks: readonly Block[], lines: readonly Line[]): Layout {
  const columnOf = longestPaths(blocks, lines)
  const slots = new Map<string, Slot>(
    blocks.map((block) => [
      block.id,
      { ...block, column: columnOf.get(block.id) ?? 0, into: [], out: [], top: 0 },
    ]),
  )
  const widest = Math.max(...columnOf.values())
  const columns = Array.from({ length: widest + 1 }, (_, column) =>
    [...slots.values()].filter((slot) => slot.column === column),
  )
  const strands = [...Map.groupBy(lines, ({ from, to }) => `${from}\n${to}`).values()].flatMap((bundle) => {
    const [first] = bundle
    const [from, to] = [slots.get(first?.from ?? ''), slots.get(first?.to ?? '')]
    if (!first || !from || !to) return []
    const lanes: Slot[] = []
    for (let column = from.column + 1; column < to.column; column++)
      lanes.push({ ...LANE, column, into: [], out: [], top: 0 })
    for (const lane of lanes) columns[lane.column]?.push(lane)
    const [head = to] = lanes
    for (const { outlet } of bundle) tie(from, head, outlet)
    lanes.forEach((lane, i) => {
      tie(lane, lanes[i + 1] ?? to, LANE.inlet)
    })
    return [{ from: first.from, to: first.to, lanes }]
  })
  arrange(columns)
  const all = columns.flat()
  return {
    places: new Map([...slots].map(([id, slot]) => [id, { column: slot.column, top: slot.top }])),
    strands: strands.map(({ lanes, ...ends }) => ({
      ...ends,
      through: lanes.map((lane) => lane.top + lane.inlet),
    })),
    columns: columns.length,
    height: Math.max(...all.map((slot) => slot.top + slot.height)),
  }
}

function tie(from: Slot, to: Slot, outlet: number): void {
  const made = { from, to, outlet }
  from.out.push(made)
  to.into.push(made)
}

function longestPaths(blocks: readonly Block[], lines: readonly Line[]): ReadonlyMap<string, number> {
  const columnOf = new Map(blocks.map(({ id }) => [id, 0]))
  // Without circles this settles after as many rounds as the longest path has lines.
  for (let moved = true, round = 0; moved && round <= blocks.length; round++) {
    moved = false
    for (const { from, to } of lines) {
      const column = (columnOf.get(from) ?? 0) + 1
      if (column > (columnOf.get(to) ?? 0)) {
        columnOf.set(to, column)
        moved = true
      }
    }
  }
  return columnOf
}

function arrange(columns: Slot[][]): void {
  for (const column of columns) stack(column)
  // The first column stays at the top, where reading begins.
  const later = columns.slice(1)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forward = sweep % 2 === 0
    for (const column of forward ? later : later.toReversed()) {
      const wish = (slot: Slot) => (forward ? fromLeft(slot) : fromRight(slot)) ?? slot.top
      // What follows stands in the order of the answers that lead there; then only the heights change.
      if (forward && sweep < SWEEPS / 2) column.sort((a, b) => wish(a) + a.inlet - wish(b) - b.inlet)
      settle(column, column.map(wish))
    }
  }
}

const mean = (numbers: readonly number[]) =>
  numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length
const fromLeft = ({ into, inlet }: Slot) => mean(into.map(({ from, outlet }) => from.top + outlet - inlet))
const fromRight = ({ out }: Slot) => mean(out.map(({ to, outlet }) => to.top + to.inlet - outlet))

function stack(column: readonly Slot[]): void {
  let top = 0
  for (const slot of column) {
    slot.top = top
    top += slot.height + GAP
  }
}

/** The tops nearest to those wished for, in this order, without overlap and none above the first column's. */
function settle(column: readonly Slot[], wishes: readonly number[]): void {
  const pools: { sum: number; slots: Slot[] }[] = []
  let above = 0
  const offsets = column.map(({ height }) => {
    const offset = above
    above += height + GAP
    return offset
  })
  column.forEach((slot, i) => {
    pools.push({ sum: (wishes[i] ?? 0) - (offsets[i] ?? 0), slots: [slot] })
    for (;;) {
      const [last, before] = [pools.at(-1), pools.at(-2)]
      if (!last || !before || before.sum / before.slots.length <= last.sum / last.slots.length) break
      before.sum += last.sum
      before.slots.push(...last.slots)
      pools.pop()
    }
  })
  const tops = pools.flatMap(({ sum, slots }) => slots.map(() => sum / slots.length))
  column.forEach((slot, i) => {
    slot.top = Math.max(0, tops[i] ?? 0) + (offsets[i] ?? 0)
  })
}
