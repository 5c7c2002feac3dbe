import fc from 'fast-check'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The moment every body is delivered at. */
export const NOW = Date.UTC(2026, 10, 22, 1, 0, 0)

const user = fc
  .constantFrom('U1', 'U2', 'U3', `U${'4'.repeat(32)}`)
  .map((userId) => ({ type: 'user', userId }))
const source: fc.Arbitrary<Json> = fc.oneof(
  { weight: 8, arbitrary: user },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>(
      { type: 'group', groupId: 'C1', userId: 'U1' },
      { type: 'room', roomId: 'R1' },
    ),
  },
)
const LONG = {
  weight: 1,
  arbitrary: fc.constantFrom('A'.repeat(9_000), '語'.repeat(5_000), '👩‍👩‍👧'.repeat(400)),
}
const words = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      '母の物忘れがひどくて困っています',
      '家賃が払えません',
      '帆風一丁目3番',
      '死にたい',
      '消して',
      '戻る',
      '人と話す',
      'はい',
      'English please',
      '\u0000\u202e\ufeff',
    ),
  },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 10, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  LONG,
)
const id = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: 1, maxLength: 6 })

const message: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('text'), id, text: words }) },
  fc.record({
    type: fc.constant('sticker'),
    id,
    packageId: fc.constant('1'),
    stickerId: fc.constant('2'),
    stickerResourceType: fc.constant('STATIC'),
    keywords: fc.array(words, { maxLength: 20 }),
  }),
  fc.record({
    type: fc.constant('location'),
    id,
    title: words,
    address: words,
    latitude: fc.double(),
    longitude: fc.double({ noNaN: true }),
  }),
  fc.record({
    type: fc.constantFrom('image', 'video', 'audio', 'file', 'template', 'flex'),
    id,
    fileName: words,
    fileSize: fc.integer(),
    contentProvider: fc.constant({ type: 'line' }),
  }),
) as fc.Arbitrary<Json>

const what: fc.Arbitrary<{ [key: string]: Json }> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('message'), message }) },
  fc.record({
    type: fc.constant('postback'),
    postback: fc.record({ data: words, params: fc.constantFrom<Json>({}, { status: 'SUCCESS' }, null) }),
  }),
  fc.record({ type: fc.constant('follow'), follow: fc.record({ isUnblocked: fc.boolean() }) }),
  fc.record({ type: fc.constant('unsend'), unsend: fc.record({ messageId: id }) }),
  fc.record({ type: fc.constant('messageEdited'), message }),
  fc.record({
    type: fc.constantFrom(
      'unfollow',
      'join',
      'leave',
      'memberJoined',
      'memberLeft',
      'accountLink',
      'membership',
      'beacon',
      'videoPlayComplete',
      'module',
      'activated',
      'botSuspended',
      'of tomorrow',
    ),
  }),
) as fc.Arbitrary<{ [key: string]: Json }>

const event: fc.Arbitrary<Json> = fc
  .tuple(
    what,
    fc.record({
      mode: fc.constantFrom('active', 'active', 'active', 'standby'),
      timestamp: fc.integer({ min: NOW - 60_000, max: NOW + 60_000 }),
      source,
      webhookEventId: id,
      deliveryContext: fc.record({ isRedelivery: fc.boolean() }),
      replyToken: id,
    }),
  )
  .map(([own, shared]) => ({ ...shared, ...own }))

const webhook: fc.Arbitrary<Json> = fc.record({
  destination: fc.constant('U0'),
  events: fc.array(event, { maxLength: 4 }),
})

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
const mutation: fc.Arbitrary<Mutation> = fc.record({
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

function mutate(json: Json, { where, how, with: given, name }: Mutation): Json {
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

/** Wounds of the bytes themselves, seen only after the structure. */
const wound = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('flip', 'cut', 'insert', 'bom', 'twice', 'lone'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
})
function hurt(
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

const style = fc.constantFrom('plain', 'plain', 'pretty', 'escaped', 'same key twice')
function written(json: Json, how: string): string {
  const text = JSON.stringify(json, null, how === 'pretty' ? 2 : 0) ?? 'null'
  if (how === 'escaped')
    return text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return how === 'same key twice' ? text.replaceAll('"type":', '"type":"message","type":') : text
}

/** Bodies LINE could send one day, and bodies somebody with the secret could: most are nearly right. */
export const webhookBody: fc.Arbitrary<Buffer<ArrayBufferLike>> = fc
  .tuple(
    webhook,
    fc.array(mutation, { maxLength: 6 }),
    style,
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(wound, { maxLength: 3 }) },
    ),
  )
  .map(([whole, mutations, how, wounds]) => {
    const json = mutations.reduce(mutate, structuredClone(whole))
    return (wounds as { at: number; how: string; bytes: Uint8Array }[]).reduce(
      hurt,
      Buffer.from(written(json, how)),
    )
  })
