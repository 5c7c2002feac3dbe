import { writeFileSync } from 'node:fs'
import { ROOT } from '../../../build/inputs.ts'
import { toHsds } from '../../../directory/hsds/to-hsds.ts'
import { AUDIENCES } from '../../../directory/hsds/ward-service.ts'
import { readWardTables } from '../../../directory/hsds/ward-tables.ts'
import { todayAt } from '../../../directory/tokyo-time.ts'
import { momentFrom, optionsFrom, WrongUsage } from '../options.ts'
import { readWardFolder } from './ward-folder.ts'

/**
 * `directory -- export --ward W [--out FILE] [--for resident|staff] [--at ISO]`: a ward as Open Referral HSDS
 * JSON, on standard output unless `--out`. `root` holds `wards/`.
 */
export async function exportHsds(argv: readonly string[], root: string = ROOT): Promise<number> {
  const options = optionsFrom(argv, ['ward', 'out', 'for', 'at'])
  const audience = AUDIENCES.find((one) => one === (options.for ?? 'resident'))
  if (audience === undefined) throw new WrongUsage('--for must be resident or staff')
  const today = todayAt(momentFrom(options.at))
  const { ward, files } = readWardFolder(options.ward, root)
  const document = toHsds(ward, readWardTables(files, []), audience, today)
  const json = `${JSON.stringify(document, null, 1)}\n`
  if (options.out === undefined) process.stdout.write(json)
  else writeFileSync(options.out, json)
  const size = `${document.total_items}件、${Math.ceil(Buffer.byteLength(json) / 1024)}KB`
  console.error(
    audience === 'staff'
      ? `${ward.name}のすべてを書き出しました（${size}）。職員だけのことが入っているので、公開しないでください。`
      : `${ward.name}の、住民に見せてよいことを書き出しました（${size}）。区のファイルに戻せるのは --for staff の書き出しだけです。`,
  )
  return 0
}
