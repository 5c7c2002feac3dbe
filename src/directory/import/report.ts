import type { PointRow, ResourceRow } from '../../content/ward.ts'
import type { Remark } from './facility.ts'
import type { Comparison, Conflict, Difference, ImportPlan, NewRow } from './plan.ts'
import { UNKNOWN_KIND } from './sort-out.ts'

/** Where a row of the ward stands. */
export type LineOf = (row: PointRow | ResourceRow) => { readonly file: string; readonly line: number }

const FIELD: Readonly<Record<string, string>> = {
  phone: '電話',
  phone_note: '電話の説明',
  address: '住所',
  building: '建物',
  town: '町',
  lat: '緯度',
  lng: '経度',
  hours: '時間',
  hours_text: '時間の文',
  services: '内容',
  operator: '団体',
  access: '備え',
  url: 'URL',
}
const nameOf = (field: string) => `${FIELD[field] ?? field}（${field}）`

/** The plan for people: what would be written, what not, and why; every row of the list is named once. */
export function planAsText(plan: ImportPlan, wardName: string, lineOf: LineOf): string {
  const { list } = plan
  const from = `${plan.source}${plan.date === null ? '' : ` ${plan.date}`}`
  const counts = [
    `新しい行 ${plan.added.length}`,
    `変わる行 ${plan.changed.length}`,
    `食い違い ${plan.conflicting.length}`,
    `変わらない行 ${plan.unchanged.length}`,
    `対象外 ${plan.aside.length}`,
    `断った行 ${plan.refused.length}`,
  ]
  const parts = [
    `${wardName}への取り込みの計画`,
    `  形式      ${list.format.label}`,
    `  文字コード  ${list.encoding}`,
    `  出典      ${from}`,
    `  ${list.rows}行: ${counts.join('、')}`,
    ...(list.format.unknown.length > 0 ? [`  使わない列  ${list.format.unknown.join('、')}`] : []),
    ...section('気をつけること', plan.remarks.map(remarkLine)),
    ...section(
      '断った行（直すまで取り込めません）',
      plan.refused.map(({ line, name, reason }) => `  ${line}行目 ${name}\n    ${reason}`),
    ),
    ...section(
      '食い違い（どちらが正しいかは決めません。確かめて、区のファイルを直してください）',
      plan.conflicting.map((one) => conflictText(one, from, lineOf)),
    ),
    ...section(
      '変わる行',
      plan.changed.map((one) => changeText(one, from, lineOf)),
    ),
    ...section(
      '新しい行（serves は空欄。区が書くまで住民には出ません）',
      plan.added.map((one) => newText(one, lineOf)),
    ),
    ...section(
      '変わらない行',
      plan.unchanged.map((one) => [head(one, lineOf), ...one.noticed.map(noticedLine)].join('\n')),
    ),
    ...section('対象外（取り込まない行）', asideByReason(plan), plan.aside.length),
  ]
  return `${parts.join('\n')}\n`
}

/** The same plan as one JSON value, for machines. */
export function planAsJson(plan: ImportPlan, lineOf: LineOf): unknown {
  const compared = ({ line, is, changes, conflicts, noticed }: Comparison) => ({
    line,
    id: is.row.id,
    name: is.row.name,
    at: lineOf(is.row),
    source: is.row.provenance.source,
    source_date: is.row.provenance.date,
    confirmed_on: is.row.provenance.confirmedOn,
    changes,
    conflicts,
    noticed,
  })
  return {
    format: plan.list.format.label,
    encoding: plan.list.encoding,
    rows: plan.list.rows,
    source: plan.source,
    source_date: plan.date,
    unused_columns: plan.list.format.unknown,
    remarks: plan.remarks,
    new: plan.added.map(({ line, file, cells, alike }) => ({
      line,
      file: `${file}.csv`,
      cells,
      alike: alike.map(({ row }) => ({ id: row.id, name: row.name, at: lineOf(row) })),
    })),
    changed: plan.changed.map(compared),
    conflicts: plan.conflicting.map(compared),
    unchanged: plan.unchanged.map(compared),
    aside: plan.aside,
    refused: plan.refused,
  }
}

function section(title: string, lines: readonly string[], count = lines.length): string[] {
  return lines.length === 0 ? [] : ['', `■ ${title}: ${count}`, ...lines]
}

function asideByReason({ aside }: ImportPlan): string[] {
  return [...Map.groupBy(aside, ({ reason }) => reason)].flatMap(([reason, rows]) => [
    `  ${reason}: ${rows.length}行${reason === UNKNOWN_KIND ? '（要るものは手で足すか、--kind を付けて取り込んでください）' : ''}`,
    ...rows.map(({ line, name }) => `    ${line}行目 ${name}`),
  ])
}

function head({ line, is }: Comparison, lineOf: LineOf): string {
  const at = lineOf(is.row)
  return `  ${line}行目 ${is.row.name}（${at.file}:${at.line}）`
}

function sourceOf({ is }: Comparison): string {
  const { source, date, confirmedBy, confirmedOn } = is.row.provenance
  const confirmed = confirmedOn === null ? '' : `、${confirmedOn} ${confirmedBy ?? ''}確認`
  return `${source}${date === null ? '' : `（${date}）`}${confirmed}`
}

function conflictText(one: Comparison, from: string, lineOf: LineOf): string {
  const at = lineOf(one.is.row)
  const lines = one.conflicts.flatMap((conflict) => [
    `    ${nameOf(conflict.field)}`,
    `      区のファイル  ${conflict.old}    出典 ${sourceOf(one)}`,
    `      取り込む資料  ${conflict.now}    出典 ${from} ${one.line}行目`,
    `      ${hiddenLine(conflict)}確かめて ${at.file} の${at.line}行目の ${conflict.field} を直してください。`,
  ])
  return [head(one, lineOf), ...lines, ...one.changes.map(changeLine), ...one.noticed.map(noticedLine)].join(
    '\n',
  )
}

function hiddenLine({ field, marked, notHidden }: Conflict): string {
  if (marked) return `前の取り込みで印が付いています（${field} は住民に見せていません）。`
  if (notHidden !== null) return `印は付けません（${notHidden}）。caveat に書きます。`
  return `--write で staff_only_fields に ${field} を書き、住民には見せません。`
}

function changeText(one: Comparison, from: string, lineOf: LineOf): string {
  const sources = [`    出典 ${sourceOf(one)}`, `    　→ ${from} ${one.line}行目`]
  return [
    head(one, lineOf),
    ...one.changes.map(changeLine),
    ...sources,
    ...one.noticed.map(noticedLine),
  ].join('\n')
}

function changeLine({ field, old, now }: Difference): string {
  return `    ${nameOf(field)}  ${old === '' ? '（空欄）' : old} → ${now === '' ? '（空欄）' : now}`
}

function noticedLine({ field, old, now }: Difference): string {
  return `    書き換えません: ${nameOf(field)}  区のファイル ${old === '' ? '（空欄）' : old} / 資料 ${now}`
}

function newText({ line, file, cells, alike }: NewRow, lineOf: LineOf): string {
  const facts = [cells.address, cells.phone, cells.hours || cells.hours_text].filter((fact) => fact)
  const near = alike.map(({ row }) => {
    const at = lineOf(row)
    return `    同じ住所に似た名前の行があります: ${row.name}（${at.file}:${at.line}）。同じ施設なら、名前をそろえてから取り込んでください。`
  })
  return [
    `  ${line}行目 ${cells.name} → ${file}.csv ${cells.id}（${cells.kind}） ${facts.join(' / ')}`,
    ...near,
  ].join('\n')
}

function remarkLine({ message, lines }: Remark): string {
  return `  ${message}\n    ${lines.length}行: ${ranges(lines)}`
}

/** 2,3,4,7 → 2-4, 7 */
function ranges(lines: readonly number[]): string {
  const runs: [number, number][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (run && run[1] === line - 1) run[1] = line
    else runs.push([line, line])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
