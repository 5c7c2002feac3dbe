import type { TownRow } from '../../content/ward.ts'

/** Towns in as few words as an official reads them: 「帆風（全域）、汐音一〜三丁目、白帆町」. */
export function townList(names: ReadonlySet<string>, towns: readonly TownRow[]): string {
  return [...Map.groupBy(towns, ({ base }) => base)]
    .flatMap(([base, rows]) => {
      const own = rows.filter(({ name }) => names.has(name))
      if (own.length === 0) return []
      if (rows.length > 1 && own.length === rows.length) return [`${base}（全域）`]
      return runs(own).map(([first, last]) =>
        first === last ? first.name : `${first.name.replace(/丁目$/, '')}〜${last.name.slice(base.length)}`,
      )
    })
    .join('、')
}

function runs(rows: readonly TownRow[]): [TownRow, TownRow][] {
  const found: [TownRow, TownRow][] = []
  for (const row of rows) {
    const last = found.at(-1)
    if (last && last[1].chome !== null && row.chome === last[1].chome + 1) last[1] = row
    else found.push([row, row])
  }
  return found
}
