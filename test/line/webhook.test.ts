import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { postback } from '../../src/channels/line/postback.ts'
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
/** What was said, without the numbered choices below it. */
const whole = () => platform.inbox.map((sent) => sent.messages[0]?.text?.split('\n\n')[0])

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

describe('events', () => {
  test('F-07: the same event three times at once, an hour later and in another process has one outcome', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    await Promise.all([at.deliver([one, one]), at.deliver([one]), at.deliver([one])])
    await at.work()
    at.time.now += 3_600_000
    const other = stage(platform, { store: at.store })
    other.time.now = at.time.now
    expect((await other.deliver([{ ...one, deliveryContext: { isRedelivery: true } }])).status).toBe(200)
    await other.work()
    expect(texts()).toEqual(['1: こんにちは'])
  })

  test('F-09: a redelivery after we had processed, because our 200 was lost, gets no second answer', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    await at.deliver([one])
    await at.work()
    for (const later of [2_000, 60_000, 20 * 60_000, 6 * 86_400_000]) {
      at.time.now = START + later
      const again = { ...one, deliveryContext: { isRedelivery: true } }
      expect((await at.deliver([again])).status).toBe(200)
      await at.work()
    }
    expect(platform.calls).toEqual(['reply'])
    expect(texts()).toEqual(['1: こんにちは'])
  })

  test('F-09: a redelivery while the first is still waiting is the same event', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    await at.deliver([one])
    await at.deliver([{ ...one, deliveryContext: { isRedelivery: true } }])
    await at.work()
    expect(texts()).toEqual(['1: こんにちは'])
  })

  test('F-10: two messages delivered in reverse are taken in the order they were written', async () => {
    const at = stage(platform)
    await at.deliver([said('あとで書いた', { timestamp: START + 900 })])
    at.time.now += 200
    await at.deliver([said('さきに書いた', { timestamp: START + 100 })])
    await at.work()
    expect(whole()).toEqual(['1: さきに書いた\nあとで書いた'])
  })

  test('three bubbles in a row are read as one message, answered once by the newest token', async () => {
    const at = stage(platform)
    const bubbles = ['母が', '最近', '物忘れがひどくて'].map((text, i) =>
      said(text, { timestamp: START + i * 300 }),
    )
    for (const bubble of bubbles) {
      await at.deliver([bubble])
      at.time.now += 100
    }
    await at.work()
    const [sent, ...more] = platform.inbox
    expect(more).toEqual([])
    expect(whole()).toEqual(['1: 母が最近\n物忘れがひどくて'])
    expect(sent?.to).toBe(bubbles[2]?.replyToken)
    expect(await at.store.pending('line-in')).toBe(0)
    // Every bubble stands by itself in the transcript, and each can be taken back.
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(
      kept.filter(({ message }) => message.from === 'resident').map(({ message }) => message.text),
    ).toEqual(['母が', '最近', '物忘れがひどくて'])
  })

  test('F-10: a bubble that has just come waits for an earlier one, at most a second after the first came', async () => {
    const at = stage(platform)
    const [first, second, third] = ['ひとつめ', 'ふたつめ', 'みっつめ'].map((text, i) =>
      said(text, { timestamp: START + i * 100 }),
    )
    await at.deliver([first])
    at.time.now += 390
    await at.deliver([third])
    await at.work(20)
    await at.deliver([second])
    await at.work()
    expect(whole()).toEqual(['1: ひとつめ\nふたつめ\nみっつめ'])
  })

  test('danger in a bubble waits for nothing', async () => {
    const at = stage(platform)
    await at.deliver([said('あのね', { timestamp: START })])
    await at.deliver([said('死にたい', { timestamp: START + 1 })])
    at.time.now += 400
    await at.inbox.runOnce()
    await at.outbox.runOnce()
    expect(platform.inbox).toHaveLength(1)
  })

  test('a number, a button word and a pause of a minute are not read together with what stands beside them', async () => {
    const at = stage(platform)
    await at.deliver([
      said('母がね', { timestamp: START }),
      said('2', { timestamp: START + 100 }),
      said('転んで', { timestamp: START + 200 }),
      said('まだ痛い', { timestamp: START + 60_000 }),
    ])
    await at.work()
    expect(texts()).toEqual(['1: 母がね', '2: 2', '3: 転んで', '4: まだ痛い'])
  })

  test('a bubble taken back while it waits is not part of the answer', async () => {
    const at = stage(platform)
    const secret = said('ひみつ', { timestamp: START })
    const { message } = secret as { message: { id: string } }
    await at.deliver([secret, said('家賃のこと', { timestamp: START + 100 })])
    await at.deliver([
      event({ type: 'unsend', unsend: { messageId: message.id } }, { timestamp: START + 200 }),
    ])
    await at.work()
    expect(texts()).toEqual(['1: 家賃のこと'])
  })

  test('F-11: of 100 events one that cannot be handled is buried with an alarm and an apology, 99 are answered', async () => {
    const at = stage(platform)
    const { bot: _, ...turns } = { bot: 0, ...at.turns }
    const poisoned = stage(platform, {
      store: at.store,
      turns: {
        ...turns,
        take: async (inbound, options) => {
          if (inbound.content.kind === 'text' && inbound.content.text === '毒') throw new TypeError('poison')
          return at.turns.take(inbound, options)
        },
      },
    })
    const batch = Array.from({ length: 100 }, (_, i) =>
      said(i === 40 ? '毒' : `${i}`, {
        source: { type: 'user', userId: `U${i % 50}` },
        timestamp: START + i,
      }),
    )
    expect((await poisoned.deliver(batch)).status).toBe(200)
    for (let i = 0; i < 100; i++) {
      at.time.now = poisoned.time.now
      await poisoned.work(500)
    }
    expect(texts().filter((text) => /^\d+: \d+$/.test(text))).toHaveLength(99)
    expect(texts().filter((text) => text.startsWith('不具合です'))).toHaveLength(1)
    expect(await at.store.dead('line-in')).toHaveLength(1)
    expect(poisoned.events('inbox-dead')).toHaveLength(1)
  })

  test('F-12: in standby the words and the danger are kept for staff, and nothing is sent', async () => {
    const at = stage(platform)
    await at.deliver([said('死にたい', { mode: 'standby', replyToken: undefined })])
    await at.work()
    expect(platform.calls).toEqual([])
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(kept.map(({ message }) => message.text)).toEqual(['死にたい'])
    expect(await at.store.read(conversation, 'case', 0)).toHaveLength(1)
  })

  test('F-13: a group that invites the account hears one polite line, by reply only', async () => {
    const at = stage(platform)
    const group = { type: 'group', groupId: 'C1' }
    await at.deliver([event({ type: 'join' }, { source: group }), said('母が…', { source: group })])
    await at.work()
    expect(platform.inbox).toHaveLength(1)
    expect(platform.inbox[0]?.way).toBe('reply')
  })

  test('a button of this chat is a tap; of another chat, altered or old it is explained', async () => {
    const at = stage(platform)
    const keys = lineKeys('an application secret')
    const data = (user: string) => postback(keys).write(keys.pseudonym(user), '1.start.story:yes')
    const tap = (data: string | null) => event({ type: 'postback', postback: { data } })
    await at.deliver([tap(data('U4af4980629')), tap(data('U999')), tap('1AAAA'), tap('0old')])
    await at.work()
    expect(texts()).toEqual([
      '1: tap 1.start.story:yes',
      '2: unreadable-tap',
      '3: unreadable-tap',
      '4: unreadable-tap',
    ])
  })

  test('a rich menu button is its command in every chat, and the one that opens the keyboard says nothing', async () => {
    const at = stage(platform)
    const buttons = postback(lineKeys('an application secret'))
    const tap = (command: string, userId: string) =>
      event(
        { type: 'postback', postback: { data: buttons.writeForAll(command) } },
        { source: { type: 'user', userId } },
      )
    await at.deliver([tap('!person', 'U1'), tap('!person', 'U2'), tap('!keyboard', 'U3')])
    await at.work()
    expect(texts()).toEqual(['1: tap !person', '1: tap !person'])
    expect(at.events('line-ignored')).toHaveLength(1)
  })

  test.each([
    [
      'a sticker',
      event({ type: 'message', message: { type: 'sticker', id: '1', keywords: ['sad'], text: '死にたい' } }),
      'ご案内があります',
    ],
    [
      'a photo',
      event({ type: 'message', message: { type: 'image', id: '1', contentProvider: { type: 'line' } } }),
      '1: media',
    ],
    [
      'a map position',
      event({ type: 'message', message: { type: 'location', id: '1', latitude: 35, longitude: 139 } }),
      '1: location',
    ],
    ['a follow', event({ type: 'follow', follow: { isUnblocked: false } }), 'LINEにも残ります'],
    ['a follow after a block', event({ type: 'follow', follow: { isUnblocked: true } }), '1: command'],
  ])('%s is read as what it is', async (_name, one, first) => {
    const at = stage(platform)
    await at.deliver([one])
    await at.work()
    expect(texts()[0]?.split('|')[0]).toBe(first)
  })

  test('an unsent message is gone from transcript and memory, and staff see that it was taken back', async () => {
    const at = stage(platform)
    const one = said('夫の名前は太郎です')
    await at.deliver([one])
    await at.work()
    const { id } = one.message as { id: string }
    await at.deliver([
      event({ type: 'unsend', unsend: { messageId: id } }, { replyToken: undefined, timestamp: START + 1 }),
    ])
    await at.work()
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(kept[0]?.message.text).toBe('（送信が取り消されました）')
    expect((await at.turns.transcript.open(conversation)).session?.recent).toEqual([])
  })

  test('F-10: an unsend that comes before its message keeps the message from ever being used', async () => {
    const at = stage(platform)
    const one = said('夫の名前は太郎です')
    const { id } = one.message as { id: string }
    await at.deliver([event({ type: 'unsend', unsend: { messageId: id } }, { replyToken: undefined })])
    await at.work()
    await at.deliver([one])
    await at.work()
    expect(platform.calls).toEqual([])
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    expect(await at.turns.transcript.since(conversation, 0)).toEqual([])
  })

  test('F-40: after an unfollow nothing is pushed; a message opens the way again', async () => {
    const at = stage(platform)
    platform.faults.push('503')
    await at.deliver([said('こんにちは')])
    at.time.now += 60_000
    await at.work(0)
    await at.deliver([event({ type: 'unfollow' }, { replyToken: undefined, timestamp: START + 1 })])
    await at.work()
    expect(platform.inbox).toEqual([])
    expect(at.events('line-blocked')).toHaveLength(1)
    await at.deliver([said('また来ました', { timestamp: at.time.now })])
    await at.work()
    expect(texts()).toEqual(['2: また来ました'])
  })

  test('F-56: who leaves while a person is asked for is seen by staff, and nothing more is pushed', async () => {
    const at = stage(platform)
    await at.deliver([said('人と話す')])
    await at.work()
    platform.faults.push('503')
    await at.deliver([said('もしもし', { timestamp: at.time.now })])
    await at.deliver([event({ type: 'unfollow' }, { replyToken: undefined, timestamp: at.time.now + 1 })])
    await at.work(600)
    at.time.now += 60_000
    await at.work(600_000)
    expect(platform.calls).not.toContain('push')
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const staff = (await at.store.read(conversation, 'case', 0)).map(({ value }) => JSON.parse(value))
    expect(staff.map(({ kind }) => kind)).toContain('handoff')
    expect(staff.map(({ kind }) => kind)).toContain('left')
  })

  test('F-56: 「やめる」 while a person is asked for is in the transcript staff read, and nothing is pushed', async () => {
    const at = stage(platform)
    await at.deliver([said('人と話す')])
    await at.work()
    await at.deliver([said('やめる', { timestamp: at.time.now })])
    await at.work(600_000)
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(kept.map(({ message }) => message.text)).toContain('やめる')
    expect(platform.calls).not.toContain('push')
  })

  test('消して leaves neither texts nor the LINE id, and its answer still arrives', async () => {
    const at = stage(platform)
    await at.deliver([said('こんにちは'), said('消して', { timestamp: START + 1 })])
    await at.work()
    expect(texts()).toEqual(['1: こんにちは', '2: 消して'])
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    expect(await at.turns.transcript.since(conversation, 0)).toEqual([])
    expect(await at.store.get(conversation, 'line-user')).toBeNull()
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
