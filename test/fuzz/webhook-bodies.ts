import fc from 'fast-check'
import { TELLING_ALL } from '../support/canaries/canaries.ts'
import { hurt, type Json, mutate, mutation, NOW, wound } from './mutations.ts'

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
      TELLING_ALL,
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
