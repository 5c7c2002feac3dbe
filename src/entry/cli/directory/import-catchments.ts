import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../../../build/inputs.ts'
import type { Fault } from '../../../content/fault.ts'
import { normalDay } from '../../../content/read-cells.ts'
import type { Provenance } from '../../../content/ward.ts'
import { coverageReport } from '../../../directory/sheet/coverage-report.ts'
import { decodeSheet, MAX_SHEET_BYTES } from '../../../directory/sheet/decode-sheet.ts'
import { editCatchments } from '../../../directory/sheet/edit-catchments.ts'
import { planCatchments } from '../../../directory/sheet/plan-catchments.ts'
import { planReport } from '../../../directory/sheet/plan-report.ts'
import { readEntries } from '../../../directory/sheet/read-entries.ts'
import { readSheet } from '../../../directory/sheet/read-sheet.ts'
import { todayAt } from '../../../directory/tokyo-time.ts'
import { momentFrom, WrongUsage } from '../options.ts'
import { readWardFolder, type WardFolder } from './ward-folder.ts'

const USAGE =
  'catchments FILE --ward W --partition P [--write] [--source NAME --date yyyy-mm-dd], or catchments --ward W [--partition P] --coverage'

/**
 * `directory -- catchments`: a two-column sheet 町丁目 → 相談先 as rows of catchments.csv; a plan unless
 * `--write`. With `--coverage` and no file, who is responsible where today. `root` holds `wards/`.
 */
export async function importCatchments(argv: readonly string[], root: string = ROOT): Promise<number> {
  const { file, options } = argumentsOf(argv)
  const today = todayAt(momentFrom(options.at))
  const folder = readWardFolder(options.ward, root)
  const { partitions } = folder.ward
  const partition = options.partition
  if (partition !== undefined && !Object.hasOwn(partitions, partition))
    throw new WrongUsage(`--partition must be one of: ${Object.keys(partitions).join(', ')}`)
  if (file === undefined) {
    const wanted = partition === undefined ? Object.keys(partitions) : [partition]
    const reports = wanted.map((name) => coverageReport(folder.ward, name, today))
    process.stdout.write(`${reports.join('\n\n')}\n`)
    return 0
  }
  if (partition === undefined)
    throw new WrongUsage(`--partition must be one of: ${Object.keys(partitions).join(', ')}`)
  return importSheet(file, folder, partition, { ...options, today, root })
}

interface Options {
  readonly source?: string | undefined
  readonly date?: string | undefined
  readonly write?: boolean | undefined
  readonly coverage?: boolean | undefined
  readonly today: string
  readonly root: string
}

function importSheet(path: string, folder: WardFolder, partition: string, options: Options): number {
  const file = basename(path)
  const provenance = provenanceOf(file, options)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) return refuse([{ file: path, line: 0, message: 'ファイルがありません。' }])
  if (stat.size > MAX_SHEET_BYTES) return refuse([{ file, line: 0, message: TOO_LARGE }])
  const decoded = decodeSheet(readFileSync(path))
  if (decoded.kind === 'refused') return refuse([{ file, line: 0, message: decoded.message }])
  const sheet = readSheet(file, decoded.text)
  const read = readEntries(folder.ward, partition, file, sheet.rows)
  const { ward, where } = folder
  const plan = planCatchments(ward, where, { file, partition, entries: read.entries }, provenance)
  const faults = [...sheet.faults, ...read.faults, ...plan.faults]
  const head = `${ward.name} ${ward.partitions[partition]?.name}（${partition}）← ${file}（${decoded.encoding}、${sheet.rows.length}行、断る ${faults.length}件）`
  const report = [
    head,
    `出典 ${provenance.source}（${provenance.date ?? '日付なし'}）、確かさ ${provenance.confidence}`,
  ]
  report.push(planReport(ward, partition, plan, options.today))
  report.push('', coverageReport(plan.ward, partition, options.today))
  process.stdout.write(`${report.join('\n')}\n`)
  if (faults.length > 0) return refuse(faults)
  if (!options.write) {
    console.error('まだ書いていません。書くときは --write を付けてください。')
    return 0
  }
  const target = `wards/${ward.id}/catchments.csv`
  const before = folder.files.get('catchments.csv')?.text ?? ''
  const after = editCatchments(before, partition, plan.towns, (row) => where.row(row).line)
  if (after !== before) {
    // A process that dies half way leaves the old file whole.
    const at = join(options.root, target)
    writeFileSync(`${at}.new`, after)
    renameSync(`${at}.new`, at)
  }
  console.error(
    after === before
      ? `${target} は変わりません。`
      : `${target} に書きました。npm run check で確かめてください。`,
  )
  return 0
}

const TOO_LARGE = '大きすぎます（5MBまで）。町丁目と相談先の2列だけのファイルにしてください。'

/** A is for what an official source says, and says when. */
function provenanceOf(file: string, { source, date }: Options): Provenance {
  const known = source !== undefined && date !== undefined
  return {
    source: source ?? `担当区域の表（${file}）`,
    url: null,
    date: date ?? null,
    confidence: known ? 'A' : 'B',
    confirmedBy: null,
    confirmedOn: null,
    caveat: known ? null : '取り込んだ表の出典か日付が分からない',
  }
}

function refuse(faults: readonly Fault[]): number {
  for (const { file, line, message } of faults)
    console.error(line > 0 ? `${file}:${line} ${message}` : `${file} ${message}`)
  console.error(`${faults.length}件の直すところがあります。何も書いていません。`)
  return 1
}

function argumentsOf(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        ward: text,
        partition: text,
        source: text,
        date: text,
        at: text,
        write: flag,
        coverage: flag,
      },
      allowPositionals: true,
      strict: true,
    })
    const [file, ...more] = positionals
    if (more.length > 0 || (file === undefined) !== (values.coverage === true))
      throw new Error('FILE or --coverage')
    if (values.date !== undefined && normalDay(values.date) !== values.date)
      throw new Error('--date must be a day such as 2026-07-01')
    if (values.source?.trim() === '' || /^[=+@-]/.test(values.source ?? ''))
      throw new Error('--source must be the name of a source')
    return { file, options: values }
  } catch (fault) {
    throw new WrongUsage(`${(fault as Error).message}\nusage: ${USAGE}`)
  }
}
