/** An object of parsed JSON, read by its own keys only: `constructor` and `__proto__` are names like others. */
export type Fields = Readonly<Record<string, unknown>>

const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined)

/** The object under that key; null when there is none. */
export function fieldsOf(fields: Fields, key: string): Fields | null {
  const value = own(fields, key)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

/** The list under that key; empty when there is none. */
export function listOf(fields: Fields, key: string): readonly unknown[] {
  const value = own(fields, key)
  return Array.isArray(value) ? value : []
}

/** The text under that key, without surrogate halves and at most that long; null when there is none. */
export function textOf(fields: Fields, key: string, most: number): string | null {
  const value = own(fields, key)
  return typeof value === 'string' ? value.slice(0, most).toWellFormed() : null
}

/** The finite number under that key; null when there is none. */
export function numberOf(fields: Fields, key: string): number | null {
  const value = own(fields, key)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
