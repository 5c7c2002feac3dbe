import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../build/inputs.ts'
import type { SourceFile } from '../../../content/read-table.ts'
import { WARD_FILES } from '../../../content/read-wards.ts'
import type { Ward } from '../../../content/ward.ts'
import { parseWard, type Where } from '../../../content/ward-csv.ts'
import { WrongUsage } from '../options.ts'

/** A ward as its files say it, and where each row stands. */
export interface WardFolder {
  readonly ward: Ward
  readonly where: Where
  /** By file name: `points.csv` … */
  readonly files: ReadonlyMap<string, SourceFile>
}

/** Reads `wards/<id>/` of `root`; an unknown ward is wrong usage, a broken one an error that says where. */
export function readWardFolder(id: string | undefined, root: string = ROOT): WardFolder {
  const wards = readdirSync(join(root, 'wards'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
  if (id === undefined || !wards.includes(id))
    throw new WrongUsage(`--ward must be one of: ${wards.join(', ')}`)
  const read = (file: string): SourceFile => {
    const path = join(root, file)
    return { file, text: existsSync(path) ? readFileSync(path, 'utf8') : '' }
  }
  const files = new Map(WARD_FILES.map((name) => [name as string, read(`wards/${id}/${name}`)]))
  const of = (name: string) => files.get(name) ?? { file: name, text: '' }
  const { ward, faults, where } = parseWard({
    yaml: of('ward.yaml'),
    points: of('points.csv'),
    resources: of('resources.csv'),
    catchments: of('catchments.csv'),
    towns: of('towns.csv'),
    hotlines: of('hotlines.csv'),
    sharedHotlines: read('wards/hotlines.csv'),
  })
  if (!ward)
    throw new Error(
      faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n') ||
        `wards/${id} を読めません。`,
    )
  return { ward, where, files }
}
