import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/ports.ts'
import { type Made, makers, removeServers } from './stores.ts'

/** As servers of Redis have a clock of their own, the tests' clock begins at the present. */
let now = Date.now()
removeServers()

const enqueue = (id: string, lane: string, order: number, notBefore = 0) => ({
  unit: lane,
  enqueues: [{ queue: 'q', id, lane, order, value: id, notBefore }],
})
const claim = (store: Store, at: number, lanes = 10, perLane = 1) =>
  store.claim('q', { now: at, leaseMs: 100, lanes, perLane })

describe.each(Object.entries(makers))('the store port on %s', (_name, make) => {
  let made: Made
  let store: Store
  beforeEach(async () => {
    now = Date.now()
    made = await make(() => now)
    store = made.store
  })
  afterEach(() => made.cleanup())

  test('a value is read back with the version to name when replacing it', async () => {
    await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'one', expect: 0 }] })
    const first = await store.get('a', 'k')
    expect(first?.value).toBe('one')
    const ok = await store.commit({
      unit: 'a',
      puts: [{ key: 'k', value: 'two', expect: first?.version ?? 0 }],
    })
    expect(ok).toEqual({ ok: true })
    expect((await store.get('a', 'k'))?.value).toBe('two')
    expect(await store.get('b', 'k')).toBeNull()
  })

  test('a writer who names an old version changes nothing at all', async () => {
    await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'one', expect: 0 }] })
    const refused = await store.commit({
      unit: 'a',
      puts: [
        { key: 'other', value: 'x', expect: 0 },
        { key: 'k', value: 'two', expect: 0 },
      ],
      appends: [{ stream: 's', expect: 0, at: 1, values: ['x'] }],
      enqueues: [{ queue: 'q', id: 'j', lane: 'a', order: 1, value: 'j', notBefore: 0 }],
    })
    expect(refused.ok).toBe(false)
    expect(await store.get('a', 'other')).toBeNull()
    expect((await store.get('a', 'k'))?.value).toBe('one')
    expect(await store.read('a', 's', 0)).toEqual([])
    expect(await store.pending('q')).toBe(0)
  })

  test('a value only looked at must stand as it was read, and stays as it is', async () => {
    const write = (expect: number) =>
      store.commit({
        unit: 'a',
        checks: [{ key: 'owner', expect }],
        puts: [{ key: 'said', value: 'x', expect: 'any' }],
      })
    expect((await write(0)).ok).toBe(true)
    await store.commit({ unit: 'a', puts: [{ key: 'owner', value: 'me', expect: 0, expires: now + 500 }] })
    const owner = await store.get('a', 'owner')
    const refused = await store.commit({
      unit: 'a',
      checks: [{ key: 'owner', expect: 0 }],
      puts: [{ key: 'other', value: 'x', expect: 'any' }],
      appends: [{ stream: 's', expect: 'any', at: 1, values: ['x'] }],
    })
    expect(refused).toEqual({ ok: false, conflict: 'owner' })
    expect(await store.get('a', 'other')).toBeNull()
    expect(await store.read('a', 's', 0)).toEqual([])
    expect((await write(owner?.version ?? -1)).ok).toBe(true)
    expect(await store.get('a', 'owner')).toEqual(owner)
    now += 500
    expect((await write(0)).ok).toBe(true)
  })

  test('of many writers that read the same version exactly one wins', async () => {
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        store.commit({ unit: 'a', puts: [{ key: 'k', value: String(i), expect: 0 }] }),
      ),
    )
    expect(results.filter((r) => r.ok)).toHaveLength(1)
  })

  test('a value past its lifetime is gone, and may be written as new', async () => {
    await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'one', expect: 0, expires: now + 500 }] })
    now += 500
    expect(await store.get('a', 'k')).toBeNull()
    expect((await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'two', expect: 0 }] })).ok).toBe(true)
    await store.sweep(now)
    expect((await store.get('a', 'k'))?.value).toBe('two')
  })

  test('a deleted value is gone', async () => {
    await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'one', expect: 0 }] })
    await store.commit({ unit: 'a', deletes: [{ key: 'k' }] })
    expect(await store.get('a', 'k')).toBeNull()
  })

  test('who read a value before it was deleted cannot write over the one made anew', async () => {
    await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'one', expect: 0 }] })
    const before = await store.get('a', 'k')
    await store.commit({ unit: 'a', deletes: [{ key: 'k' }] })
    now += 1
    await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'new', expect: 0 }] })
    const stale = await store.commit({
      unit: 'a',
      puts: [{ key: 'k', value: 'old', expect: before?.version ?? 0 }],
    })
    expect(stale.ok).toBe(false)
  })

  test('what one batch puts and deletes is gone, and still kept two writers apart', async () => {
    await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'one', expect: 0 }] })
    const { version } = (await store.get('a', 'k')) ?? { version: 0 }
    const wipe = { unit: 'a', puts: [{ key: 'k', value: '', expect: version }], deletes: [{ key: 'k' }] }
    expect(await store.commit(wipe)).toEqual({ ok: true })
    expect(await store.get('a', 'k')).toBeNull()
    expect((await store.commit(wipe)).ok).toBe(false)
  })

  test('a journal keeps its order and refuses a writer who has not seen its end', async () => {
    await store.commit({ unit: 'a', appends: [{ stream: 's', expect: 0, at: 5, values: ['one', 'two'] }] })
    expect(
      (await store.commit({ unit: 'a', appends: [{ stream: 's', expect: 1, at: 6, values: ['x'] }] })).ok,
    ).toBe(false)
    await store.commit({ unit: 'a', appends: [{ stream: 's', expect: 2, at: 7, values: ['three'] }] })
    expect(await store.read('a', 's', 1)).toEqual([
      { seq: 2, at: 5, value: 'two' },
      { seq: 3, at: 7, value: 'three' },
    ])
    await store.commit({ unit: 'a', erases: [{ stream: 's' }] })
    expect(await store.read('a', 's', 0)).toEqual([])
  })

  test('a job enqueued twice under one id is one job', async () => {
    await store.commit(enqueue('j', 'a', 1))
    await store.commit(enqueue('j', 'a', 1))
    expect(await store.pending('q')).toBe(1)
  })

  test('jobs of one lane come one at a time in their order; lanes do not wait for each other', async () => {
    for (const batch of [enqueue('a2', 'a', 2), enqueue('a1', 'a', 1), enqueue('b1', 'b', 9)])
      await store.commit(batch)
    expect((await claim(store, 10)).map((j) => j.id).sort()).toEqual(['a1', 'b1'])
    expect(await claim(store, 20)).toEqual([])
  })

  test('a lease that ran out passes to the next worker, and the first can settle nothing any more', async () => {
    await store.commit(enqueue('j', 'a', 1))
    const [first] = await claim(store, 10)
    const [second] = await claim(store, 110)
    expect(second?.tries).toBe(2)
    const late = await store.commit({
      unit: 'a',
      acks: [{ queue: 'q', id: 'j', fence: first?.fence ?? 0 }],
      puts: [{ key: 'k', value: 'x', expect: 0 }],
    })
    expect(late.ok).toBe(false)
    expect(await store.get('a', 'k')).toBeNull()
    expect(
      (await store.commit({ unit: 'a', acks: [{ queue: 'q', id: 'j', fence: second?.fence ?? 0 }] })).ok,
    ).toBe(true)
    expect(await store.pending('q')).toBe(0)
  })

  test('a job given back waits for its time; a buried one frees its lane and stays to be seen', async () => {
    await store.commit(enqueue('a1', 'a', 1))
    await store.commit(enqueue('a2', 'a', 2))
    const [job] = await claim(store, 10)
    if (!job) throw new Error('no job')
    await store.release(job, { retryAt: 500 })
    expect(await claim(store, 499)).toEqual([])
    const [again] = await claim(store, 500)
    if (!again) throw new Error('no job')
    await store.release(again, { dead: 'broken' })
    expect((await claim(store, 501)).map((j) => j.id)).toEqual(['a2'])
    expect(await store.dead('q')).toMatchObject([{ job: { id: 'a1' }, reason: 'broken' }])
  })

  test('with the first job of a lane come those waiting behind it, and only for the first is a try counted', async () => {
    for (const batch of [enqueue('a1', 'a', 1), enqueue('a2', 'a', 2, 900), enqueue('a3', 'a', 3)])
      await store.commit(batch)
    const run = await claim(store, 10, 10, 2)
    expect(run.map(({ id, tries }) => [id, tries])).toEqual([
      ['a1', 1],
      ['a2', 0],
    ])
    const acks = run.map(({ id, fence }) => ({ queue: 'q', id, fence }))
    expect((await store.commit({ unit: 'a', acks })).ok).toBe(true)
    expect((await claim(store, 10, 10, 2)).map((j) => j.id)).toEqual(['a3'])
  })

  test('no more lanes are claimed than asked for, and the rest is there for the next', async () => {
    for (let i = 0; i < 30; i++) await store.commit(enqueue(`j${i}`, `lane ${i}`, i))
    const first = await claim(store, 10, 20)
    const second = await claim(store, 10, 20)
    expect([first.length, second.length]).toEqual([20, 10])
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(30)
  })

  test('the longest waiting job tells since when it waits', async () => {
    expect(await store.oldest('q')).toBeNull()
    await store.commit(enqueue('a', 'a', 1, 700))
    await store.commit(enqueue('b', 'b', 2, 300))
    expect(await store.oldest('q')).toBe(300)
  })

  test('any text is kept as it is: quotes, line breaks, bars, NUL, another script, an emoji', async () => {
    const value = 'a|b "c"\n\0 \\ ははの物忘れ 🏴‍☠️'
    await store.commit({
      unit: 'unit|\0',
      puts: [{ key: 'k|\0', value, expect: 0 }],
      appends: [{ stream: 's', expect: 0, at: 1, values: [value] }],
    })
    expect((await store.get('unit|\0', 'k|\0'))?.value).toBe(value)
    expect((await store.read('unit|\0', 's', 0))[0]?.value).toBe(value)
  })

  test('a job acknowledged twice by the same claim is acknowledged once', async () => {
    await store.commit(enqueue('j', 'a', 1))
    const [job] = await claim(store, 10)
    const ack = { unit: 'a', acks: [{ queue: 'q', id: 'j', fence: job?.fence ?? 0 }] }
    expect((await store.commit(ack)).ok).toBe(true)
    expect((await store.commit(ack)).ok).toBe(false)
    expect(await store.pending('q')).toBe(0)
  })

  test('a job that was only looked at has not been tried', async () => {
    await store.commit(enqueue('j', 'a', 1))
    const [seen] = await claim(store, 10)
    if (!seen) throw new Error('no job')
    await store.release(seen, { retryAt: 50, untried: true })
    expect(await claim(store, 49)).toEqual([])
    expect((await claim(store, 50))[0]?.tries).toBe(1)
  })

  test('a listener hears of its topic and no other until it stops listening', async () => {
    const heard: string[] = []
    const stop = store.subscribe('t', () => heard.push('t'))
    store.subscribe('other', () => heard.push('other'))
    let last = 0
    store.subscribe('last', () => last++)
    await expect
      .poll(async () => {
        await store.notify('t')
        return heard.length
      })
      .toBeGreaterThan(0)
    stop()
    heard.length = 0
    await store.notify('t')
    await expect
      .poll(async () => {
        await store.notify('last')
        return last
      })
      .toBeGreaterThan(0)
    expect(heard).toEqual([])
  })

  test('what was acknowledged is there after the store is opened again', async () => {
    if (!made.reopen) return
    await store.commit({
      ...enqueue('j', 'a', 1),
      puts: [{ key: 'k', value: 'one', expect: 0 }],
      appends: [{ stream: 's', expect: 0, at: 1, values: ['x'] }],
    })
    store = await made.reopen()
    expect((await store.get('a', 'k'))?.value).toBe('one')
    expect(await store.read('a', 's', 0)).toHaveLength(1)
    expect(await store.pending('q')).toBe(1)
  })
})
