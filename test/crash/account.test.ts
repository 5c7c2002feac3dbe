import { expect, test } from 'vitest'
import { retryKey } from '../../src/channels/line/retry-key.ts'
import { account } from './account.ts'
import type { Accepted } from './line-platform.ts'
import type { SentEvent } from './residents.ts'

const said = (id: string, at = 0): SentEvent => ({ id, user: 'U1', at, token: `token-${id}`, text: 'はい' })
const replied = (id: string): Accepted => ({ at: 0, way: 'reply', by: `token-${id}`, messages: [] })
const pushed = (job: string): Accepted => ({ at: 0, way: 'push', by: retryKey(`c-U1/${job}`), messages: [] })

/** The account of these events, all of them acknowledged in this order, a second apart. */
function accountOf(
  events: readonly SentEvent[],
  accepted: readonly Accepted[],
  records: {
    readonly joined?: Readonly<Record<string, string>>
    readonly ended?: Readonly<Record<string, string>>
    readonly dead?: Readonly<Record<string, string>>
  } = {},
) {
  const when = new Map(events.map(({ id }, i) => [id, i * 1_000]))
  const named = (of: Readonly<Record<string, string>> = {}) =>
    new Map(Object.entries(of).map(([id, value]) => [`c-U1/${id}`, value]))
  const ended = named(records.ended)
  return account({
    events,
    acknowledged: when,
    firstSent: when,
    accepted,
    conversationOf: (user) => `c-${user}`,
    records: {
      answeredWith: async (_conversation, event) => [`${records.joined?.[event] ?? event}-1`],
      ended: async (_conversation, job) => ended.get(job) ?? null,
      dead: named(records.dead),
    },
  })
}

test('an answer by reply, by push, or together with a later bubble counts once', async () => {
  const found = await accountOf([said('a'), said('b', 1), said('c', 2)], [replied('a'), pushed('c')], {
    joined: { b: 'c' },
  })
  expect(found).toMatchObject({ acknowledged: 3, joined: 1, once: 3, lost: [], doubled: [], foreign: 0 })
})

test('what was acknowledged and never answered is lost', async () => {
  expect((await accountOf([said('a'), said('b', 1)], [replied('a')])).lost).toEqual(['b'])
})

test('a further part of an answer that was begun and never taken is lost', async () => {
  const found = await accountOf([said('a')], [replied('a')], { ended: { 'a/2': 'open' } })
  expect(found.lost).toEqual(['a/2'])
})

test('a reply and a push for one event are a double, and so are two replies to bubbles of one turn', async () => {
  expect((await accountOf([said('a')], [replied('a'), pushed('a')])).doubled).toEqual(['a'])
  const joined = await accountOf([said('a'), said('b', 1)], [replied('a'), replied('b')], {
    joined: { a: 'b' },
  })
  expect(joined.doubled).toEqual(['a+b'])
})

test('a recorded doubt or burial is a reason, not a loss', async () => {
  const found = await accountOf([said('a'), said('b', 1)], [], {
    ended: { a: 'uncertain' },
    dead: { b: 'monthly-limit' },
  })
  expect(found).toMatchObject({ lost: [], uncertain: { seen: 0, unseen: ['a'] }, dead: ['b monthly-limit'] })
})

test('an answer shown after that to a later bubble is disorder, unless its bubble came late itself', async () => {
  const inTime = [said('a', 0), said('b', 1)]
  expect((await accountOf(inTime, [replied('b'), replied('a')])).disordered).toEqual(['a after b'])
  const late = [said('b', 1), said('a', 0)]
  expect((await accountOf(late, [replied('b'), replied('a')])).disordered).toEqual([])
})

test('a request from no event of ours is seen', async () => {
  expect((await accountOf([said('a')], [replied('a'), replied('z')])).foreign).toBe(1)
})
