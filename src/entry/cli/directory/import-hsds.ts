import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../../../build/inputs.ts'
import { checkWard } from '../../../content/check-ward.ts'
import type { Fault } from '../../../content/fault.ts'
import type { SourceFile } from '../../../content/read-table.ts'
import { parseWard } from '../../../content/ward-csv.ts'
import { fromHsds } from '../../../directory/hsds/from-hsds.ts'
import { planReport } from '../../../directory/hsds/plan-report.ts'
import { planTables } from '../../../directory/hsds/plan-tables.ts'
import { MAX_HSDS_BYTES, readDocument } from '../../../directory/hsds/read-document.ts'
import type { WardTables } from '../../../directory/hsds/ward-tables.ts'
import { WrongUsage } from '../options.ts'
import { readWardFolder } from './ward-folder.ts'

const USAGE = 'directory -- hsds FILE --ward W [--write]'

/**
 * `directory -- hsds FILE --ward W [--write]`: an export for staff back into the ward's files. Shows what would
 * change; writes only with `--write`, and only when nothing at all is wrong. `root` holds `wards/`.
 */
export async function importHsds(argv: readonly string[], root: string = ROOT): Promise<number> {
  const { path, ward: id, write } = wishFrom(argv)
  const { ward, files } = readWardFolder(id, root)
  const read = tablesIn(path, ward.id)
  if (read.tables === null) return refuse(read.refused)
  const { tables } = read
  const faults: Fault[] = []
  const plans = planTables(files, tables, faults)
  const yaml = files.get('ward.yaml')?.text ?? ''
  process.stdout.write(planReport(ward.name, plans, { changed: tables.yaml !== yaml }))
  if (faults.length === 0)
    faults.push(
      ...faultsIn(root, {
        yaml: { file: `wards/${ward.id}/ward.yaml`, text: tables.yaml },
        ...(Object.fromEntries(plans.map(({ name, file, text }) => [name, { file, text }])) as Texts),
      }),
    )
  if (faults.length > 0)
    return refuse(faults.map(({ file, line, message }) => `${file}${line > 0 ? `:${line}` : ''} ${message}`))
  const texts = new Map([
    ['ward.yaml', tables.yaml],
    ...plans.map(({ name, text }) => [`${name}.csv`, text] as const),
  ])
  const changed = [...texts].filter(([name, text]) => files.get(name)?.text !== text)
  if (changed.length === 0) {
    console.error('区のファイルと同じです。書くことはありません。')
    return 0
  }
  if (!write) {
    console.error('まだ何も書いていません。書くときは --write を付けてください。')
    return 0
  }
  const folder = join(root, 'wards', ward.id)
  for (const [name, text] of changed) writeFileSync(join(folder, `${name}.new`), text)
  for (const [name] of changed) renameSync(join(folder, `${name}.new`), join(folder, name))
  console.error(
    `${changed.map(([name]) => `wards/${ward.id}/${name}`).join('、')} を書きました。npm run check で確かめてください。`,
  )
  return 0
}

type Texts = Readonly<Record<'points' | 'resources' | 'catchments' | 'towns' | 'hotlines', SourceFile>>
type Read = { readonly tables: WardTables } | { readonly tables: null; readonly refused: readonly string[] }

function tablesIn(path: string, ward: string): Read {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isFile())
    return { tables: null, refused: [`${path} というファイルがありません。名前と場所を確かめてください。`] }
  if (stats.size > MAX_HSDS_BYTES)
    return {
      tables: null,
      refused: [
        `${path} は大きすぎます（${Math.ceil(stats.size / 1024 / 1024)}MB）。読めるのは50MBまでです。`,
      ],
    }
  try {
    const read = readDocument(readFileSync(path, 'utf8'))
    return read.document === null ? { tables: null, refused: read.refused } : fromHsds(read.document, ward)
  } catch (fault) {
    // Thousands of brackets inside one another.
    if (fault instanceof RangeError) return { tables: null, refused: ['JSONの入れ子が深すぎます。'] }
    throw fault
  }
}

function faultsIn(root: string, own: Texts & { readonly yaml: SourceFile }): readonly Fault[] {
  const shared = join(root, 'wards/hotlines.csv')
  const sharedHotlines = {
    file: 'wards/hotlines.csv',
    text: existsSync(shared) ? readFileSync(shared, 'utf8') : '',
  }
  const { ward, faults, where } = parseWard({ ...own, sharedHotlines })
  return ward === null ? faults : checkWard(ward, where)
}

function refuse(reasons: readonly string[]): number {
  for (const reason of reasons) console.error(reason)
  console.error(`${reasons.length}件の理由で断りました。何も書いていません。`)
  return 1
}

function wishFrom(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ward: { type: 'string' }, write: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) throw new Error('FILE is missing')
    return { path, ward: values.ward, write: values.write ?? false }
  } catch (fault) {
    throw new WrongUsage(`${(fault as Error).message}\nusage: ${USAGE}`)
  }
}
