import { asBlock } from '../address-numbers.ts'
import type { BlockRange } from '../blocks.ts'
import { type Cursor, chomeAhead, numbersOf, Refusal } from './token-cursor.ts'

/** Blocks that share one 番. */
export interface BlockGroup {
  readonly ranges: readonly BlockRange[]
  readonly extent: 'whole' | 'part'
  readonly bracketed: boolean
  /** Cut by house number: 「20番1〜10号」. */
  readonly houses: boolean
}

/** The blocks behind a town; `said` is the town's own 全域 or 一部. */
export function blocksOf(
  cursor: Cursor,
  cell: string,
): { groups: BlockGroup[]; said: 'whole' | 'part' | null } {
  const groups: BlockGroup[] = []
  let bracketed = false
  let said: 'whole' | 'part' | null = null
  for (;;) {
    const token = cursor.peek()
    if (cursor.take('of')) continue
    if (cursor.take('all')) said = 'whole'
    else if (token?.kind === 'open' && !bracketed) {
      bracketed = true
      cursor.at++
    } else if (token?.kind === 'close' && bracketed) {
      bracketed = false
      cursor.at++
    } else if (token?.kind === 'part') {
      cursor.at++
      const last = groups.pop()
      if (last) groups.push({ ...last, extent: 'part' })
      else said = 'part'
    } else if (token?.kind === 'number' && chomeAhead(cursor) === 0)
      groups.push(groupOf(cursor, bracketed, cell))
    else {
      const separated = token?.kind === 'separator'
      if (separated) cursor.at++
      if (separated && cursor.peek()?.kind === 'number' && chomeAhead(cursor) === 0) continue
      // 「三丁目1、2、四丁目」: 1 and 2 may be blocks of the town before or 丁目 of their own.
      if (chomeAhead(cursor) > 1 && (groups.length > 0 || !separated))
        throw new Refusal(
          `「${cell}」の数字が丁目か番か分かりません。番には「番」を、丁目には町の名前を付けてください。`,
        )
      if (separated) cursor.at--
      break
    }
  }
  const stop = cursor.peek()
  if (stop?.kind === 'other')
    throw new Refusal(`「${cell}」の「${stop.text}」が読めません。町丁目と番だけを書いてください。`)
  if (bracketed) throw new Refusal(`「${cell}」の括弧が閉じていません。`)
  return { groups, said }
}

/** The numbers up to their 番; a 「の一部」 after it is about all of them. */
function groupOf(cursor: Cursor, bracketed: boolean, cell: string): BlockGroup {
  const read = numbersOf(cursor, 'block')
  const said = cursor.take('block') || read.some((range) => range.said)
  cursor.take('until')
  if (!said && read.some((range) => range.hyphen))
    throw new Refusal(`「${cell}」は、番の範囲か番地か分かりません。「3〜21番」のように番を付けてください。`)
  const ranges = read.map(({ low, high }): BlockRange => {
    if (asBlock(low) === null || asBlock(high) === null)
      throw new Refusal(`「${cell}」の番は1から999までの数字で書いてください。`)
    if (low > high)
      throw new Refusal(`「${cell}」の「${low}〜${high}」は、小さい番から大きい番の順に書いてください。`)
    return [low, high]
  })
  const houses = said && housesAhead(cursor)
  if (houses && (ranges.length !== 1 || ranges[0]?.[0] !== ranges[0]?.[1]))
    throw new Refusal(`「${cell}」の号がどの番のものか分かりません。番ごとに分けて書いてください。`)
  return { ranges, extent: houses ? 'part' : 'whole', bracketed, houses }
}

/** Steps over 「1〜10号」 「5号から12号まで」; false, and nowhere, when no 号 is said. */
function housesAhead(cursor: Cursor): boolean {
  const start = cursor.at
  let found = false
  while (cursor.take('number')) {
    if (cursor.take('number-sign')) found = true
    if (cursor.take('until') || !(cursor.take('range') || (!found && cursor.take('separator')))) break
  }
  if (!found) cursor.at = start
  return found
}
