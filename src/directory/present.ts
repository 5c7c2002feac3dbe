import type { Contact } from '../content/neighbours.ts'
import type { Lang, PointChannel } from '../content/vocabulary.ts'
import type { HotlineRow, PointRow, ResourceRow, TownRow } from '../content/ward.ts'
import type { ConsultationPoint } from './consultation-point.ts'
import { distanceTo } from './directory.ts'
import { hoursNow } from './hours.ts'
import { type Reason, reasonText } from './reasons.ts'

export interface Presentation {
  readonly now: number
  readonly lang: Lang
  readonly basis: ConsultationPoint['basis']
  readonly reason: Reason
  /** Where distances are measured from; null when the place is unknown. */
  readonly from: TownRow | null
  /** In talks about violence no address is shown, whoever it belongs to. */
  readonly hidePlaces: boolean
  readonly script: readonly string[]
}

/** A row of the ward as residents may see it now: hidden places stay hidden, facts in doubt are not known. */
export function presentPoint(row: PointRow | ResourceRow, how: Presentation): ConsultationPoint {
  const withheld = new Set(row.staffOnlyFields)
  const secret = how.hidePlaces || ('hideAddress' in row && row.hideAddress)
  const hidden = secret || withheld.has('address')
  const hours = withheld.has('hours') ? { ...row, hours: null, hoursText: null, lastReception: null } : row
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    basis: how.basis,
    why: reasonText(how.reason, how.lang),
    phone: withheld.has('phone') ? null : row.phone,
    address: hidden || row.address === null ? null : [row.address, row.building].filter(Boolean).join(' '),
    town: hidden ? null : row.town,
    lat: hidden ? null : row.lat,
    lng: hidden ? null : row.lng,
    hours: hoursNow(hours, how.now, how.lang),
    distance_m: hidden || how.from === null ? null : distanceTo(how.from, row),
    channels: row.channels,
    bring: row.bring,
    script: how.script,
    languages: row.languages,
    source: { name: row.provenance.source, url: row.provenance.url, date: row.provenance.date },
    confirmed: row.provenance.confirmedOn,
    confidence: row.provenance.confidence,
    notice: noticeOf(row, withheld, secret),
  }
}

/** A line as a point: nothing but a number and its hours. */
export function presentLine(row: HotlineRow, how: Omit<Presentation, 'basis' | 'reason'>): ConsultationPoint {
  return {
    id: row.id,
    name: row.name,
    kind: 'hotline',
    basis: row.scope === 'ward' ? 'wardwide' : 'national',
    why: reasonText({ kind: 'line', scope: row.scope }, how.lang),
    phone: row.number,
    address: null,
    town: null,
    lat: null,
    lng: null,
    hours: hoursNow({ ...row, lastReception: null, closedOn: [] }, how.now, how.lang),
    distance_m: null,
    channels: lineChannels(row.channels),
    bring: [],
    script: how.script,
    languages: row.languages,
    source: { name: row.provenance.source, url: row.provenance.url, date: row.provenance.date },
    confirmed: row.provenance.confirmedOn,
    confidence: row.provenance.confidence,
    notice: row.numberNote,
  }
}

const NO_HOURS = {
  hours: null,
  hoursText: null,
  lastReception: null,
  closedOn: [],
  validFrom: null,
  validTo: null,
} as const

/** Another municipality's general contact as a point: a number, nothing else is known of it here. */
export function presentContact(contact: Contact, lang: Lang): ConsultationPoint {
  const { id, municipality, name, phone, source, url, date, confidence } = contact
  return {
    id,
    name: `${municipality} ${name}`,
    kind: 'municipality',
    basis: 'wardwide',
    why: reasonText({ kind: 'municipality', name: municipality }, lang),
    phone,
    address: null,
    town: null,
    lat: null,
    lng: null,
    hours: hoursNow(NO_HOURS, 0, lang),
    distance_m: null,
    channels: ['phone'],
    bring: [],
    script: [],
    languages: [],
    source: { name: source, url, date },
    confirmed: null,
    confidence,
    notice: null,
  }
}

/** Somebody can be reached there now or at a known time. */
export function isReachable(point: ConsultationPoint): boolean {
  return point.phone !== null || (point.address !== null && point.hours.open !== null)
}

function lineChannels(channels: readonly string[]): PointChannel[] {
  const online = channels.some((channel) => channel === 'mail' || channel === 'chat' || channel === 'online')
  return online ? ['phone', 'online'] : ['phone']
}

/** What is said with the point: 要予約, 仮移転, a further number. Where the place is secret, nothing that tells it. */
function noticeOf(
  row: PointRow | ResourceRow,
  withheld: ReadonlySet<string>,
  secret: boolean,
): string | null {
  const phoneNote = withheld.has('phone') || row.phoneNote === null ? null : `電話：${row.phoneNote}`
  const said = [withheld.has('notice') ? null : row.notice, phoneNote]
  const places = [row.address, row.building, row.town].filter((place) => place !== null)
  const kept = said
    .filter((text) => text !== null)
    .filter(
      (text) => !secret || !(/丁目|番地|移転/.test(text) || places.some((place) => text.includes(place))),
    )
  return kept.length === 0 ? null : kept.join('\n')
}
