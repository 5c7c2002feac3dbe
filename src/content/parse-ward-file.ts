import type { Fault } from './fault.ts'
import type { SourceFile } from './read-table.ts'
import { type WardFile, wardFile } from './ward.ts'
import { readYaml } from './yaml-file.ts'

/** Where a part of `ward.yaml` is written: `at(['switchboard', 'phone'])`. */
export type YamlPosition = (path: readonly PropertyKey[]) => { file: string; line: number }

/** Reads and checks the shape of `ward.yaml`; null when it cannot be used. */
export function parseWardFile(
  { file, text }: SourceFile,
  faults: Fault[],
): { ward: WardFile | null; at: YamlPosition } {
  const read = readYaml(file, text, wardFile)
  faults.push(...read.faults)
  return { ward: read.value, at: (path) => ({ file, line: read.lineOf(path) }) }
}
