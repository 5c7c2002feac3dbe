import type { Fault } from './fault.ts'
import type { CatchmentRow, Ward } from './ward.ts'
import type { Where } from './ward-csv.ts'

/** One town's share of a point, whichever row it comes from. */
interface Share {
  /** The row of the partition itself, also when the share comes through `within`. */
  readonly row: CatchmentRow
  readonly town: string
  readonly blocks: readonly (readonly [number, number])[] | null
  readonly extent: CatchmentRow['extent']
  readonly from: string
  readonly to: string
}

/** Rows of `catchments.csv` that name what does not exist, or give one block to two points. */
export function checkCatchments(ward: Ward, where: Where): Fault[] {
  const faults: Fault[] = []
  const fault = (row: CatchmentRow, message: string) => faults.push({ ...where.row(row), message })
  const points = new Map(ward.points.map((point) => [point.id, point.name]))
  const towns = new Set(ward.towns.map((town) => town.name))
  for (const row of ward.catchments) {
    const partition = ward.partitions[row.partition]
    if (!partition) fault(row, `区域の種類「${row.partition}」が ward.yaml の partitions にありません。`)
    if (!points.has(row.point))
      fault(row, `相談先「${row.point}」が points.csv にありません。idを確かめてください。`)
    else if (partition && !partition.points.includes(row.point))
      fault(
        row,
        `相談先「${row.point}」が ward.yaml の partitions「${row.partition}」の points にありません。`,
      )
    if ((row.within === null) === (row.town === null))
      fault(row, '「town」と「within」は、どちらか片方だけを書いてください。')
    if (
      row.within !== null &&
      !ward.catchments.some((other) => other.point === row.within) &&
      !points.has(row.within)
    )
      fault(row, `「within」の相談先「${row.within}」が points.csv にありません。`)
    if (row.town !== null && !towns.has(row.town))
      fault(row, `町「${row.town}」が towns.csv にありません。「中央三丁目」のように漢数字で書いてください。`)
    for (const [low, high] of row.blocks ?? [])
      if (low < 1 || low > high)
        fault(row, `番「${low}-${high}」は、小さい番から大きい番の順に書いてください。`)
  }
  if (faults.length > 0) return faults

  const shares = new Map<string, Share[]>()
  for (const row of ward.catchments) {
    for (const share of sharesOf(ward, row, row, [], faults, where)) {
      const key = `${row.partition} ${share.town}`
      shares.set(key, [...(shares.get(key) ?? []), share])
    }
  }
  for (const group of shares.values()) faults.push(...overlaps(group, points, where))
  return faults
}

function sharesOf(
  ward: Ward,
  top: CatchmentRow,
  row: CatchmentRow,
  seen: readonly string[],
  faults: Fault[],
  where: Where,
): Share[] {
  const from = [top.validFrom, row.validFrom].reduce<string>((a, b) => (b !== null && b > a ? b : a), '')
  const to = [top.validTo, row.validTo].reduce<string>((a, b) => (b !== null && b < a ? b : a), '9')
  if (row.town !== null) {
    const extent = top.extent === 'whole' ? row.extent : top.extent
    return [{ row: top, town: row.town, blocks: row.blocks, extent, from, to }]
  }
  const inner = row.within ?? ''
  if (seen.includes(inner) || inner === top.point) {
    faults.push({ ...where.row(top), message: `「within」が「${inner}」を通って元に戻っています。` })
    return []
  }
  return ward.catchments
    .filter((other) => other.point === inner)
    .flatMap((other) => sharesOf(ward, top, other, [...seen, inner], faults, where))
}

function overlaps(group: readonly Share[], points: ReadonlyMap<string, string>, where: Where): Fault[] {
  const faults: Fault[] = []
  group.forEach((a, i) => {
    for (const b of group.slice(i + 1)) {
      if (a.row.point === b.row.point || a.from > b.to || b.from > a.to) continue
      // Two parts of one block are what 「6番の一部」 means; a whole beside anything else contradicts it.
      const firm = a.extent !== 'named' && b.extent !== 'named'
      if (!firm || (a.extent === 'part' && b.extent === 'part')) continue
      const shared = sharedBlocks(a, b)
      if (shared === null) continue
      const names = [a, b].map((share) => `「${points.get(share.row.point)}」`).join('と')
      faults.push({
        ...where.row(b.row),
        message: `${a.town}${shared}が${names}の両方に入っています。どちらかを直してください（同じ番を分け合うときは、両方の extent を part にします）。`,
      })
    }
  })
  return faults
}

function sharedBlocks(a: Share, b: Share): string | null {
  if (a.blocks === null || b.blocks === null) {
    const some = a.blocks ?? b.blocks
    return some === null ? 'の全域' : `の${some.map(range).join('・')}`
  }
  for (const [low, high] of a.blocks)
    for (const [low2, high2] of b.blocks)
      if (low <= high2 && low2 <= high) return `の${range([Math.max(low, low2), Math.min(high, high2)])}`
  return null
}

const range = ([low, high]: readonly [number, number]) => (low === high ? `${low}番` : `${low}-${high}番`)
