import { normalDay } from '../../content/read-cells.ts'
import { WITHHELD } from '../../content/ward.ts'
import { isValidOn } from '../directory.ts'
import type { Row, Table, WardTables } from './ward-tables.ts'

/** What goes with each of `staff_only_fields`. */
const WITHHELD_COLUMNS: Readonly<Record<(typeof WITHHELD)[number], readonly string[]>> = {
  phone: ['phone', 'phone_note', 'fax'],
  hours: ['hours', 'hours_text', 'last_reception'],
  address: ['address', 'building', 'town', 'lat', 'lng'],
  url: ['url'],
  services: ['services'],
  notice: ['notice'],
}
/** Notes of officials for officials. */
const FOR_OFFICIALS = ['caveat', 'confirmed_by', 'staff_only', 'staff_only_fields']
const TELLS_PLACE = /丁目|番地|移転/
const TEXTS = ['services', 'phone_note', 'notice', 'hours_text', 'bring']
export const PLACE_COLUMNS = ['address', 'building', 'town', 'lat', 'lng']

/** The rows and cells residents may see on that day (yyyy-mm-dd); the rest is left out, not emptied by guess. */
export function forResidents(tables: WardTables, today: string): WardTables {
  const shown = (table: Table): Table => ({
    columns: table.columns,
    rows: table.rows.filter((row) => isPublic(row, today)).map((row) => without(row, hiddenIn(row))),
  })
  const points = shown(tables.points)
  const known = new Set(points.rows.map(({ id }) => id))
  const catchments = shown(tables.catchments)
  return {
    yaml: '',
    points,
    resources: shown(tables.resources),
    hotlines: shown(tables.hotlines),
    catchments: {
      ...catchments,
      rows: catchments.rows.filter(
        ({ point, within }) => known.has(point) && (within === '' || known.has(within)),
      ),
    },
    towns: shown(tables.towns),
  }
}

/** Whether residents may see a row at all on that day. */
export function isPublic(row: Row, today: string): boolean {
  const day = (column: string) => normalDay(row[column] ?? '')
  const forStaff = isYes(row.staff_only) || row.confidence === 'C'
  return !forStaff && isValidOn({ validFrom: day('valid_from'), validTo: day('valid_to') }, today)
}

/** A row without the place nobody may be told (DV). */
export function withoutSecretPlace(row: Row): Row {
  return isYes(row.hide_address) ? without(row, PLACE_COLUMNS) : row
}

function hiddenIn(row: Row): string[] {
  const withheld = listOf(row.staff_only_fields)
  const doubtful = WITHHELD.flatMap((field) => (withheld.includes(field) ? WITHHELD_COLUMNS[field] : []))
  const telling = isYes(row.hide_address) ? TEXTS.filter((column) => TELLS_PLACE.test(row[column] ?? '')) : []
  return [...FOR_OFFICIALS, ...doubtful, ...telling]
}

function without(row: Row, columns: readonly string[]): Row {
  const gone = columns.filter((column) => column in row)
  return gone.length === 0 ? row : { ...row, ...Object.fromEntries(gone.map((column) => [column, ''])) }
}

/** `a;b` as its parts. */
export function listOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

export function isYes(cell: string | undefined): boolean {
  return /^(?:yes|true|1|はい)$/i.test(cell ?? '')
}
