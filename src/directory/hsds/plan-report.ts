import type { TablePlan } from './plan-tables.ts'
import type { Row } from './ward-tables.ts'

/** More rows of one kind than this are counted, not listed. */
const MOST = 200

/** What would be written, in Japanese, file by file. */
export function planReport(
  ward: string,
  plans: readonly TablePlan[],
  yaml: { readonly changed: boolean },
): string {
  const lines = [`${ward}：HSDSのJSONから区のファイルに入れると`]
  lines.push(`ward.yaml  ${yaml.changed ? '書き換わります（JSONにある全文になります）' : '同じ'}`)
  for (const plan of plans) {
    const { added, changed, same, missing, name } = plan
    lines.push(
      `${name}.csv  新しい行 ${added.length}、変わる行 ${changed.length}、同じ行 ${same}、JSONにない行 ${missing.length}${missing.length > 0 ? '（消さずに残します）' : ''}`,
    )
    lines.push(...some(added.map((row) => `  新しい ${labelOf(row)}`)))
    lines.push(
      ...some(
        changed.map(({ line, row, cells }) =>
          [
            `  変わる ${name}.csv:${line} ${labelOf(row)}`,
            ...cells.map(({ column, from, to }) => `    ${column}: ${shown(from)} → ${shown(to)}`),
          ].join('\n'),
        ),
      ),
    )
    lines.push(...some(missing.map((row) => `  JSONにない ${labelOf(row)}`)))
  }
  return `${lines.join('\n')}\n`
}

function labelOf(row: Row): string {
  const parts =
    row.partition === undefined ? [row.id, row.name] : [row.point, row.town, row.blocks, row.within]
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

function shown(cell: string): string {
  return cell === '' ? '（空欄）' : `「${cell}」`
}

function some(lines: readonly string[]): string[] {
  return lines.length <= MOST ? [...lines] : [...lines.slice(0, MOST), `  ほかに${lines.length - MOST}行`]
}
