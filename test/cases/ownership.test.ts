import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '../../src/cases/access.ts'
import type { Store } from '../../src/ports.ts'
import { redisStore } from '../../src/stores/redis.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { startProcess } from './process.ts'
import { sequences } from './sequences.ts'

let server: RedisServer
const open: Store[] = []
const connect = async (space: string): Promise<Store> => {
  const store = redisStore(server.url, { space, log: () => {}, strict: true })
  await store.asked
  open.push(store)
  return store
}
beforeAll(async () => {
  server = await startRedis()
})
afterAll(async () => {
  for (const store of open) await store.close()
  await server.remove()
})

it('どんな順に重なっても、ボットは人の上から話さず、引き継ぎは失われない', async () => {
  const account = await sequences([await connect('s'), await connect('s')], { count: 150, seed: 9 })
  expect(account).toMatchObject({ overPerson: [], lost: [], split: [], wrongReplies: [] })
  // The test is of nothing unless people really came between.
  expect(account.acted).toBeGreaterThan(300)
  expect(account.refused).toBeGreaterThan(300)
  expect(account.withheld).toBeGreaterThan(0)
}, 120_000)

it('二人が同時に受け持とうとすると、ちょうど一人だけが受け持つ', async () => {
  const stores = [await connect('c'), await connect('c')] as const
  const sends = { attempts: new Map() }
  const [one, two] = stores.map((store) => startProcess(store, { sends, secret: 'an application secret' }))
  if (!one || !two) throw new Error('two processes are needed')
  const staff: readonly [Actor, Actor] = [
    { id: 'a', team: 'one', role: 'staff', outside: false },
    { id: 'b', team: 'two', role: 'staff', outside: false },
  ]
  const wins = { a: 0, b: 0, both: 0, none: 0 }
  for (let n = 0; n < 100; n++) {
    const names = Array.from({ length: 10 }, (_, i) => `claim-${n}-${i}`)
    await Promise.all(
      names.map((name) =>
        one.turns.take({
          id: 'first',
          conversation: name,
          channel: 'web',
          at: Date.now(),
          content: { kind: 'text', text: '人と話す' },
        }),
      ),
    )
    await Promise.all(
      names.map(async (name) => {
        const [a, b] = await Promise.all([
          one.book.act(name, 1, staff[0], { kind: 'claim' }),
          two.book.act(name, 1, staff[1], { kind: 'claim' }),
        ])
        wins[a.ok && b.ok ? 'both' : a.ok ? 'a' : b.ok ? 'b' : 'none']++
      }),
    )
  }
  await Promise.all([one.stop(), two.stop()])
  expect(wins.a + wins.b).toBe(1000)
}, 120_000)
