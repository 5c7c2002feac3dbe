import { attributesOf } from './attributes.ts'
import { organizationId } from './ids.ts'
import { ACCESS_LABELS } from './labels.ts'
import { provenanceCells, withExactCells } from './provenance.ts'
import type { HsdsService } from './schema.ts'
import type { Row, ServiceTable } from './ward-tables.ts'

const ACCESS_CODES = new Map(Object.entries(ACCESS_LABELS).map(([code, label]) => [label, code]))
/** Said of the export, not of the row. */
const NOT_CELLS = new Set(['audience', 'exact'])

/** The cells of the row a service was made of; '' where the service says nothing. */
export function serviceCells(ward: string, service: HsdsService, table: ServiceTable): Row {
  const codes = (taxonomy: 'need' | 'danger' | 'kind') =>
    attributesOf(service, taxonomy)
      .map(({ code }) => code)
      .join(';')
  const phone = (type: string) => service.phones?.find((one) => one.type === type)
  const hotline = table === 'hotlines'
  const location = service.service_at_locations?.[0]?.location
  const address = location?.addresses?.[0]
  const [schedule] = service.schedules ?? []
  const access = location?.accessibility?.map(
    ({ description = '' }) => ACCESS_CODES.get(description) ?? description,
  )
  const columns = attributesOf(service, 'column').filter(({ code }) => !NOT_CELLS.has(code))
  const voice = phone('voice')
  const row = {
    id: attributesOf(service, 'table').find(({ code }) => code === table)?.value ?? '',
    name: service.name,
    kind: codes('kind'),
    serves: codes('need'),
    dangers: codes('danger'),
    services: service.description ?? '',
    operator: operatorOf(ward, service),
    [hotline ? 'number' : 'phone']: voice?.number ?? '',
    [hotline ? 'number_note' : 'phone_note']: voice?.description ?? '',
    fax: phone('fax')?.number ?? '',
    address: address?.address_1 ?? '',
    building: address?.address_2 ?? '',
    town: address?.region ?? '',
    lat: numberText(location?.latitude),
    lng: numberText(location?.longitude),
    hours: schedule?.notes ?? '',
    hours_text: schedule?.description ?? '',
    notice: service.alert ?? '',
    cost: service.fees_description ?? '',
    target: service.eligibility_description ?? '',
    languages: (service.languages ?? []).map(({ code }) => code ?? '').join(';'),
    access: (access ?? []).join(';'),
    bring: (service.required_documents ?? []).map(({ document }) => document ?? '').join(';'),
    url: service.url ?? '',
    confirmed_on: service.assured_date ?? '',
    ...provenanceCells(service.metadata),
    ...Object.fromEntries(columns.map(({ code, value }) => [code, value])),
  }
  return withExactCells(row, service)
}

/** '' for the ward itself. */
function operatorOf(ward: string, { organization }: HsdsService): string {
  return organization === undefined || organization.id === organizationId(ward) ? '' : organization.name
}

function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
