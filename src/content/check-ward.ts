import { checkCatchments } from './check-catchments.ts'
import { hoursFault } from './check-hours.ts'
import { checkRows } from './check-rows.ts'
import type { Fault } from './fault.ts'
import { needPatternMatches } from './flow.ts'
import { isPhone, isUnreachablePhone } from './phone.ts'
import { NEEDS } from './vocabulary.ts'
import type { PointRow, Ward } from './ward.ts'
import type { Where } from './ward-csv.ts'

/** Everything that is wrong across a parsed ward's rows; empty when it may be served. */
export function checkWard(ward: Ward, where: Where = NOWHERE): Fault[] {
  return [...checkYaml(ward, where), ...checkRows(ward, where), ...checkCatchments(ward, where)]
}

const NOWHERE: Where = {
  row: () => ({ file: 'ward', line: 0 }),
  yaml: () => ({ file: 'ward.yaml', line: 0 }),
}

function checkYaml(ward: Ward, where: Where): Fault[] {
  const faults: Fault[] = []
  const fault = (path: readonly (string | number)[], message: string) =>
    faults.push({ ...where.yaml(path), message })
  const points = new Map(ward.points.map((point) => [point.id, point]))

  const { phone } = ward.switchboard
  if (!isPhone(phone)) fault(['switchboard', 'phone'], `代表電話「${phone}」が正しくありません。`)
  else if (isUnreachablePhone(phone) !== ward.invented)
    fault(
      ['switchboard', 'phone'],
      ward.invented
        ? `架空の区の代表電話「${phone}」は 03-0000-xxxx にしてください。`
        : `代表電話「${phone}」はどこにもつながりません。`,
    )
  if (ward.lineLane === 'in_line_with_notice' && ward.lineLaneApproval === null)
    fault(
      ['lineLane'],
      'LINEの中で事情まで話すには、区の承認の記録が要ります。lineLaneApproval に、だれが・いつ・どの文書で承認したかを書いてください。',
    )
  for (const key of ['generalDesk', 'outreachDesk', 'core'] as const) {
    const id = ward[key]
    if (id === undefined) continue
    const desk = points.get(id)
    if (!desk) fault([key], `相談先「${id}」が points.csv にありません。`)
    else if (!reachable(desk))
      fault([key], `「${desk.name}」には住民に出せる電話がありません。電話のある相談先を書いてください。`)
  }
  for (const [id, partition] of Object.entries(ward.partitions))
    partition.points.forEach((point, i) => {
      if (!points.has(point))
        fault(['partitions', id, 'points', i], `相談先「${point}」が points.csv にありません。`)
    })
  ward.responsibility.forEach((row, i) => {
    if ('partition' in row && !ward.partitions[row.partition])
      fault(['responsibility', i, 'partition'], `区域の種類「${row.partition}」が partitions にありません。`)
    if (!('point' in row)) return
    const point = points.get(row.point)
    if (!point) fault(['responsibility', i, 'point'], `相談先「${row.point}」が points.csv にありません。`)
    else if (!reachable(point))
      fault(
        ['responsibility', i, 'point'],
        `「${point.name}」には住民に出せる電話がありません。別の相談先を書いてください。`,
      )
  })
  for (const need of NEEDS)
    if (!ward.responsibility.some((row) => row.needs.some((pattern) => needPatternMatches(pattern, need))))
      fault(['responsibility'], `困りごと「${need}」の担当がありません。responsibility に加えてください。`)
  const wrong = ward.staffHours ? hoursFault(ward.staffHours.hours, ward.staffHours.text.ja) : null
  if (wrong) fault(['staffHours', 'hours'], `職員の時間「${ward.staffHours?.hours}」: ${wrong}。`)
  const towns = new Set(ward.towns.map((town) => town.name))
  ward.stations.forEach((station, i) => {
    for (const town of station.towns)
      if (!towns.has(town))
        fault(['stations', i], `駅「${station.name}」の町「${town}」が towns.csv にありません。`)
  })
  return faults
}

/** Promise 1: a resident can always call the desk a conversation ends at. */
function reachable(point: PointRow): boolean {
  const told =
    !point.staffOnly && point.provenance.confidence !== 'C' && !point.staffOnlyFields.includes('phone')
  return told && point.phone !== null
}
