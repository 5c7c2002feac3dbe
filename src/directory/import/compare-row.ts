import type { PointRow, ResourceRow } from '../../content/ward.ts'
import { metresBetween } from '../distance.ts'
import type { Facility } from './facility.ts'
import type { WardRow } from './match-facilities.ts'
import type { Compared, Comparison, Conflict, Difference } from './plan.ts'
import { sameAddress } from './read-address-cells.ts'

/** Farther apart than this, two positions of one building are not both right. */
const APART = 300

/** What the import is called in a row's `source`, and from when it is. */
export interface ImportSource {
  readonly source: string
  readonly dataset: string
  readonly date: string | null
}

/**
 * What a list says about one row of the ward. Empty fields are filled; a field only an earlier import of the
 * same list stated is changed; anything else that differs is a conflict (phone, address, hours) or noticed.
 */
export function compareRow(
  facility: Facility,
  is: WardRow,
  from: ImportSource,
  /** Desks every conversation can end at: their phone stays visible. */
  essential: ReadonlySet<string>,
): Comparison {
  const { row } = is
  const ours = isOurs(row, from)
  const changes: Difference[] = []
  const noticed: Difference[] = []
  const conflicts: Conflict[] = []
  const put = (field: Compared, old: string, now: string) => {
    // A ward's confirmation is for what it has read: nothing is added beneath it.
    if (row.provenance.confirmedOn !== null) noticed.push({ field, old, now })
    else changes.push({ field, old, now })
  }
  const differ = (field: Conflict['field'], old: string, now: string, also: readonly Difference[] = []) => {
    if (ours) {
      for (const one of [{ field, old, now }, ...also])
        if (one.old !== one.now) put(one.field, one.old, one.now)
      return
    }
    const hidden = row.staffOnly || row.staffOnlyFields.includes(field)
    const marked = hidden && (row.provenance.caveat ?? '').includes(conflictWords(field, old, now))
    const needed = field === 'phone' && essential.has(row.id) && !hidden
    conflicts.push({
      field,
      old,
      now,
      marked,
      notHidden: needed ? '総合窓口や困りごとの担当なので、電話を隠すと会話の行き先がなくなるため' : null,
    })
  }
  const fillOr = (field: Compared, old: string | null, now: string | null) => {
    if (now === null || now === '' || now === old) return
    if (old === null || old === '') put(field, '', now)
    else if (ours) put(field, old, now)
    else noticed.push({ field, old, now })
  }

  comparePhone(facility, row, put, differ)
  if (!('hideAddress' in row && row.hideAddress)) comparePlace(facility, is, { ours, put, differ, noticed })
  compareHours(facility, row, { ours, put, differ, noticed })
  fillOr('services', row.services, facility.services)
  fillOr('url', row.url, facility.url)
  fillOr('access', row.access.join(';'), facility.access.join(';'))
  if ('operator' in row) fillOr('operator', row.operator, facility.operator)
  return { line: facility.line, is, changes, conflicts, noticed }
}

/** The sentence a conflict leaves on a row's caveat; found again by the next import. */
export function conflictWords(field: Conflict['field'], old: string, now: string): string {
  const name = { phone: '電話', address: '住所', hours: '時間' }[field]
  return `${name}の食い違い: この行は「${old}」、取り込んだ資料は「${now}」`
}

/** The row was made by an earlier, not newer, import of the same list and nobody has confirmed it since. */
function isOurs(row: PointRow | ResourceRow, from: ImportSource): boolean {
  const { source, date, confirmedOn } = row.provenance
  if (confirmedOn !== null || !/^[^；;]+$/.test(source) || !source.endsWith(`（${from.dataset}）`))
    return false
  return from.date === null || date === null || date <= from.date
}

type Put = (field: Compared, old: string, now: string) => void
type Differ = (field: Conflict['field'], old: string, now: string, also?: readonly Difference[]) => void
interface Ways {
  readonly ours: boolean
  readonly put: Put
  readonly differ: Differ
  readonly noticed: Difference[]
}

function comparePhone(facility: Facility, row: PointRow | ResourceRow, put: Put, differ: Differ): void {
  if (facility.phone === null) return
  const digits = (text: string) => text.replace(/\D/g, '')
  const note = { field: 'phone_note', old: row.phoneNote ?? '', now: facility.phoneNote ?? '' } as const
  if (row.phone === null) {
    put('phone', '', facility.phone)
    if (note.old === '' && note.now !== '') put('phone_note', '', note.now)
  } else if (digits(row.phone) !== digits(facility.phone)) {
    // 「ほかに 03-…」: the ward knows both numbers.
    if (!digits(row.phoneNote ?? '').includes(digits(facility.phone)))
      differ('phone', row.phone, facility.phone, [note])
  }
}

function comparePlace(
  facility: Facility,
  { row, address }: WardRow,
  { ours, put, differ, noticed }: Ways,
): void {
  if (facility.address === null) return
  const text = (value: number | null) => (value === null ? '' : String(value))
  const same =
    row.address === null ||
    (address !== null && sameAddress(address, { text: facility.address, reading: facility.reading }))
  // A facility outside the ward has neither town nor position here.
  const inWard = !row.outsideWard && facility.elsewhere === null
  if (!same) {
    differ('address', row.address ?? '', facility.address, [
      { field: 'building', old: row.building ?? '', now: facility.building ?? '' },
      { field: 'town', old: row.town ?? '', now: inWard ? (facility.town ?? '') : '' },
      { field: 'lat', old: text(row.lat), now: text(facility.lat) },
      { field: 'lng', old: text(row.lng), now: text(facility.lng) },
    ])
    return
  }
  if (row.address === null) put('address', '', facility.address)
  if (row.building === null && facility.building !== null && !row.address?.includes(facility.building))
    put('building', '', facility.building)
  if (!inWard) return
  if (row.town === null && facility.town !== null) put('town', '', facility.town)
  if (facility.lat === null || facility.lng === null) return
  if (row.lat === null || row.lng === null) {
    put('lat', '', text(facility.lat))
    put('lng', '', text(facility.lng))
    return
  }
  const apart = metresBetween({ lat: row.lat, lng: row.lng }, { lat: facility.lat, lng: facility.lng })
  if (ours ? apart < 1 : apart < APART) return
  for (const [field, old, now] of [
    ['lat', row.lat, facility.lat],
    ['lng', row.lng, facility.lng],
  ] as const)
    if (ours) put(field, text(old), text(now))
    else noticed.push({ field, old: text(old), now: text(now) })
}

function compareHours(
  { hours, hoursText }: Facility,
  row: PointRow | ResourceRow,
  { ours, put, differ, noticed }: Ways,
): void {
  const texts = { field: 'hours_text', old: row.hoursText ?? '', now: hoursText ?? '' } as const
  const differs = texts.now !== '' && plain(texts.old) !== plain(texts.now)
  if (hours === null) {
    if (!differs) return
    if (texts.old === '' && row.hours === null) put('hours_text', '', texts.now)
    else if (ours && row.hours === null) put('hours_text', texts.old, texts.now)
    // 「第3月曜休館」 beside `Mo-Fr 09:00-17:00`: whether they agree is for a person to say.
    else noticed.push({ ...texts, old: row.hours ?? texts.old })
    return
  }
  if (row.hours === null && texts.old === '') {
    put('hours', '', hours)
    if (texts.now !== '') put('hours_text', '', texts.now)
  } else if (row.hours === null) {
    if (ours) {
      put('hours', '', hours)
      if (differs) put('hours_text', texts.old, texts.now)
    } else noticed.push({ field: 'hours', old: texts.old, now: hours })
  } else if (openDays(row.hours) !== openDays(hours)) differ('hours', row.hours, hours, [texts])
}

/** Without what either source may leave open: holidays and the year's end. */
function openDays(hours: string): string {
  return hours
    .split(';')
    .map((rule) => rule.trim().replace(/\s+/g, ' '))
    .filter((rule) => !/^(?:PH|Dec 29-Jan 0?3) (?:off|unknown)$/.test(rule))
    .join('; ')
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s〜～~-]/g, '')
}
