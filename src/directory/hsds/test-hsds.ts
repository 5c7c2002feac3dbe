import { existsSync, readFileSync } from 'node:fs'
import type { SourceFile } from '../../content/read-table.ts'
import { parseWard } from '../../content/ward-csv.ts'
import { readWardTables } from './ward-tables.ts'

/** A ward of the repository, for the tests of this room. */
export function wardOf(id: string) {
  const read = (file: string): SourceFile => {
    const url = new URL(`../../../wards/${file}`, import.meta.url)
    return { file: `wards/${file}`, text: existsSync(url) ? readFileSync(url, 'utf8') : '' }
  }
  const own = (name: string) => read(`${id}/${name}`)
  const names = ['ward.yaml', 'points.csv', 'resources.csv', 'catchments.csv', 'towns.csv', 'hotlines.csv']
  const files = new Map(names.map((name) => [name, own(name)]))
  const { ward } = parseWard({
    yaml: own('ward.yaml'),
    points: own('points.csv'),
    resources: own('resources.csv'),
    catchments: own('catchments.csv'),
    towns: own('towns.csv'),
    hotlines: own('hotlines.csv'),
    sharedHotlines: read('hotlines.csv'),
  })
  if (!ward) throw new Error(`${id} is broken`)
  return { files, ward, tables: readWardTables(files, []) }
}
