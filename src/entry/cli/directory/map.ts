import { writeFileSync } from 'node:fs'
import { ROOT } from '../../../build/inputs.ts'
import { mapPage } from '../../../directory/map/map-page.ts'
import { todayAt } from '../../../directory/tokyo-time.ts'
import { momentFrom, optionsFrom, WrongUsage } from '../options.ts'
import { readWardFolder } from './ward-folder.ts'

/**
 * `directory -- map --ward W [--partition P] [--out FILE] [--at ISO]`: who answers for which town, drawn as
 * one HTML page; to standard output when no file is named. `root` holds `wards/`.
 */
export async function drawMap(argv: readonly string[], root: string = ROOT): Promise<number> {
  const options = optionsFrom(argv, ['ward', 'partition', 'out', 'at'])
  const today = todayAt(momentFrom(options.at))
  const { ward } = readWardFolder(options.ward, root)
  const all = Object.keys(ward.partitions)
  const { partition } = options
  if (partition !== undefined && !all.includes(partition))
    throw new WrongUsage(`--partition must be one of: ${all.join(', ')}`)
  const page = mapPage(ward, partition === undefined ? all : [partition], today)
  if (options.out === undefined) process.stdout.write(page)
  else {
    writeFileSync(options.out, page)
    console.error(`${options.out} に書きました。ブラウザで開いてください。`)
  }
  return 0
}
