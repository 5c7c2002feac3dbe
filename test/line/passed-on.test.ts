import { expect, test } from 'vitest'
import type { Bot } from '../../src/bot/controller.ts'
import { INBOX } from '../../src/bot/in-flight.ts'
import type { Platform } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { said, stage } from './stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})

const LEASE_MS = 5_000

test('a process whose event was taken over while it decided decides once, and the other one answers', async () => {
  let decided = 0
  const bot: Bot = async ({ session }) => {
    decided += 1
    if (decided === 1) {
      at.time.now += LEASE_MS + 1
      const [taken] = await at.store.claim(INBOX, { now: at.time.now, leaseMs: LEASE_MS, lanes: 1 })
      expect(taken?.tries).toBe(2)
    }
    return { session, replies: [{ from: 'bot', lang: 'ja', text: 'うかがいました' }], effects: [] }
  }
  const at = stage(platform, { bot })
  await at.deliver([said('家賃のことで相談です')])
  at.time.now += 1_000
  await at.inbox.runOnce()
  expect(decided).toBe(1)
  expect(at.events('inbox-fault')).toHaveLength(1)

  at.time.now += LEASE_MS + 1
  await at.work()
  expect(decided).toBe(2)
  expect(platform.inbox).toHaveLength(1)
})
