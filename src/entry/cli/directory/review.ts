import { stringify } from 'csv-stringify/sync'
import { REVIEW_REASONS, type ReviewItem, type ReviewReason, reviewWard } from '../../../directory/review.ts'
import { todayAt } from '../../../directory/tokyo-time.ts'
import { momentFrom, optionsFrom, WrongUsage } from '../options.ts'
import { readWardFolder, type WardFolder } from './ward-folder.ts'

const NAMES: Readonly<Record<ReviewReason, string>> = {
  expired: '期限切れ（valid_to を過ぎた）',
  conflict: '食い違い（職員だけに見せている）',
  'third-party': '確かさC（職員だけに見せている）',
  'unknown-phone': '電話が分からない',
  'unknown-hours': '開いている時間が分からない',
  'never-confirmed': '区が一度も確認していない',
  'confirmed-long-ago': '最後の確認から180日を過ぎた',
}

/**
 * `directory -- review --ward W [--at ISO] [--format text|csv]`: every fact of a ward that somebody has to
 * look at, with the file and line to correct it in.
 */
export async function review(argv: readonly string[]): Promise<number> {
  const options = optionsFrom(argv, ['ward', 'at', 'format'])
  const format = options.format ?? 'text'
  if (format !== 'text' && format !== 'csv') throw new WrongUsage('--format must be text or csv')
  const now = momentFrom(options.at)
  const folder = readWardFolder(options.ward)
  const items = reviewWard(folder.ward, now, todayAt(now))
  process.stdout.write(format === 'csv' ? asCsv(items, folder) : asText(items, folder))
  return 0
}

function asText(items: readonly ReviewItem[], { ward, where }: WardFolder): string {
  const facts = [ward.points, ward.resources, ward.hotlines, ward.catchments].reduce(
    (n, { length }) => n + length,
    0,
  )
  const counts = REVIEW_REASONS.map((reason) => {
    const count = items.filter(({ reasons }) => reasons.includes(reason)).length
    return `  ${NAMES[reason]}  ${count}件`
  })
  const lines = items.map((item) => {
    const { file, line } = where.row(item.row)
    const { source, date } = item.row.provenance
    const why = item.reasons.map((reason) => NAMES[reason]).join('、')
    return `${file}:${line} ${item.name}\n    ${why}\n    出典 ${source}${date ? `（${date}）` : ''}`
  })
  const head = `${ward.name}：${facts}件のうち、見直しの要るもの${items.length}件`
  return `${[head, ...counts, '', ...lines].join('\n')}\n`
}

function asCsv(items: readonly ReviewItem[], { where }: WardFolder): string {
  return stringify(
    items.map((item) => {
      const { file, line } = where.row(item.row)
      const { source, url, date, confidence, confirmedBy, confirmedOn } = item.row.provenance
      return {
        file,
        line,
        name: item.name,
        reasons: item.reasons.map((reason) => NAMES[reason]).join('、'),
        source,
        source_url: url,
        source_date: date,
        confidence,
        confirmed_by: confirmedBy,
        confirmed_on: confirmedOn,
        caveat: item.row.provenance.caveat,
      }
    }),
    { header: true, bom: true, escape_formulas: true },
  )
}
