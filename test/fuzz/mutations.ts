import fc from 'fast-check'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The moment every body is delivered at. */
export const NOW = Date.UTC(2026, 10, 22, 1, 0, 0)

const deep = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as Json
/** What may stand where something else is expected. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1e308,
    2 ** 53,
    NOW * 1_000,
    '',
    ' ',
    '\ud800',
    'x\udc00\u0000',
    'text',
    'constructor',
    [],
    {},
    [[]],
    { length: -1 },
    { toString: 1, valueOf: null },
    JSON.parse('{"__proto__":{"type":"text","polluted":true}}') as Json,
    { constructor: { prototype: { polluted: true } } },
    deep(500),
    'x'.repeat(30_000),
    Array.from({ length: 300 }, () => null),
  ),
  fc.jsonValue() as fc.Arbitrary<Json>,
)

interface Mutation {
  readonly where: number
  readonly how: 'replace' | 'remove' | 'rename' | 'add' | 'copy' | 'wrap' | 'repeat'
  readonly with: Json
  readonly name: string
}
/** One change of the structure: anything may become anything. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'rename', 'add', 'copy', 'wrap', 'repeat'),
  with: odd,
  name: fc.constantFrom(
    'type',
    'id',
    'text',
    'source',
    'userId',
    '__proto__',
    'toJSON',
    'message',
    'Type',
    '',
  ),
})

type Place = { readonly holder: { [key: string]: Json } | Json[]; readonly key: string }

function placesOf(json: Json, found: Place[] = []): Place[] {
  if (typeof json !== 'object' || json === null) return found
  for (const key of Object.keys(json)) {
    found.push({ holder: json, key })
    placesOf((json as { [key: string]: Json })[key] ?? null, found)
  }
  return found
}

/** Changes the JSON in place; returns it, or what stands in its stead. */
export function mutate(json: Json, { where, how, with: given, name }: Mutation): Json {
  const value = structuredClone(given)
  const places = placesOf(json).slice(0, 2_000)
  const place = places[where % (places.length + 1)]
  if (!place) return how === 'wrap' ? [json] : how === 'replace' ? value : json
  const holder = place.holder as { [key: string]: Json }
  const present = holder[place.key] ?? null
  const set = (key: string, to: Json) =>
    Object.defineProperty(holder, key, { value: to, enumerable: true, configurable: true, writable: true })
  if (how === 'replace') set(place.key, value)
  else if (how === 'wrap') set(place.key, [present])
  else if (how === 'repeat') set(place.key, [present, structuredClone(present), present])
  else if (how === 'add' && !Array.isArray(holder)) set(name, value)
  else if (how === 'copy') {
    const other = places[(where * 7 + 3) % places.length]
    if (other) set(place.key, structuredClone((other.holder as { [key: string]: Json })[other.key] ?? null))
  } else if (!Array.isArray(holder) && (how === 'remove' || how === 'rename')) {
    delete holder[place.key]
    if (how === 'rename') set(name, present)
  }
  return json
}

/** A wound of the bytes themselves, after the structure is written. */
export const wound = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('flip', 'cut', 'insert', 'bom', 'twice', 'lone'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
})
/** The bytes with that wound. */
export function hurt(
  bytes: Buffer,
  { at, how, bytes: more }: { at: number; how: string; bytes: Uint8Array },
): Buffer {
  const i = bytes.length === 0 ? 0 : at % bytes.length
  const [head, tail] = [bytes.subarray(0, i), bytes.subarray(i)]
  if (how === 'flip') return Buffer.from(bytes.map((byte, at) => (at === i ? byte ^ (more[0] ?? 1) : byte)))
  if (how === 'cut') return head
  if (how === 'bom') return Buffer.concat([Buffer.from('\ufeff'), bytes])
  if (how === 'twice') return Buffer.concat([bytes, bytes])
  if (how === 'lone') return Buffer.concat([head, Buffer.from('\\ud83d'), tail])
  return Buffer.concat([head, more, tail])
}
