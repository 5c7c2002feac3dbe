import type { Fault } from './fault.ts'
import {
  type Positions,
  parseCatchments,
  parseHotlines,
  parsePoints,
  parseResources,
  parseTowns,
} from './parse-rows.ts'
import { parseWardFile, type YamlPosition } from './parse-ward-file.ts'
import type { SourceFile } from './read-table.ts'
import type { Ward } from './ward.ts'

/** The files of one ward, and the telephone lines every ward shares. */
export interface WardFiles {
  readonly yaml: SourceFile
  readonly points: SourceFile
  readonly resources: SourceFile
  readonly catchments: SourceFile
  readonly towns: SourceFile
  readonly hotlines: SourceFile
  readonly sharedHotlines: SourceFile
}

/** Where a row, or a path of `ward.yaml`, was written: for faults found after parsing. */
export interface Where {
  row(row: object): { readonly file: string; readonly line: number }
  yaml: YamlPosition
}

/**
 * Reads a ward's files into one value. `ward` is null when any fault was found: half a ward is not served.
 * What only shows across rows (overlaps, unknown ids, hours) is `checkWard`'s.
 */
export function parseWard(files: WardFiles): { ward: Ward | null; faults: Fault[]; where: Where } {
  const faults: Fault[] = []
  const positions: Positions = new Map()
  const { ward, at } = parseWardFile(files.yaml, faults)
  const rows = {
    points: parsePoints(files.points, faults, positions),
    resources: parseResources(files.resources, faults, positions),
    catchments: parseCatchments(files.catchments, faults, positions),
    towns: parseTowns(files.towns, faults, positions),
    hotlines: [
      ...parseHotlines(files.hotlines, faults, positions),
      ...parseHotlines(files.sharedHotlines, faults, positions),
    ],
  }
  const where: Where = {
    row: (row) => positions.get(row) ?? { file: files.yaml.file, line: 0 },
    yaml: at,
  }
  return { ward: ward === null || faults.length > 0 ? null : { ...ward, ...rows }, faults, where }
}
