import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { memoryStore } from '../stores/memory.ts'
import { oneTimeLinks } from './one-time-link.ts'

function links() {
  const time = { now: Date.UTC(2026, 10, 22) }
  const clock = () => time.now
  const store = memoryStore(clock)
  const made = oneTimeLinks({
    store,
    clock,
    random: { token: () => randomBytes(24).toString('base64url') },
    digest: (token) => `digest of ${token}`,
    hide: (conversation) => `hidden-${conversation}`,
    reveal: (hidden) => (hidden.startsWith('hidden-') ? hidden.slice(7) : null),
  })
  const offer = async () => {
    const { token, put } = made.make('talk')
    await store.commit({ unit: 'talk', puts: [put] })
    return token
  }
  return { ...made, offer, time, store }
}

test('a link opens its conversation once', async () => {
  const { offer, use } = links()
  const token = await offer()
  expect(await use(token)).toBe('talk')
  expect(await use(token)).toBeNull()
})

test('of many who use it at once exactly one is let in', async () => {
  const { offer, use } = links()
  const token = await offer()
  const opened = await Promise.all(Array.from({ length: 20 }, () => use(token)))
  expect(opened.filter((conversation) => conversation !== null)).toEqual(['talk'])
})

test('a preview that looks at it does not use it up', async () => {
  const { offer, good, use } = links()
  const token = await offer()
  for (let looks = 0; looks < 5; looks++) expect(await good(token)).toBe(true)
  expect(await use(token)).toBe('talk')
  expect(await good(token)).toBe(false)
})

test('after ten minutes it opens nothing', async () => {
  const { offer, use, time } = links()
  const token = await offer()
  time.now += 10 * 60_000
  expect(await use(token)).toBeNull()
})

test('a guessed, altered or never written one opens nothing', async () => {
  const { make, offer, use } = links()
  const [secret, hidden] = (await offer()).split('.')
  for (const token of ['', '.', 'x.y', `${secret}x.${hidden}`, `${secret}.${hidden}x`, make('talk').token])
    expect(await use(token)).toBeNull()
})

test('the secret has at least 128 bit and stands in the store only as a hash', async () => {
  const { make } = links()
  const { token, put } = make('talk')
  const [secret = ''] = token.split('.')
  expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  expect(put.key).not.toBe(`link:${secret}`)
})
