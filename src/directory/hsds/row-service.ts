import type { WardFile } from '../../content/ward.ts'
import { attribute } from './attributes.ts'
import { isPublic, isYes, listOf } from './for-residents.ts'
import { organizationId, serviceId } from './ids.ts'
import { ACCESS_LABELS } from './labels.ts'
import { exactAttributes, provenanceMetadata } from './provenance.ts'
import type { HsdsAttribute, HsdsLocation, HsdsOrganization, HsdsSchedule, HsdsService } from './schema.ts'
import { serviceCells } from './service-cells.ts'
import { uuidFor } from './uuid.ts'
import type { Row, ServiceTable } from './ward-tables.ts'
import { weeklyHours } from './weekly-hours.ts'

/** Columns HSDS has no field for. */
const AS_ATTRIBUTE = [
  'last_reception',
  'closed_on',
  'channels',
  'rank',
  'scope',
  'staff_only',
  'staff_only_fields',
  'outside_ward',
  'hide_address',
  'valid_from',
  'valid_to',
]

/** A row of points, resources or hotlines as a service of HSDS; `today` (yyyy-mm-dd) decides its status. */
export function rowService(
  ward: WardFile,
  table: ServiceTable,
  row: Row,
  columns: readonly string[],
  today: string,
): HsdsService {
  const cell = (column: string) => row[column] ?? ''
  const id = serviceId(ward.id, table, cell('id'))
  const column = (name: string) => attribute(id, 'column', name, cell(name))
  const number = cell('phone') || cell('number')
  const note = cell('phone_note') || cell('number_note')
  const doubtful = new Set(listOf(row.staff_only_fields))
  const location = locationOf(ward, id, row, doubtful)
  const schedules = schedulesOf(id, row, doubtful)
  const phones = [
    ...(number === ''
      ? []
      : [
          {
            id: uuidFor(id, 'phone', 'voice'),
            number,
            type: 'voice',
            ...some({ description: note }),
            ...mark(uuidFor(id, 'phone', 'voice'), doubtful.has('phone')),
          },
        ]),
    ...(cell('fax') === '' ? [] : [{ id: uuidFor(id, 'phone', 'fax'), number: cell('fax'), type: 'fax' }]),
  ]
  const attributes: HsdsAttribute[] = [
    attribute(id, 'table', table, cell('id')),
    ...(cell('kind') === '' ? [] : [attribute(id, 'kind', cell('kind'))]),
    ...distinct(row.serves).map((code) => attribute(id, 'need', code)),
    ...distinct(row.dangers).map((code) => attribute(id, 'danger', code)),
    ...AS_ATTRIBUTE.filter((name) => cell(name) !== '').map(column),
    ...(isUri(cell('url')) || cell('url') === '' ? [] : [column('url')]),
    ...(number === '' ? ['phone_note', 'number_note'].filter((name) => cell(name) !== '').map(column) : []),
    ...(location === null && cell('access') !== '' ? [column('access')] : []),
    ...(isPublic(row, today) ? [] : [attribute(id, 'column', 'audience', 'staff')]),
  ]
  const service: HsdsService = {
    id,
    name: cell('name'),
    ...some({ description: cell('services'), url: isUri(cell('url')) ? cell('url') : '' }),
    status: isCurrent(row, today) ? 'active' : 'inactive',
    ...some({
      alert: cell('notice'),
      fees_description: cell('cost'),
      eligibility_description: cell('target'),
      assured_date: cell('confirmed_on'),
    }),
    organization: organizationOf(ward, cell('operator')),
    ...list('phones', phones),
    ...list('schedules', schedules),
    ...list(
      'service_at_locations',
      location === null ? [] : [{ id: uuidFor(id, 'service_at_location'), location }],
    ),
    ...list(
      'languages',
      distinct(row.languages).map((code) => ({ id: uuidFor(id, 'language', code), code })),
    ),
    ...list(
      'required_documents',
      listOf(row.bring).map((document, i) => ({ id: uuidFor(id, 'document', i), document })),
    ),
    attributes,
    metadata: provenanceMetadata(id, 'service', row),
  }
  const exact = exactAttributes(id, columns, row, serviceCells(ward.id, service, table))
  return { ...service, attributes: [...attributes, ...exact] }
}

/** The ward, or the group that runs a resource. */
export function organizationOf(ward: WardFile, operator = ''): HsdsOrganization {
  return {
    id: organizationId(ward.id, operator),
    name: operator || ward.name,
    description: operator === '' ? `${ward.prefecture}${ward.name}` : `${ward.name}の資源一覧にある運営団体`,
  }
}

function isCurrent(row: Row, today: string): boolean {
  return isPublic({ ...row, staff_only: '', confidence: 'A' }, today)
}

function schedulesOf(owner: string, row: Row, doubtful: ReadonlySet<string>): HsdsSchedule[] {
  const { hours = '', hours_text: printed = '', valid_from: from = '', valid_to: to = '' } = row
  if (hours === '' && printed === '') return []
  const said = weeklyHours(hours)
  const rows = said && said.rows.length > 0 ? said.rows : [null]
  return rows.map((weekly, i) => {
    const id = uuidFor(owner, 'schedule', i)
    const exceptions = said?.exceptions
      ? [attribute(id, 'column', 'schedule_exceptions', said.exceptions)]
      : []
    const attributes = [...exceptions, ...(mark(id, doubtful.has('hours')).attributes ?? [])]
    return {
      id,
      ...some({ valid_from: from, valid_to: to }),
      ...(weekly && {
        timezone: 9,
        freq: weekly.freq,
        byday: weekly.byday,
        opens_at: `${weekly.opens}+09:00`,
        closes_at: `${weekly.closes}+09:00`,
      }),
      ...some({ description: printed, notes: hours }),
      ...list('attributes', attributes),
    }
  })
}

/** Where one goes; null for what has no place, and for places nobody may be told. */
function locationOf(
  ward: WardFile,
  owner: string,
  row: Row,
  doubtful: ReadonlySet<string>,
): HsdsLocation | null {
  const cell = (column: string) => row[column] ?? ''
  const hasAddress = ['address', 'building', 'town'].some((column) => cell(column) !== '')
  const [lat, lng] = [cell('lat'), cell('lng')].map((text) => (text === '' ? Number.NaN : Number(text)))
  const access = distinct(row.access)
  const hasPoint = lat !== undefined && lng !== undefined && (Number.isFinite(lat) || Number.isFinite(lng))
  if (isYes(row.hide_address) || !(hasAddress || hasPoint || access.length > 0)) return null
  const id = uuidFor(owner, 'location')
  // Another municipality's address names its own city; ours are all in the ward.
  const [city, province] = isYes(row.outside_ward) ? ['', ''] : [ward.name, ward.prefecture]
  const address = {
    id: uuidFor(owner, 'address'),
    address_1: cell('address'),
    ...some({ address_2: cell('building'), region: cell('town') }),
    city,
    state_province: province,
    // No source states it; HSDS requires the field.
    postal_code: '',
    country: 'JP',
    address_type: 'physical' as const,
  }
  return {
    id,
    location_type: 'physical',
    name: cell('name'),
    ...(Number.isFinite(lat) ? { latitude: lat } : {}),
    ...(Number.isFinite(lng) ? { longitude: lng } : {}),
    ...list('addresses', hasAddress ? [address] : []),
    ...list(
      'accessibility',
      access.map((code) => ({
        id: uuidFor(owner, 'accessibility', code),
        description: Object.hasOwn(ACCESS_LABELS, code)
          ? ACCESS_LABELS[code as keyof typeof ACCESS_LABELS]
          : code,
      })),
    ),
    ...mark(id, doubtful.has('address')),
  }
}

/** Says on the fact itself that only staff may see it. */
function mark(owner: string, doubtful: boolean): { attributes?: HsdsAttribute[] } {
  return doubtful ? { attributes: [attribute(owner, 'column', 'audience', 'staff')] } : {}
}

function distinct(cell: string | undefined): string[] {
  return [...new Set(listOf(cell))]
}

function isUri(text: string): boolean {
  return URL.canParse(text)
}

/** Only what is known: an empty cell is left out. */
function some<K extends string>(cells: Readonly<Record<K, string>>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== '')) as Partial<
    Record<K, string>
  >
}

function list<K extends string, T>(name: K, items: readonly T[]): Partial<Record<K, T[]>> {
  return (items.length === 0 ? {} : { [name]: [...items] }) as Partial<Record<K, T[]>>
}
