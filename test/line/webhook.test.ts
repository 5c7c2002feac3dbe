import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineRoutes } from '../../src/http/line.ts'
import { StoreDown } from '../../src/ports.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import type { Platform } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { event, SECRET, START, said, stage } from './stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})
const texts = () =>
  platform.inbox.map((sent) => sent.messages.map((message) => message.text?.split('\n')[0]).join('|'))

describe('the doorstep', () => {
  test('F-01: the connectivity check is answered 200 and leaves nothing behind', async () => {
    const at = stage(platform)
    const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    const answer = await at.deliver(null, { body, signature: 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=' })
    expect(answer.status).toBe(200)
    expect(await at.store.pending('line-in')).toBe(0)
  })

  test.each([
    ['empty', ''],
    ['garbage', '!!!'],
    ['hex', 'a'.repeat(64)],
    ['of another secret', undefined],
  ])('F-02: a signature that is %s is answered 401 and nothing is stored', async (_name, signature) => {
    const at = stage(platform)
    const answer = await at.deliver(
      [said('こんにちは')],
      signature === undefined ? { secret: 'other' } : { signature },
    )
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await at.store.pending('line-in')).toBe(0)
  })

  test('F-03: pretty-printed, escaped, reordered bodies with unknown keys are processed', async () => {
    const at = stage(platform)
    const body = JSON.stringify(
      { extra: 1, events: [{ new: [], ...said('家賃') }], destination: 'U0' },
      null,
      4,
    )
    const escaped = body.replace(
      /[^\x20-\x7e\n]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    expect((await at.deliver(null, { body: escaped })).status).toBe(200)
    await at.work()
    expect(texts()).toEqual(['1: 家賃'])
  })

  test.each([
    ['not JSON', 'x', 400],
    ['a list', '[]', 400],
    ['null', 'null', 400],
    ['without events', '{}', 400],
    ['with events that are a number', '{"events":1}', 400],
    ['nested 10,000 deep', `{"events":[${'['.repeat(10_000)}${']'.repeat(10_000)}]}`, 200],
    ['over 1 MB', `{"events":[],"x":"${'x'.repeat(1_000_001)}"}`, 413],
    ['with null events', '{"events":[null,1,"x",[]]}', 200],
    [
      'with hostile keys',
      '{"__proto__":{"polluted":1},"events":[{"__proto__":{"polluted":1},"type":"constructor","source":{"type":"user","userId":"U1"},"webhookEventId":"e"}]}',
      200,
    ],
    [
      'with half a surrogate',
      '{"events":[{"type":"message","webhookEventId":"s","source":{"type":"user","userId":"U1"},"timestamp":1,"message":{"type":"text","text":"\\ud83d\\u0000"}}]}',
      200,
    ],
  ])('F-04: a signed body %s', async (_name, body, status) => {
    const at = stage(platform)
    expect((await at.deliver(null, { body })).status).toBe(status)
    await at.work()
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect(platform.calls).toEqual([])
  })

  test('F-04: a signed body mutated in any way is answered 200 or 400, and nothing LINE would refuse is sent', async () => {
    const at = stage(platform)
    const seeds = [
      said('こんにちは'),
      event({ type: 'postback', postback: { data: 'x' } }),
      event({ type: 'follow' }),
    ]
    const mutated = fc
      .tuple(
        fc.constantFrom(...seeds),
        fc.constantFrom('type', 'source', 'message', 'timestamp', 'replyToken', 'webhookEventId', 'mode'),
        fc.jsonValue(),
      )
      .map(([seed, key, value]) => ({ ...seed, [key]: value }))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(mutated, fc.jsonValue()), { maxLength: 4 }), async (events) => {
        expect((await at.deliver(events)).status).toBe(200)
      }),
      { numRuns: 300 },
    )
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        expect([200, 400]).toContain((await at.deliver(null, { body })).status)
      }),
      { numRuns: 200 },
    )
    await at.work()
  })

  test('F-04: bytes that are not UTF-8 are answered 400', async () => {
    const at = stage(platform)
    expect((await at.deliver(null, { body: new Uint8Array([0x7b, 0xff, 0xfe]) })).status).toBe(400)
  })

  test.each([
    ['an unknown type', event({ type: 'telepathy' })],
    ['an unknown message', event({ type: 'message', message: { type: 'hologram', id: '1' } })],
    ['an edited message', event({ type: 'messageEdited', message: { type: 'text', id: '1', text: 'x' } })],
    ['no source', event({ type: 'message', source: undefined })],
    ['no user', event({ type: 'message', source: { type: 'user' } })],
    ['a failed account link', event({ type: 'accountLink', source: undefined, link: { result: 'failed' } })],
    [
      'a group',
      event({
        type: 'message',
        source: { type: 'group', groupId: 'C1' },
        message: { type: 'text', id: '1', text: 'x' },
      }),
    ],
  ])(
    'F-05: an event with %s is answered 200, on record as ignored, and nothing is sent',
    async (_name, one) => {
      const at = stage(platform)
      expect((await at.deliver([one])).status).toBe(200)
      await at.work()
      expect(at.events('line-ignored')).toHaveLength(1)
      expect(platform.calls).toEqual([])
    },
  )

  test.each([
    ['30 days old', START - 30 * 86_400_000, 'too-old'],
    ['three hours ahead', START + 3 * 3_600_000, 'from-the-future'],
  ])('F-14: an event %s is answered 200, logged and not processed', async (_name, timestamp, reason) => {
    const at = stage(platform)
    expect((await at.deliver([said('x', { timestamp })])).status).toBe(200)
    await at.work()
    expect(at.events('line-ignored')).toMatchObject([{ fields: { reason } }])
    expect(platform.calls).toEqual([])
  })

  test('F-06: events for another bot are answered 200 and not processed', async () => {
    const at = stage(platform, { botUserId: 'Uours' })
    expect((await at.deliver([said('x')], { destination: 'Utheirs' })).status).toBe(200)
    expect(await at.store.pending('line-in')).toBe(0)
  })

  test('F-15: the present and the former secret are valid in the window, any other is not', async () => {
    const at = stage(platform, { secrets: ['new', SECRET] })
    expect((await at.deliver([], { secret: 'new' })).status).toBe(200)
    expect((await at.deliver([], { secret: SECRET })).status).toBe(200)
    expect((await at.deliver([], { secret: 'older' })).status).toBe(401)
  })

  test('without configuration the webhook says so with 503', async () => {
    expect((await lineRoutes(null).request('/line/webhook', { method: 'POST' })).status).toBe(503)
  })
})

describe('while the store is away', () => {
  const down = () => Promise.reject(new StoreDown('away'))

  test('F-21: the webhook answers 503, and danger is answered by reply token at once', async () => {
    const at = stage(platform, { store: { ...memoryStore(), commit: down } })
    const answer = await at.deliver([said('こんにちは'), said('もう死にたい')])
    expect(answer.status).toBe(503)
    expect(platform.inbox).toHaveLength(1)
    expect(platform.inbox[0]?.messages[0]?.text).toContain('0120-783-556')
    expect(texts()[0]).toBe('ご案内があります')
  })

  test('F-21: a store that hangs is given up after a second', async () => {
    const at = stage(platform, { store: { ...memoryStore(), commit: () => new Promise(() => {}) } })
    const started = performance.now()
    expect((await at.deliver([said('死にたい')])).status).toBe(503)
    expect(performance.now() - started).toBeLessThan(1_500)
    expect(platform.inbox).toHaveLength(1)
  })

  test('F-08: what comes again after our 503 is processed once', async () => {
    const store = memoryStore()
    let refuse = true
    const at = stage(platform, {
      store: { ...store, commit: (batch) => (refuse ? down() : store.commit(batch)) },
    })
    const one = said('こんにちは')
    expect((await at.deliver([one])).status).toBe(503)
    refuse = false
    expect((await at.deliver([{ ...one, deliveryContext: { isRedelivery: true } }])).status).toBe(200)
    await at.work()
    expect(texts()).toEqual(['1: こんにちは'])
  })
})
