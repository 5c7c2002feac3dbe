import { describe, expect, test } from 'vitest'
import type { Fault, Platform } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { said, stage } from './stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})
const texts = () => platform.inbox.map((sent) => sent.messages[0]?.text?.split('\n')[0])
const ways = () => platform.inbox.map((sent) => sent.way)

describe('a reply', () => {
  test('is used first, and no push is spent', async () => {
    const at = stage(platform)
    await at.deliver([said('こんにちは')])
    await at.work()
    expect(platform.calls).toEqual(['reply'])
    expect(at.events('line-sent')).toHaveLength(1)
  })

  test.each(['500', '503', 'reset', 'hang', '429', '401'] as const)(
    'F-30: %s before acceptance is tried again within the life of the token, and seen once',
    async (fault) => {
      const at = stage(platform)
      platform.faults.push(fault)
      await at.deliver([said('こんにちは')])
      await at.work(40_000)
      expect(texts()).toEqual(['1: こんにちは'])
      expect(ways()).toEqual(['reply'])
    },
  )

  test.each(['500', '503', '429'] as const)(
    'F-30: %s for longer than the token lives ends as one push',
    async (fault) => {
      const at = stage(platform)
      platform.faults.push(...Array<Fault>(22).fill(fault))
      await at.deliver([said('こんにちは')])
      await at.work(1_200_000)
      expect(texts()).toEqual(['1: こんにちは'])
      expect(ways()).toEqual(['push'])
    },
  )

  test.each(['accept-500', 'accept-reset', 'accept-hang'] as const)(
    'F-31: %s is seen once: its used token proves it, and there is no push',
    async (fault) => {
      const at = stage(platform)
      platform.faults.push(fault)
      await at.deliver([said('こんにちは')])
      await at.work(600_000)
      expect(texts()).toEqual(['1: こんにちは'])
      expect(platform.calls).toEqual(['reply', 'reply'])
      expect(at.events('line-sent')).toHaveLength(1)
    },
  )

  test('F-31: an attempt without a result, asked for again when its token may have died, ends as uncertain', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    platform.faults.push('hang')
    await at.deliver([one])
    await at.work(500)
    platform.dead.add(String(one.replyToken))
    at.time.now += 60_000
    await at.work(600_000)
    expect(texts()).toEqual([])
    expect(platform.calls).toEqual(['reply', 'reply'])
    expect(at.events('line-uncertain')).toHaveLength(1)
    expect(at.events('line-sent')).toHaveLength(0)
  })

  test('whose token has already gone at the first attempt becomes a push', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    platform.dead.add(String(one.replyToken))
    await at.deliver([one])
    await at.work()
    expect(platform.calls).toEqual(['reply', 'push'])
    expect(texts()).toEqual(['1: こんにちは'])
  })

  test('F-39: later than 50 s after the delivery is a push', async () => {
    const at = stage(platform)
    await at.deliver([said('こんにちは')])
    at.time.now += 50_000
    await at.work()
    expect(platform.calls.filter((call) => call !== 'loading')).toEqual(['push'])
  })

  test('of a redelivery more than 20 minutes after its event is a push', async () => {
    const at = stage(platform)
    await at.deliver([said('こんにちは', { timestamp: at.time.now - 21 * 60_000 })])
    await at.work()
    expect(platform.calls).toEqual(['push'])
  })
})

describe('a push', () => {
  const late = async (faults: readonly Fault[], ms: number) => {
    const at = stage(platform)
    platform.faults.push(...faults)
    await at.deliver([said('こんにちは')])
    at.time.now += 60_000
    await at.work(ms)
    return at
  }

  test.each(['accept-500', 'accept-reset', 'accept-hang'] as const)(
    'F-32: %s three times ends with the same key, 409 and one message',
    async (fault) => {
      const at = await late([fault, '500', 'reset'], 60_000)
      expect(texts()).toEqual(['1: こんにちは'])
      expect(platform.inbox[0]?.key).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
      expect(at.events('line-sent')).toHaveLength(1)
    },
  )

  test('F-33: refused five times for its rate, it waits longer each time and arrives, in order', async () => {
    const at = stage(platform)
    platform.faults.push(...Array<Fault>(5).fill('429'))
    await at.deliver([said('一'), said('二', { timestamp: at.time.now + 1 })])
    at.time.now += 60_000
    await at.work(300_000)
    expect(texts()).toEqual(['1: 一', '2: 二'])
    expect(at.events('line-again')).toHaveLength(5)
  })

  test('F-34: at the monthly limit it is buried with an alarm, not retried, and replies still work', async () => {
    const at = await late(['monthly'], 60_000)
    expect(platform.calls.filter((call) => call === 'push')).toHaveLength(1)
    expect(at.events('line-dead')[0]).toMatchObject({ level: 'error', fields: { reason: 'monthly-limit' } })
    await at.deliver([said('つぎ')])
    await at.work()
    expect(ways()).toEqual(['reply'])
  })

  test('F-35: with a refused access token it waits without a hot loop, raises an alarm, and arrives afterwards', async () => {
    const at = await late(Array<Fault>(4).fill('401'), 300_000)
    expect(texts()).toEqual(['1: こんにちは'])
    expect(platform.calls.filter((call) => call === 'push')).toHaveLength(5)
    expect(at.events('line-again').every((line) => line.level === 'error')).toBe(true)
  })

  test('F-38: after half an hour without the API every answer arrives once, in order', async () => {
    const at = stage(platform)
    platform.faults.push(...Array<Fault>(45).fill('503'))
    for (let i = 0; i < 3; i++) await at.deliver([said(`${i}`, { timestamp: at.time.now + i })])
    await at.work(45 * 60_000)
    expect(texts()).toEqual(['1: 0', '2: 1', '3: 2'])
    expect(platform.faults).toEqual([])
  })
})

test('F-36: refused objects are buried with what LINE complained about, and the words arrive as plain text', async () => {
  const at = stage(platform)
  platform.faults.push('400')
  await at.deliver([said('こんにちは')])
  await at.work()
  expect(await at.store.dead('line-out')).toMatchObject([{ reason: 'refused-400 messages[0].contents' }])
  expect(platform.inbox[0]?.messages).toEqual([
    { type: 'text', text: expect.stringContaining('1: こんにちは') },
  ])
})

test('F-36: words refused as well are buried and not tried a third way', async () => {
  const at = stage(platform)
  platform.faults.push('400', '400')
  await at.deliver([said('こんにちは')])
  await at.work(60_000)
  expect(platform.calls).toEqual(['reply', 'reply'])
  expect(await at.store.dead('line-out')).toHaveLength(2)
})

test('F-37: an API that hangs for one resident does not keep another waiting', async () => {
  const at = stage(platform)
  platform.faults.push('hang')
  await at.deliver([said('一')])
  await at.deliver([said('二', { source: { type: 'user', userId: 'Uother' } })])
  at.time.now += 400
  await at.inbox.runOnce()
  const both = at.outbox.runOnce()
  while (platform.inbox.length === 0) await new Promise(setImmediate)
  expect(platform.calls).toEqual(['reply', 'reply'])
  await both
  await at.work()
  expect(texts().toSorted()).toEqual(['1: 一', '1: 二'])
})

test('F-25: a process that was paused before its attempt sends nothing once another has taken over', async () => {
  const at = stage(platform)
  await at.deliver([said('こんにちは')])
  at.time.now += 400
  await at.inbox.runOnce()
  // The first process claims, reads the trace, and stops there until the second one is done.
  let resume = () => {}
  const paused = new Promise<void>((resolve) => {
    resume = resolve
  })
  const stopped = stage(platform, {
    store: {
      ...at.store,
      get: async (unit, key) => {
        const found = await at.store.get(unit, key)
        if (key.startsWith('out:')) await paused
        return found
      },
    },
  })
  stopped.time.now = at.time.now
  const waiting = stopped.outbox.runOnce()
  at.time.now += 5_000
  await at.work()
  resume()
  await waiting
  expect(platform.calls).toEqual(['reply'])
  expect(texts()).toEqual(['1: こんにちは'])
})

test('a process killed between its mark and the answer leaves the job to the next one within 5 s', async () => {
  const at = stage(platform)
  platform.faults.push('accept-hang')
  await at.deliver([said('こんにちは')])
  at.time.now += 400
  await at.inbox.runOnce()
  const killed = stage(platform, { store: at.store, sendTimeoutMs: 1_000_000 })
  killed.time.now = at.time.now
  void killed.outbox.runOnce()
  while (platform.calls.length === 0) await new Promise(setImmediate)
  await at.work(5_100)
  expect(texts()).toEqual(['1: こんにちは'])
  expect(platform.calls).toEqual(['reply', 'reply'])
  expect(at.events('line-sent')).toHaveLength(1)
})

test('F-24: on stopping, what is under way is finished and nothing more is claimed', async () => {
  const at = stage(platform)
  at.workers.start()
  await at.deliver([said('こんにちは')])
  at.time.now += 400
  while (at.events('line-sent').length === 0) await new Promise(setImmediate)
  await at.workers.stop()
  await at.deliver([said('あとから', { timestamp: at.time.now })])
  expect(await at.store.pending('line-in')).toBe(1)
  expect(texts()).toEqual(['1: こんにちは'])
})

test('the loading sign appears when a turn is not done a second after its event came', async () => {
  const at = stage(platform)
  await at.deliver([said('はやい')])
  await at.work()
  expect(platform.calls).toEqual(['reply'])

  const slow = stage(platform, {
    store: at.store,
    turns: {
      ...at.turns,
      take: async (inbound, options) => {
        while (!platform.calls.includes('loading')) await new Promise(setImmediate)
        return at.turns.take(inbound, options)
      },
    },
  })
  await slow.deliver([said('おそい')])
  slow.time.now += 1_000
  await slow.work()
  expect(platform.calls).toEqual(['reply', 'loading', 'reply'])
})
