import { uuidFor } from './uuid.ts'
import type { ServiceTable } from './ward-tables.ts'

/** The UUID of a row's service: from the ward and the row's own id, so the same in every export. */
export function serviceId(ward: string, table: ServiceTable, id: string): string {
  return uuidFor(ward, table, id)
}

/** The UUID of the ward's own service, which carries the facts of `ward.yaml` and the towns. */
export function wardServiceId(ward: string): string {
  return uuidFor(ward, 'ward')
}

/** The UUID of the ward itself as an organization, or of a group named as operator. */
export function organizationId(ward: string, operator = ''): string {
  return uuidFor(ward, 'organization', operator)
}
