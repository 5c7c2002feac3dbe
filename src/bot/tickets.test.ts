import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Store } from '../ports.ts'
import { memoryStore } from '../stores/memory.ts'
import { issueTicket, openTicket, releaseTickets, TICKETS } from './tickets.ts'

const DAY = 24 * 3_600_000
const random = { token: () => randomBytes(24).toString('base64url') }
let now = 0
let store: Store

beforeEach(() => {
  now = 1_000_000
  store = memoryStore(() => now)
})

const talk = (conversation: string, episode = 1) => ({ conversation, episode, check: 'area' as const })

async function give(of: ReturnType<typeof talk>, draw = random) {
  const issued = await issueTicket({ store, random: draw }, of, now)
  if (issued && issued.puts.length > 0) {
    const written = await store.commit({ unit: of.conversation, puts: issued.puts })
    expect(written.ok).toBe(true)
  }
  return issued?.ticket ?? ''
}

test('the same ticket is given again while the talk goes on, and another after 最初から', async () => {
  const first = await give(talk('a'))
  expect(await give(talk('a'))).toBe(first)
  const second = await give(talk('a', 2))
  expect(second).not.toBe(first)
  expect(await openTicket(store, first, now)).toEqual(talk('a'))
  expect(await openTicket(store, second, now)).toEqual(talk('a', 2))
})

test('two talks never have the same ticket while both live', async () => {
  const tokens = ['AAECAwQF', 'AAECAwQF', 'GHIJKLMN']
  const draw = { token: () => tokens.shift() ?? random.token() }
  const [one, other] = [await give(talk('a'), draw), await give(talk('b'), draw)]
  expect(one).not.toBe(other)
  expect((await openTicket(store, one, now))?.conversation).toBe('a')
  expect((await openTicket(store, other, now))?.conversation).toBe('b')
})

test('no ticket is given when every word drawn is taken', async () => {
  const draw = { token: () => 'GHIJ' }
  await give(talk('a'), draw)
  expect(await issueTicket({ store, random: draw }, talk('b'), now)).toBe(null)
})

test('a ticket lives 30 days after it was last shown', async () => {
  const ticket = await give(talk('a'))
  now += 29 * DAY
  expect(await openTicket(store, ticket, now)).not.toBe(null)
  expect(await give(talk('a'))).toBe(ticket)
  now += 29 * DAY
  expect(await openTicket(store, ticket, now)).not.toBe(null)
  now += 2 * DAY
  expect(await openTicket(store, ticket, now)).toBe(null)
})

test('the check follows what the resident has told by then', async () => {
  const ticket = await give(talk('a'))
  const issued = await issueTicket({ store, random }, { ...talk('a'), check: 'town' }, now)
  expect(issued?.ticket).toBe(ticket)
  await store.commit({ unit: 'a', puts: issued?.puts ?? [] })
  expect((await openTicket(store, ticket, now))?.check).toBe('town')
})

test('a ticket whose talk was never written, was erased, or never was, opens nothing', async () => {
  const reserved = await issueTicket({ store, random }, talk('a'), now)
  expect(await openTicket(store, reserved?.ticket ?? '', now)).toBe(null)
  const ticket = await give(talk('b'))
  await store.commit({ unit: 'b', deletes: [{ key: TICKETS }] })
  expect(await openTicket(store, ticket, now)).toBe(null)
  for (const typed of ['さくらい', '', 'x'.repeat(5000), '__proto__'])
    expect(await openTicket(store, typed, now)).toBe(null)
})

test('消して lets go of the word, so that another talk may have it', async () => {
  const draw = { token: () => 'GHIJ' }
  const ticket = await give(talk('a'), draw)
  await releaseTickets(store, 'a', now)
  await store.commit({ unit: 'a', deletes: [{ key: TICKETS }] })
  expect(await openTicket(store, ticket, now)).toBe(null)
  expect(await give(talk('b'), draw)).toBe(ticket)
})

test('opening costs the same two reads whatever was typed', async () => {
  const ticket = await give(talk('a'))
  const reads = async (typed: string) => {
    let n = 0
    const counting: Store = {
      ...store,
      get: (unit, key) => {
        n++
        return store.get(unit, key)
      },
    }
    await openTicket(counting, typed, now)
    return n
  }
  expect(await reads('てきとう')).toBe(await reads(ticket))
  expect(await reads('no')).toBe(await reads(ticket))
})
