import type { Gazetteer } from '../gazetteer.ts'
import type { Facility, Refusal, Remarks } from './facility.ts'
import type { FacilityFact, FacilityFormat } from './facility-columns.ts'
import { readAccess } from './read-access.ts'
import { dayInAddress, readAddressCells } from './read-address-cells.ts'
import { readOpening } from './read-opening.ts'
import { readPhone } from './read-phone.ts'
import { type Bounds, POSITION_WHY, readPosition } from './read-position.ts'

/** What reading a row needs to know of the ward. */
export interface ImportWard {
  readonly gazetteer: Gazetteer
  readonly bounds: Bounds
}

/** `-1.2`, an altitude, begins with a sign and calculates nothing. */
const FORMULA = /^[=+\-@＝＋－＠\t\r]/
const NUMBER = /^[-+]?\d+(?:\.\d+)?$/
/** 「－」「---」 in a cell mean that there is nothing to say. */
const NOTHING = /^[-‐‑‒–—―−－ー]+$/

/** A record's cells by fact, spaces and line breaks made one space, dashes read as empty. */
export function factsOf(cells: readonly string[], format: FacilityFormat): (fact: FacilityFact) => string {
  return (fact) => {
    const index = format.columns.get(fact)
    const cell = index === undefined ? '' : (cells[index] ?? '').replace(/\s+/g, ' ').trim()
    return NOTHING.test(cell) ? '' : cell
  }
}

/** The first cell that a spreadsheet would calculate; null when there is none. */
export function formulaIn(cells: readonly string[]): string | null {
  return (
    cells.find((cell) => cell !== '' && FORMULA.test(cell) && !NUMBER.test(cell) && !NOTHING.test(cell)) ??
    null
  )
}

/** One row as a facility, or why it is refused. */
export function readFacility(
  line: number,
  of: (fact: FacilityFact) => string,
  meals: boolean,
  { gazetteer, bounds }: ImportWard,
  remarks: Remarks,
): Facility | Refusal {
  const name = of('name')
  const refuse = (reason: string): Refusal => ({ line, name, reason })
  for (const fact of ['address', 'townPart', 'blockPart'] as const) {
    const day = dayInAddress(of(fact))
    if (day !== null)
      return refuse(
        `住所の番が日付（${day}）に変わっています。表計算ソフトが変えたものです。列を「文字列」にして、もとの番（${blockOf(day)}）に書き直してください。`,
      )
  }
  const phone = readPhone(of('phone'))
  if ('wrong' in phone) return refuse(phone.wrong)
  const second = readPhone(of('secondPhone'))

  const { address, reading } = readAddressCells(
    of('address'),
    [of('prefecture'), of('city'), of('townPart'), of('blockPart')],
    gazetteer,
  )
  const town = reading.kind === 'place' ? reading.place.town : null
  const elsewhere = reading.kind === 'elsewhere' ? reading.municipality : null
  if (address === null) remarks.add('住所がありません。住所なしで取り込みます。', line)
  else if (town === null && elsewhere === null)
    remarks.add('住所の町が towns.csv から分かりません。town を空欄にして取り込みます。', line)
  const position = readPosition(of('lat'), of('lng'), bounds)
  if (position.why !== null && elsewhere === null) remarks.add(POSITION_WHY[position.why], line)

  const opening = meals ? { hours: null, text: mealTimes(of) } : readFacilityHours(of, line, remarks)
  const notes = [
    phone.note,
    of('phoneNote'),
    of('extension') === '' ? '' : `内線 ${of('extension')}`,
    'wrong' in second || second.phone === null || second.phone === phone.phone
      ? ''
      : `ほかに ${second.phone}`,
  ].filter((note) => note !== null && note !== '')
  const url = of('url')
  const isUrl = /^https?:\/\/[^\s　]+$/.test(url)
  if (url !== '' && !isUrl) remarks.add('URLが1つのURLとして読めません。URLなしで取り込みます。', line)
  return {
    line,
    name,
    kana: of('kana'),
    english: of('english'),
    operator: of('operator') || null,
    address,
    reading,
    building: of('building') || null,
    town,
    elsewhere,
    lat: position.lat,
    lng: position.lng,
    phone: phone.phone,
    phoneNote: phone.phone === null ? null : notes.join('、') || null,
    hours: opening.hours,
    hoursText: opening.text,
    services: (meals ? mealServices(of) : of('description')) || null,
    url: isUrl ? url : null,
    access: readAccess(of),
    category: `${of('minorCategory')} ${of('majorCategory')}`.trim(),
    description: of('description'),
  }
}

type Cells = (fact: FacilityFact) => string

function readFacilityHours(of: Cells, line: number, remarks: Remarks) {
  const cells = { days: of('days'), opens: of('opens'), closes: of('closes'), note: of('hoursNote') }
  // 0.354166…: a time that the spreadsheet wrote as a part of a day.
  if (/^0?\.\d+$/.test(cells.opens) || /^0?\.\d+$/.test(cells.closes)) {
    remarks.add('時間が表計算ソフトの数（0.354…）になっています。時間なしで取り込みます。', line)
    return { hours: null, text: null }
  }
  const opening = readOpening(cells)
  if (opening.text !== null && opening.hours === null)
    remarks.add('時間は文のまま hours_text に入れます（曜日と時刻だけでは言い切れないため）。', line)
  return opening
}

/** 月1回 or a code beside 「土 11:30～13:00」: how often is never only the day, so no `opening_hours` are made. */
function mealTimes(of: Cells): string | null {
  const times = of('opens') === '' && of('closes') === '' ? '' : `${of('opens')}～${of('closes')}`
  // 開催頻度 is a number whose meaning the file does not say.
  const often = /^\d*$/.test(of('frequency')) ? '' : of('frequency')
  const parts = [often, of('days'), of('dates'), times, of('hoursNote')].filter((part) => part !== '')
  if (parts.length === 0) return null
  return often === '' && of('days') !== '' && of('dates') === ''
    ? `${parts.join(' ')}（開く日は主催者に確かめてください）`
    : parts.join(' ')
}

function mealServices(of: Cells): string {
  const parts = [of('description') || '子ども食堂', of('supports'), of('condition')]
  return parts.filter((part) => part !== '').join('。')
}

/** 5月20日 → 5-20 */
function blockOf(day: string): string {
  return /^(\d{1,2})月(\d{1,2})日$/.test(day) ? day.replace('月', '-').replace('日', '') : '3-21 の形'
}
