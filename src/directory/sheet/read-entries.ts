import type { Fault } from '../../content/fault.ts'
import type { Ward } from '../../content/ward.ts'
import { matchPoint } from './match-point.ts'
import type { SheetEntry } from './plan-catchments.ts'
import type { SheetRow } from './read-sheet.ts'
import { readTownCell } from './read-town-cell.ts'
import { townNames } from './town-tokens.ts'

/** Every town of every row given to its centre; a row with anything unread becomes faults and gives nothing. */
export function readEntries(
  ward: Ward,
  partition: string,
  file: string,
  rows: readonly SheetRow[],
): { entries: SheetEntry[]; faults: Fault[] } {
  const names = townNames(ward.towns)
  const faults: Fault[] = []
  const entries = rows.flatMap(({ line, town: cell, point }): SheetEntry[] => {
    const matched = matchPoint(ward, partition, point)
    const towns = readTownCell(cell, ward, names)
    for (const one of [towns, matched])
      if (one.kind === 'refused') faults.push({ file, line, message: one.message })
    if (matched.kind === 'refused' || towns.kind === 'refused') return []
    return towns.shares.map((share) => ({ ...share, line, cell, point: matched.point.id }))
  })
  return { entries, faults }
}
