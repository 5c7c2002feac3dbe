import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../../../build/inputs.ts'
import { checkWard } from '../../../content/check-ward.ts'
import type { Fault } from '../../../content/fault.ts'
import { parseNeighbours } from '../../../content/neighbours.ts'
import { normalDay } from '../../../content/read-cells.ts'
import { createGazetteer } from '../../../directory/gazetteer.ts'
import { editsFor } from '../../../directory/import/apply-plan.ts'
import { notCsv } from '../../../directory/import/decode-bytes.ts'
import { editCsv } from '../../../directory/import/edit-csv.ts'
import { planImport } from '../../../directory/import/plan-import.ts'
import { readFacilityList } from '../../../directory/import/read-list.ts'
import { planAsJson, planAsText } from '../../../directory/import/report.ts'
import { WrongUsage } from '../options.ts'
import { readWardFolder, type WardFolder } from './ward-folder.ts'

const USAGE =
  'directory -- import FILE --ward W [--kind points|resources] [--format text|json] [--write --date yyyy-mm-dd [--skip-refused]]'
const MAX_BYTES = 20 * 1024 * 1024
const FILES = ['points', 'resources'] as const

/**
 * Shows what a published list of facilities would change in a ward's files; with --write and nothing refused,
 * writes it. The plan goes to standard output, everything else to standard error.
 */
export async function importFacilities(argv: readonly string[], root: string = ROOT): Promise<number> {
  const wish = wishFrom(argv)
  const folder = readWardFolder(wish.ward, root)
  const { ward, where } = folder
  const unread = notReadable(wish.path)
  if (unread !== null) return refused([{ file: wish.path, line: 0, message: unread }])
  const gazetteer = createGazetteer(ward, neighboursOf(root))
  const read = readFacilityList(wish.path, readFileSync(wish.path), {
    gazetteer,
    bounds: ward.bounds,
    lgCode: ward.lgCode,
  })
  if ('faults' in read) return refused(read.faults)
  const plan = planImport(read.list, ward, gazetteer, {
    file: basename(wish.path),
    date: wish.date,
    target: wish.kind,
  })
  process.stdout.write(
    wish.format === 'json'
      ? `${JSON.stringify(planAsJson(plan, where.row))}\n`
      : planAsText(plan, ward.name, where.row),
  )
  if (!wish.write) {
    console.error('まだ何も書いていません。書くときは --write --date yyyy-mm-dd を付けてください。')
    return 0
  }
  if (plan.refused.length > 0 && !wish.skipRefused) {
    console.error(
      `断った行が${plan.refused.length}行あるので、何も書いていません。直してからもう一度動かすか、その行を除いて書くなら --skip-refused を付けてください。`,
    )
    return 1
  }
  const edits = editsFor(plan, (row) => where.row(row).line)
  return write(folder, root, ward.id, (name, text) => editCsv(text, edits[name]))
}

interface Wish {
  readonly path: string
  readonly ward: string | undefined
  readonly kind: 'points' | 'resources' | null
  readonly format: 'text' | 'json'
  readonly date: string | null
  readonly write: boolean
  readonly skipRefused: boolean
}

function wishFrom(argv: readonly string[]): Wish {
  const { values, positionals } = parsed(argv)
  const [path, ...more] = positionals
  const { kind = null, format = 'text', date = null, write = false } = values
  if (path === undefined || more.length > 0) throw new WrongUsage(USAGE)
  if (kind !== null && kind !== 'points' && kind !== 'resources')
    throw new WrongUsage('--kind must be points or resources')
  if (format !== 'text' && format !== 'json') throw new WrongUsage('--format must be text or json')
  if (date !== null && normalDay(date) !== date)
    throw new WrongUsage('--date must be a day such as 2026-11-01 (when the list was published)')
  if (write && date === null)
    throw new WrongUsage('--write needs --date yyyy-mm-dd (when the list was published)')
  return { path, ward: values.ward, kind, format, date, write, skipRefused: values['skip-refused'] ?? false }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        ward: { type: 'string' },
        kind: { type: 'string' },
        format: { type: 'string' },
        date: { type: 'string' },
        write: { type: 'boolean' },
        'skip-refused': { type: 'boolean' },
      },
      allowPositionals: true,
      strict: true,
    })
  } catch (fault) {
    throw new WrongUsage(`${(fault as Error).message}\n${USAGE}`)
  }
}

/** Why a file is not read at all; told from its size and its first bytes. */
function notReadable(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 'このファイルがありません。名前と場所を確かめてください。'
  if (!stats.isFile()) return 'ファイルではありません。CSVのファイルを1つ渡してください。'
  if (stats.size === 0) return '空のファイルです。'
  const head = new Uint8Array(4096)
  const file = openSync(path, 'r')
  const length = readSync(file, head)
  closeSync(file)
  const other = notCsv(head.subarray(0, length))
  if (other !== null) return other
  if (stats.size > MAX_BYTES)
    return `大きすぎます（${Math.ceil(stats.size / 1024 / 1024)}MB）。読めるのは20MBまでです。別のファイルでないか確かめ、行を分けて渡してください。`
  return null
}

function neighboursOf(root: string) {
  const read = (name: string) => {
    const path = join(root, 'wards', name)
    return { file: `wards/${name}`, text: existsSync(path) ? readFileSync(path, 'utf8') : '' }
  }
  return parseNeighbours(read('neighbours.csv'), read('tokyo-towns.csv'), [])
}

/** Writes both files, reads the ward again as `npm run check` does, and puts them back when anything is refused. */
function write(
  { ward, where, files }: WardFolder,
  root: string,
  id: string,
  edited: (name: (typeof FILES)[number], text: string) => string,
): number {
  const before = checkWard(ward, where)
  if (before.length > 0) {
    console.error('区のファイルにまちがいがあるので、何も書いていません。先に直してください。')
    return refused(before)
  }
  const texts = FILES.map((name) => {
    const old = files.get(`${name}.csv`)?.text ?? ''
    return { path: join(root, 'wards', id, `${name}.csv`), name, old, now: edited(name, old) }
  }).filter(({ old, now }) => old !== now)
  if (texts.length === 0) {
    console.error('書くことがありません。')
    return 0
  }
  const changed = texts.filter(({ path, old }) => readFileSync(path, 'utf8') !== old)
  if (changed.length > 0) {
    console.error(
      `${changed[0]?.name}.csv がいま書き換えられました。何も書いていません。もう一度動かしてください。`,
    )
    return 1
  }
  for (const { path, now } of texts) replace(path, now)
  const faults = faultsNow(id, root)
  if (faults.length > 0) {
    for (const { path, old } of texts) replace(path, old)
    console.error('書いたあとの確認で断られたので、元に戻しました。')
    return refused(faults)
  }
  console.error(`${texts.map(({ name }) => `wards/${id}/${name}.csv`).join(' と ')} を書きました。`)
  return 0
}

function faultsNow(id: string, root: string): readonly Fault[] {
  try {
    const { ward, where } = readWardFolder(id, root)
    return checkWard(ward, where)
  } catch (fault) {
    return [{ file: `wards/${id}`, line: 0, message: (fault as Error).message }]
  }
}

/** Whole or not at all, also when the machine stops in between. */
function replace(path: string, text: string): void {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, text)
  renameSync(aside, path)
}

function refused(faults: readonly Fault[]): number {
  for (const { file, line, message } of faults)
    console.error(`${file}${line > 0 ? `:${line}` : ''} ${message}`)
  return 1
}
