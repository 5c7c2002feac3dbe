import type { TownRow, Ward } from '../../content/ward.ts'
import { type BlockRange, mergedBlocks } from '../blocks.ts'
import { doubtfulCell } from './doubtful-cell.ts'
import { nearestNames } from './nearest-names.ts'
import { type BlockGroup, blocksOf } from './read-blocks.ts'
import { Cursor, chomeAhead, numbersOf, Refusal } from './token-cursor.ts'
import { type TownNames, type TownToken, townTokens } from './town-tokens.ts'

/** Towns a cell gives to its point, with the blocks and whether all of each block is meant. */
export interface TownShare {
  /** As towns.csv spells it. */
  readonly town: string
  readonly blocks: readonly BlockRange[] | null
  readonly extent: 'whole' | 'part'
  /** What the official should look at again, in Japanese: how something that could mean two things was read. */
  readonly note: string | null
}

export type TownCell =
  | { readonly kind: 'shares'; readonly shares: readonly TownShare[] }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * Reads 「中央三丁目 3〜21番、27-29番」「中央四丁目のうち11番から61番まで」「中野二・三丁目全域」. A cell that can mean
 * two things, or holds a word that is not understood, is refused as a whole.
 */
export function readTownCell(
  cell: string,
  ward: Pick<Ward, 'name' | 'prefecture'>,
  names: TownNames,
): TownCell {
  if (cell.length > 2_000)
    return { kind: 'refused', message: '1つの欄が長すぎます。町丁目ごとに行を分けてください。' }
  const doubt = doubtfulCell(cell)
  if (doubt) return { kind: 'refused', message: doubt }
  try {
    const shares = cellOf(new Cursor(townTokens(cell, names, ward.name, ward.prefecture)), cell, names)
    return { kind: 'shares', shares }
  } catch (refusal) {
    if (refusal instanceof Refusal) return { kind: 'refused', message: refusal.message }
    throw refusal
  }
}

function cellOf(cursor: Cursor, cell: string, names: TownNames): TownShare[] {
  const shares: TownShare[] = []
  let base: readonly TownRow[] = []
  while (cursor.peek()) {
    if (cursor.take('separator')) continue
    const token = cursor.peek()
    if (token?.kind === 'town') {
      base = token.towns
      cursor.at++
    } else if (base.length === 0 || chomeAhead(cursor) === 0) throw unread(cell, token, names)
    shares.push(...townOf(cursor, base, cell))
  }
  return shares
}

function unread(cell: string, token: TownToken | undefined, names: TownNames): Refusal {
  if (token?.kind !== 'other')
    return new Refusal(`「${cell}」が読めません。「中央三丁目 3〜21番」の形で書いてください。`)
  const near = nearestNames(token.text, [
    ...new Set(names.flatMap(([, rows]) => rows.map((row) => row.base))),
  ])
  const hint = near.length > 0 ? `近い町は ${near.map((name) => `「${name}」`).join('、')} です。` : ''
  return new Refusal(
    `「${cell}」の「${token.text}」が読めません。towns.csv にある町の名前で書いてください。${hint}`,
  )
}

function townOf(cursor: Cursor, base: readonly TownRow[], cell: string): TownShare[] {
  const towns = chomesOf(cursor, base, cell)
  const { groups, said } = blocksOf(cursor, cell)
  if (groups.length === 0)
    return towns.map((town) => ({ town, blocks: null, extent: said ?? 'whole', note: null }))
  // 「中央三丁目の一部（1・2番）」: all of the two blocks, or a part of them.
  if (said !== null)
    throw new Refusal(
      `「${cell}」は、番の全部か一部か分かりません。全部なら「1・2番」、一部なら「1・2番の一部」と書いてください。`,
    )
  const [town, ...more] = towns
  if (town === undefined || more.length > 0)
    throw new Refusal(`「${cell}」の番がどの丁目のものか分かりません。丁目ごとに分けて書いてください。`)
  // 「中央四丁目(6番), 11-61番」: in 中野区's own table the brackets mean a part of the block.
  if (groups.some(bareBracket) && !groups.every(({ bracketed }) => bracketed))
    throw new Refusal(
      `「${cell}」の括弧の番は、全部か一部か分かりません。一部なら「6番の一部」、全部なら括弧なしで書いてください。`,
    )
  return (['whole', 'part'] as const).flatMap((extent): TownShare[] => {
    const own = groups.filter((group) => group.extent === extent)
    const blocks = mergedBlocks(own.flatMap(({ ranges }) => ranges))
    return own.length === 0 ? [] : [{ town, blocks, extent, note: noteOn(own) }]
  })
}

const bareBracket = ({ bracketed, extent }: BlockGroup) => bracketed && extent === 'whole'

function noteOn(groups: readonly BlockGroup[]): string | null {
  if (groups.some(({ houses }) => houses)) return '号で分けてあるので、その番の一部として読みました'
  if (groups.some(bareBracket)) return '括弧の中の番を、その番の全部として読みました'
  return null
}

function chomesOf(cursor: Cursor, base: readonly TownRow[], cell: string): string[] {
  const divided = base.some(({ chome }) => chome !== null)
  if (chomeAhead(cursor) > 0) {
    const chomes: number[] = []
    do {
      const ranges = numbersOf(cursor, 'chome')
      for (const { low, high } of ranges) for (let n = low; n <= high && n < 100; n++) chomes.push(n)
      cursor.take('chome')
    } while (throughChome(cursor, chomes))
    cursor.take('until')
    return chomes.map((chome) => townNamed(base, chome, cell))
  }
  const next = cursor.peek()
  if (!divided || next?.kind !== 'number') return base.map(({ name }) => name)
  const after = cursor.peek(1)
  if (after?.kind === 'block')
    throw new Refusal(
      `「${cell}」は何丁目か分かりません。「${base[0]?.name ?? ''} 3〜21番」の形で書いてください。`,
    )
  const listed = after?.kind === 'separator' && cursor.peek(2)?.kind === 'number'
  if (after?.kind === 'range' || listed)
    throw new Refusal(
      `「${cell}」は、丁目か番か分かりません。「三丁目21番」か「三丁目・四丁目」の形で書いてください。`,
    )
  cursor.at++
  return [townNamed(base, next.value, cell)]
}

/** 「三丁目から五丁目まで」: a range whose ends both say 丁目. */
function throughChome(cursor: Cursor, chomes: number[]): boolean {
  const [range, number, sign] = [cursor.peek(), cursor.peek(1), cursor.peek(2)]
  if (range?.kind !== 'range' || number?.kind !== 'number' || sign?.kind !== 'chome') return false
  for (let n = (chomes.at(-1) ?? 0) + 1; n < number.value && n < 100; n++) chomes.push(n)
  cursor.at++
  return true
}

function townNamed(base: readonly TownRow[], chome: number, cell: string): string {
  const row = base.find((town) => town.chome === chome)
  if (row) return row.name
  const known = base.map(({ name }) => name).join('、')
  throw new Refusal(`「${cell}」の${chome}丁目は towns.csv にありません。あるのは ${known} です。`)
}
