/** 番 from and to, both inclusive. */
export type BlockRange = readonly [number, number]

/** Sorted, with what overlaps or touches made one: 20, 21, 27 → 20-21, 27. */
export function mergedBlocks(ranges: readonly BlockRange[]): BlockRange[] {
  const merged: [number, number][] = []
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high)
    else merged.push([low, high])
  }
  return merged
}

/** The numbers from 1 to the highest one that no range holds. */
export function missingBlocks(ranges: readonly BlockRange[]): BlockRange[] {
  const missing: BlockRange[] = []
  let next = 1
  for (const [low, high] of mergedBlocks(ranges)) {
    if (low > next) missing.push([next, low - 1])
    next = high + 1
  }
  return missing
}

/** 「3-21番、27番」, as officials read it; `each` stands behind every one of them. */
export function blockText(ranges: readonly BlockRange[], each = ''): string {
  return ranges
    .map(([low, high]) => (low === high ? `${low}番${each}` : `${low}-${high}番${each}`))
    .join('、')
}

/** 「町全体」, 「6番の一部」, 「町全体（名前だけ）」. */
export function extentText(share: {
  readonly blocks: readonly BlockRange[] | null
  readonly extent: 'whole' | 'part' | 'named'
}): string {
  const doubt = { whole: '', part: 'の一部', named: '（名前だけ）' }[share.extent]
  return share.blocks === null ? `町全体${doubt}` : blockText(share.blocks, doubt)
}

/** `3-21,27`, as catchments.csv writes it. */
export function blockCell(ranges: readonly BlockRange[]): string {
  return ranges.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`)).join(',')
}
