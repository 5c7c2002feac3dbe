import { hoursFault } from './check-hours.ts'
import type { Fault } from './fault.ts'
import { isPhone, isUnreachablePhone, phonesIn } from './phone.ts'
import { normalDay } from './read-cells.ts'
import type { HotlineRow, PointRow, ResourceRow, Ward } from './ward.ts'
import type { Where } from './ward-csv.ts'

/** What is wrong with single rows: numbers, hours, days, places, and addresses that must stay hidden. */
export function checkRows(ward: Ward, where: Where): Fault[] {
  const faults: Fault[] = []
  const towns = new Set(ward.towns.map((town) => town.name))
  const ids = new Set<string>()
  const hoursSeen: HoursSeen = new Map()
  for (const row of [...ward.points, ...ward.resources, ...ward.hotlines]) {
    const fault = (message: string) => faults.push({ ...where.row(row), message })
    if (ids.has(row.id)) fault(`id「${row.id}」が2回使われています。別のidにしてください。`)
    ids.add(row.id)
    checkTimes(row, hoursSeen, fault)
    checkNumbers(ward, row, fault)
    if ('channels' in row && 'address' in row) checkPlace(ward, row, towns, fault)
    if ('hideAddress' in row && row.hideAddress) checkHidden(ward, row, fault)
  }
  for (const row of [
    ...ward.points,
    ...ward.resources,
    ...ward.catchments,
    ...ward.towns,
    ...ward.hotlines,
  ]) {
    const { confirmedBy, confirmedOn } = row.provenance
    if ((confirmedBy === null) !== (confirmedOn === null))
      faults.push({
        ...where.row(row),
        message:
          '確認した人（confirmed_by）と確認した日（confirmed_on）は、両方書くか両方空欄にしてください。',
      })
  }
  const names = new Set<string>()
  for (const town of ward.towns) {
    const fault = (message: string) => faults.push({ ...where.row(town), message })
    if (names.has(town.name)) fault(`町「${town.name}」が2回あります。1つにしてください。`)
    names.add(town.name)
    if (!inside(ward, town.lat, town.lng))
      fault(`町「${town.name}」の位置が区の外です。緯度と経度を確かめてください。`)
    for (const other of town.aka)
      if (ward.towns.some((t) => t.base !== town.base && (t.base === other || t.aka.includes(other))))
        fault(`別名「${other}」は別の町の名前でもあります。この別名を消してください。`)
  }
  return faults
}

type Say = (message: string) => void

/** Reading hours takes half a millisecond, and an imported list says the same ones thousands of times. */
type HoursSeen = Map<string, string | null>

function hoursFaultOnce({ hours, hoursText }: Pick<PointRow, 'hours' | 'hoursText'>, seen: HoursSeen) {
  if (hours === null) return null
  const key = `${hours}\n${hoursText?.includes('祝日も')}`
  const wrong = seen.has(key) ? (seen.get(key) ?? null) : hoursFault(hours, hoursText)
  seen.set(key, wrong)
  return wrong
}

function checkTimes(row: PointRow | ResourceRow | HotlineRow, seen: HoursSeen, fault: Say): void {
  const wrong = hoursFaultOnce(row, seen)
  if (wrong)
    fault(
      `時間「${row.hours}」: ${wrong}。例: Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off（わからないときは空欄）。`,
    )
  if (row.validFrom !== null && row.validTo !== null && row.validFrom > row.validTo)
    fault(`有効な期間（${row.validFrom} から ${row.validTo}）の始まりが終わりより後です。`)
  if (!('closedOn' in row)) return
  if (row.lastReception !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(row.lastReception))
    fault(`最終受付「${row.lastReception}」は 16:30 の形で書いてください。`)
  for (const entry of row.closedOn) {
    const days = entry.split('/')
    const right = days.length <= 2 && days.every((day) => normalDay(day) === day)
    if (!right || (days[1] ?? '9') < (days[0] ?? ''))
      fault(`臨時の休み「${entry}」は 2026-12-28 か 2026-10-01/2026-12-31 の形で書いてください。`)
  }
}

function checkNumbers(ward: Ward, row: PointRow | ResourceRow | HotlineRow, fault: Say): void {
  const shown = 'number' in row ? [row.number] : [row.phone, 'fax' in row ? row.fax : null]
  for (const phone of shown) {
    if (phone === null || isPhone(phone)) continue
    const hint = /^[1-9]\d{8,9}$/.test(phone)
      ? '表計算ソフトが先頭の0を消したようです。0から書き直してください'
      : '半角の数字とハイフンで、番号を1つだけ書いてください（例: 03-3543-0211）'
    fault(`電話番号「${phone}」が正しくありません。${hint}。`)
  }
  // National and Tokyo lines are real in every ward, also beside invented desks.
  if ('scope' in row && row.scope !== 'ward') return
  const notes =
    'number' in row
      ? [row.numberNote]
      : [row.phoneNote, row.services, row.notice, row.hoursText, row.building]
  for (const phone of [...shown, ...notes.flatMap((note) => phonesIn(note ?? ''))]) {
    if (phone === null || !isPhone(phone) || phone.length <= 5) continue
    if (ward.invented && !isUnreachablePhone(phone))
      fault(`架空の区に、つながる番号「${phone}」があります。03-0000-xxxx か 0120-000-xxx にしてください。`)
    if (!ward.invented && isUnreachablePhone(phone))
      fault(`電話番号「${phone}」はどこにもつながりません。本当の番号にするか、空欄にしてください。`)
  }
}

function checkPlace(ward: Ward, row: PointRow | ResourceRow, towns: ReadonlySet<string>, fault: Say): void {
  if (row.town !== null && !towns.has(row.town))
    fault(`町「${row.town}」が towns.csv にありません。「中央三丁目」のように漢数字で書いてください。`)
  if ((row.lat === null) !== (row.lng === null))
    fault('緯度（lat）と経度（lng）は、両方書くか両方空欄にしてください。')
  else if (row.lat !== null && row.lng !== null && !row.outsideWard && !inside(ward, row.lat, row.lng))
    fault(
      `位置（${row.lat}, ${row.lng}）が区の外です。緯度と経度の取り違えを確かめてください（区の外の施設なら outside_ward を yes にします）。`,
    )
  if (row.outsideWard && row.town !== null)
    fault('区の外の施設（outside_ward）には「town」を書けません。空欄にしてください。')
}

function checkHidden(ward: Ward, row: PointRow, fault: Say): void {
  if (row.address || row.building || row.town || row.lat !== null || row.lng !== null)
    fault(
      '住所を出さない相談先（hide_address）です。address, building, town, lat, lng を空欄にしてください。',
    )
  const bases = new Set(ward.towns.map((town) => town.base))
  const texts = [row.services, row.phoneNote, row.notice, row.hoursText, ...row.bring]
  for (const base of bases)
    if (texts.some((text) => text !== null && followedByNumber(text, base)))
      fault(`住所を出さない相談先（hide_address）ですが、説明に「${base}」の番地があります。消してください。`)
}

function followedByNumber(text: string, base: string): boolean {
  return text
    .split(base)
    .slice(1)
    .some((rest) => /^[\d０-９一二三四五六七八九十]/.test(rest))
}

function inside({ bounds }: Ward, lat: number, lng: number): boolean {
  return lat >= bounds.south && lat <= bounds.north && lng >= bounds.west && lng <= bounds.east
}
