import { attribute, columnOf } from './attributes.ts'
import type { HsdsAttribute, HsdsMetadata } from './schema.ts'
import { uuidFor } from './uuid.ts'
import type { Row } from './ward-tables.ts'

const SAID_BY_SOURCE = ['source', 'source_url', 'source_date', 'confidence', 'caveat']

/** Where a row comes from and who confirmed it, as HSDS's record of changes: one entry a column. */
export function provenanceMetadata(owner: string, type: string, row: Row): HsdsMetadata[] {
  const entry = (column: string, action: string, date: string, by: string): HsdsMetadata => ({
    id: uuidFor(owner, 'metadata', column),
    resource_type: type,
    last_action_date: date,
    last_action_type: action,
    field_name: column,
    previous_value: '',
    replacement_value: row[column] ?? '',
    updated_by: by,
  })
  const { source_date: sourceDate = '', confirmed_by: by = '', confirmed_on: on = '' } = row
  // 「2019-09-01（電話）/ 2025-08-24（所在地）」 is no date: it stays in its own entry, and this one is left empty.
  const date = /^\d{4}-\d\d-\d\d$/.test(sourceDate) ? sourceDate : ''
  const said = SAID_BY_SOURCE.filter((column) => (row[column] ?? '') !== '')
  return [
    ...said.map((column) => entry(column, 'source', date, column === 'source' ? (row.source ?? '') : '')),
    ...(by === '' ? [] : [entry('confirmed_by', 'confirm', on, by)]),
  ]
}

/** The columns `provenanceMetadata` was given. */
export function provenanceCells(metadata: readonly HsdsMetadata[] = []): Record<string, string> {
  const known = new Set([...SAID_BY_SOURCE, 'confirmed_by'])
  return Object.fromEntries(
    metadata.flatMap(({ field_name, replacement_value }) =>
      known.has(field_name) ? [[field_name, replacement_value]] : [],
    ),
  )
}

/** Cells a spreadsheet wrote in its own way (`35.70`, 「a; b」): what HSDS's fields give back, and what stood there. */
export function exactAttributes(
  owner: string,
  columns: readonly string[],
  row: Row,
  back: Row,
): HsdsAttribute[] {
  return columns.flatMap((column) => {
    const pair = [back[column] ?? '', row[column] ?? '']
    return pair[0] === pair[1] ? [] : [attribute(owner, 'column', 'exact', JSON.stringify(pair), column)]
  })
}

/** Undoes `exactAttributes`; a value changed since in the HSDS field wins over the old way of writing. */
export function withExactCells(
  row: Row,
  thing: { readonly attributes?: readonly HsdsAttribute[] | undefined },
): Row {
  const exact: Record<string, string> = {}
  for (const { label } of thing.attributes ?? []) {
    const pair = label === undefined ? null : pairOf(columnOf(thing, 'exact', label))
    if (label !== undefined && pair && (row[label] ?? '') === pair[0]) exact[label] = pair[1]
  }
  return { ...row, ...exact }
}

function pairOf(text: string): [string, string] | null {
  try {
    const pair: unknown = JSON.parse(text)
    return Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
      ? [pair[0], pair[1]]
      : null
  } catch {
    return null
  }
}
