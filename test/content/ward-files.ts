import { readFileSync } from 'node:fs'
import { checkWard } from '../../src/content/check-ward.ts'
import type { Fault } from '../../src/content/fault.ts'
import { parseWard, type WardFiles } from '../../src/content/ward-csv.ts'

const wards = new URL('../../wards/', import.meta.url)

/** The files of a shipped ward, as the build reads them. */
export function readWardFiles(id: string): WardFiles {
  const read = (path: string) => ({
    file: `wards/${path}`,
    text: readFileSync(new URL(path, wards), 'utf8'),
  })
  return {
    yaml: read(`${id}/ward.yaml`),
    points: read(`${id}/points.csv`),
    resources: read(`${id}/resources.csv`),
    catchments: read(`${id}/catchments.csv`),
    towns: read(`${id}/towns.csv`),
    hotlines: read(`${id}/hotlines.csv`),
    sharedHotlines: read('hotlines.csv'),
  }
}

/** みほん区 with one text replaced once, and everything the check says about it. */
export function faultsWith(name: keyof WardFiles, from: string | RegExp, to: string): Fault[] {
  const files = readWardFiles('mihon')
  const { file, text } = files[name]
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`nothing to replace in ${file}: ${from}`)
  return faultsOf({ ...files, [name]: { file, text: changed } })
}

/** Everything parsing and checking say about these files. */
export function faultsOf(files: WardFiles): Fault[] {
  const { ward, faults, where } = parseWard(files)
  return ward ? checkWard(ward, where) : faults
}
