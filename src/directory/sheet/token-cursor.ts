import type { TownToken } from './town-tokens.ts'

/** A cell that is not understood, or can mean two things; the message is for the official. */
export class Refusal extends Error {}

/** Walks the tokens of one cell. */
export class Cursor {
  at = 0
  private readonly tokens: readonly TownToken[]
  constructor(tokens: readonly TownToken[]) {
    this.tokens = tokens
  }
  peek(ahead = 0): TownToken | undefined {
    return this.tokens[this.at + ahead]
  }
  take(kind: TownToken['kind']): boolean {
    if (this.peek()?.kind !== kind) return false
    this.at++
    return true
  }
}

/** How many numbers come before the next 丁目: 2 at 「二・三丁目」 and 「1〜3丁目」, 0 where none is said. */
export function chomeAhead(cursor: Cursor): number {
  let i = 0
  if (cursor.peek(i)?.kind !== 'number') return 0
  for (i = 1; cursor.peek(i)?.kind === 'separator' || cursor.peek(i)?.kind === 'range'; i += 2)
    if (cursor.peek(i + 1)?.kind !== 'number') return 0
  return cursor.peek(i)?.kind === 'chome' ? (i + 1) / 2 : 0
}

/** Numbers and ranges up to the next 番 or 丁目: 「3-21、27」, 「11番から61」 (its 番 is `said`). */
export function numbersOf(cursor: Cursor, before: 'chome' | 'block') {
  const read: { low: number; high: number; hyphen: boolean; said: boolean }[] = []
  for (;;) {
    const first = cursor.peek()
    if (first?.kind !== 'number') break
    cursor.at++
    // 「11番から61番まで」 says 番 twice, 「3番、6番の一部」 begins a new group at its first.
    const offset = cursor.peek()?.kind === 'block' && cursor.peek(1)?.kind === 'range' ? 1 : 0
    const range = cursor.peek(offset)
    const last = cursor.peek(offset + 1)
    if (range?.kind === 'range' && last?.kind === 'number') {
      cursor.at += offset + 2
      read.push({ low: first.value, high: last.value, hyphen: range.hyphen, said: offset === 1 })
    } else read.push({ low: first.value, high: first.value, hyphen: false, said: false })
    if (cursor.peek()?.kind !== 'separator' || cursor.peek(1)?.kind !== 'number') break
    cursor.at++
    // 「1番、2、四丁目」: what belongs to a 丁目 is no block.
    if (before === 'block' && chomeAhead(cursor) > 0) {
      cursor.at--
      break
    }
  }
  return read
}
