import type { CatchmentRow, Ward } from '../../content/ward.ts'
import { extentText } from '../blocks.ts'
import { coverageOf, missingText } from '../coverage.ts'
import type { CatchmentPlan } from './plan-catchments.ts'

/** What a sheet would change, for the official who decides: counts, rows, gaps. `today`: yyyy-mm-dd. */
export function planReport(ward: Ward, partition: string, plan: CatchmentPlan, today: string): string {
  const names = new Map(ward.points.map(({ id, name }) => [id, name]))
  const text = (row: CatchmentRow) => `${names.get(row.point) ?? row.point} ${extentText(row)}`
  const added = plan.towns.filter(
    ({ before, kept, after }) => before.length + kept.length === 0 && after.length > 0,
  )
  const changed = plan.towns.filter(
    ({ before, kept, after }) => before.length + kept.length > 0 && before.length + after.length > 0,
  )
  const kept = plan.towns.reduce((n, town) => n + town.kept.length, 0)
  const mentioned = new Set(plan.towns.map(({ town }) => town))
  const others = ward.catchments.filter(
    (row) => row.partition === partition && (row.town === null || !mentioned.has(row.town)),
  )
  const gaps = coverageOf(plan.ward, partition, today)
  const nobody = gaps.filter(({ coverage }) => coverage === 'nobody').map(({ town }) => town)
  const holes = gaps.filter((town) => town.missing.length > 0)
  const rows = added.reduce((n, { after }) => n + after.length, 0)
  return [
    `足す ${rows}行 / 変わる ${changed.length}町 / 同じなのでそのまま ${kept}行 / 表にない町の行（さわらない） ${others.length}行`,
    ...section(
      '足す',
      added.flatMap(({ town, after }) => after.map((row) => `${town}: ${text(row)}`)),
    ),
    ...section(
      '変わる',
      changed.flatMap(({ town, before, after }) => [
        ...before.map((row) => `${town}: 消す   ${text(row)}`),
        ...after.map((row) => `${town}: 加える ${text(row)}`),
      ]),
    ),
    ...section(
      '確かめてください',
      plan.notes.map(({ file, line, message }) => `${file}:${line} ${message}`),
    ),
    ...section(`だれもいない町（${nobody.length}）`, nobody.length > 0 ? [nobody.join('、')] : []),
    ...section(
      '担当が書かれていない番',
      holes.map((town) => `${town.town}: ${missingText(town) ?? ''}`),
    ),
  ].join('\n')
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}
