import type { WardFile } from '../../content/ward.ts'
import { forResidents, withoutSecretPlace } from './for-residents.ts'
import { rowService } from './row-service.ts'
import type { HsdsDocument, HsdsServiceArea } from './schema.ts'
import { catchmentArea } from './service-areas.ts'
import { type Audience, wardService } from './ward-service.ts'
import { SERVICE_TABLES, type WardTables } from './ward-tables.ts'

/** The version of HSDS the export keeps to. */
const VERSION = '3.1.3'

/**
 * A ward as Open Referral HSDS: every point, resource and line a service, the ward itself the first one.
 * For staff everything is in it; for residents only what they may see on that day (yyyy-mm-dd, Tokyo).
 */
export function toHsds(ward: WardFile, all: WardTables, audience: Audience, today: string): HsdsDocument {
  const tables = audience === 'staff' ? all : forResidents(all, today)
  const names = new Map(tables.points.rows.map(({ id = '', name = '' }) => [id, name]))
  const areas = new Map<string, HsdsServiceArea[]>()
  const { columns, rows } = tables.catchments
  const places = new Map(rows.map((row, i) => [row, i + 1]))
  for (const row of rows) {
    const area = catchmentArea(ward, row, columns, places.get(row) ?? 0, (id) => names.get(id) ?? id, today)
    areas.set(row.point ?? '', [...(areas.get(row.point ?? '') ?? []), area])
  }
  const services = SERVICE_TABLES.flatMap((table) =>
    tables[table].rows.map((row) => {
      const service = rowService(ward, table, withoutSecretPlace(row), tables[table].columns, today)
      const own = table === 'points' ? areas.get(row.id ?? '') : undefined
      return own === undefined ? service : { ...service, service_areas: own }
    }),
  )
  const contents = [wardService(ward, tables, audience, today), ...services]
  return {
    version: VERSION,
    total_items: contents.length,
    total_pages: 1,
    page_number: 1,
    size: contents.length,
    first_page: true,
    last_page: true,
    empty: false,
    contents,
  }
}
