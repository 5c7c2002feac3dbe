import type { Ward } from '../../content/ward.ts'
import {
  COVERAGE_NAMES,
  COVERAGES,
  coverageOf,
  missingText,
  sharesText,
  type TownCoverage,
} from '../coverage.ts'
import type { Share } from '../partition.ts'

/** Who is responsible in each town of a partition on a day (yyyy-mm-dd), for officials: tab-separated lines. */
export function coverageReport(ward: Ward, partition: string, today: string): string {
  const towns = coverageOf(ward, partition, today)
  const names = new Map(ward.points.map(({ id, name }) => [id, name]))
  const nameOf = (point: string) => names.get(point) ?? point
  const count = (of: (town: TownCoverage) => boolean) => towns.filter(of).length
  const counts = COVERAGES.map(
    (one) => `  ${COVERAGE_NAMES[one]}\t${count(({ coverage }) => coverage === one)}`,
  )
  const holes = count((town) => town.missing.length > 0)
  const placed = new Set(towns.flatMap(({ shares }) => shares.map(({ point }) => point)))
  const unplaced = (ward.partitions[partition]?.points ?? []).filter((point) => !placed.has(point))
  const lines = towns.map((town) =>
    [town.town, COVERAGE_NAMES[town.coverage], whoOf(town, nameOf)].filter((cell) => cell !== '').join('\t'),
  )
  return [
    `${ward.name} ${ward.partitions[partition]?.name ?? partition}（${partition}）の担当区域 ${today}現在、${towns.length}の町丁目`,
    ...counts,
    ...(holes > 0 ? [`  番の抜けがある町\t${holes}`] : []),
    ...(unplaced.length > 0 ? [`  区域が書かれていない相談先\t${unplaced.map(nameOf).join('、')}`] : []),
    ...lines,
  ].join('\n')
}

function whoOf(town: TownCoverage, nameOf: (point: string) => string): string {
  const who = [...Map.groupBy(town.shares, ({ point }) => point)].map(([point, own]) =>
    town.coverage === 'decided' ? nameOf(point) : `${nameOf(point)} ${sharesText(own)}`,
  )
  const missing = missingText(town)
  return [
    ...who,
    ...(missing ? [`担当が書かれていない番: ${missing}`] : []),
    ...town.shares.flatMap((share) => (share.validTo === null ? [] : [`${share.validTo}まで`])),
    ...town.later.map(
      (share: Share) => `${share.validFrom}から ${nameOf(share.point)} ${sharesText([share])}`,
    ),
  ].join(' / ')
}
