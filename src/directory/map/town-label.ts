import type { TownRow } from '../../content/ward.ts'

/** How a town's name is written into its cell, line by line: 「中央3」, 「日本橋」「人形町2」. */
export function townLabel(row: TownRow, bases: readonly string[]): string[] {
  const name = `${row.base}${row.chome ?? ''}`
  if (row.base.length < 5) return [name]
  const at = shared(row.base, bases)
  return at === null ? [name] : [name.slice(0, at), name.slice(at)]
}

/** Where the part most names share ends: 日本橋 in 日本橋人形町. */
function shared(base: string, bases: readonly string[]): number | null {
  let [best, at] = [1, null as number | null]
  for (let length = 2; length < base.length; length++) {
    const count = bases.filter((other) => other.startsWith(base.slice(0, length))).length
    if (count >= best && count > 1) [best, at] = [count, length]
  }
  return at
}
