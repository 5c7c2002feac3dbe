import { AREAS, DANGER_KINDS, NEEDS } from '../../content/vocabulary.ts'
import { AREA_LABELS, COLUMN_LABELS, DANGER_LABELS, NEED_LABELS, TABLE_LABELS } from './labels.ts'
import type { HsdsAttribute } from './schema.ts'
import { uuidFor } from './uuid.ts'

/** Our own taxonomies: needs, dangers, kinds of points, the file a row stands in, columns HSDS has no field for. */
export type Taxonomy = 'need' | 'danger' | 'kind' | 'table' | 'column'

const TAXONOMIES: Readonly<Record<Taxonomy, string>> = {
  need: '困りごと',
  danger: '危険',
  kind: '相談先や活動の種類',
  table: '区のファイル',
  column: '区のファイルの列',
}

/** One of our terms said of the thing with this UUID; `label` tells apart several of the same term. */
export function attribute(
  owner: string,
  taxonomy: Taxonomy,
  code: string,
  value?: string,
  label?: string,
): HsdsAttribute {
  const name = nameOf(taxonomy, code)
  return {
    id: uuidFor(owner, 'attribute', taxonomy, code, label ?? ''),
    link_type: taxonomy,
    ...(label === undefined ? {} : { label }),
    ...(value === undefined ? {} : { value }),
    taxonomy_term: {
      id: termId(taxonomy, code),
      code,
      name,
      description: `${TAXONOMIES[taxonomy]}（${code}）`,
      taxonomy: `madoguchi:${taxonomy}`,
    },
  }
}

/** The UUID of one of our terms, the same for every ward. */
function termId(taxonomy: Taxonomy, code: string): string {
  return uuidFor('term', taxonomy, code)
}

/** Attributes of one of our taxonomies, whatever a reader has done to their names. */
export function attributesOf(
  thing: { readonly attributes?: readonly HsdsAttribute[] | undefined },
  taxonomy: Taxonomy,
): { readonly code: string; readonly value: string; readonly label: string }[] {
  return (thing.attributes ?? []).flatMap(({ taxonomy_term: term, value = '', label = '' }) =>
    term?.taxonomy === `madoguchi:${taxonomy}` &&
    term.code !== undefined &&
    term.id === termId(taxonomy, term.code)
      ? [{ code: term.code, value, label }]
      : [],
  )
}

/** The value of a column said as an attribute; '' when it is not. */
export function columnOf(
  thing: { readonly attributes?: readonly HsdsAttribute[] | undefined },
  column: string,
  label = '',
): string {
  return attributesOf(thing, 'column').find((one) => one.code === column && one.label === label)?.value ?? ''
}

function nameOf(taxonomy: Taxonomy, code: string): string {
  if (taxonomy === 'need') {
    const need = NEEDS.find((one) => one === code)
    const area = AREAS.find((one) => `${one}.*` === code)
    return need ? NEED_LABELS[need] : area ? AREA_LABELS[area] : code
  }
  if (taxonomy === 'danger') {
    const kind = DANGER_KINDS.find((one) => one === code)
    return kind ? DANGER_LABELS[kind] : code
  }
  const labels = taxonomy === 'column' ? COLUMN_LABELS : taxonomy === 'table' ? TABLE_LABELS : {}
  // A kind may be called anything, `__proto__` too.
  return Object.hasOwn(labels, code) ? (labels[code] ?? code) : code
}
