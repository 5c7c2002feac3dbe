import { expect, it } from 'vitest'
import { NO_CASE } from '../../src/cases/case-state.ts'
import { holdingOf } from '../../src/cases/ownership.ts'
import { retryKey } from '../../src/channels/line/retry-key.ts'
import { judge, nothingTold } from './account.ts'
import type { Step } from './server-journal.ts'
import type { Heard } from './two-services.ts'

const ID = 'line-x'
const JOB = `${ID}/asked`
const bot: Heard = { from: 'bot', names: false }
const card: Heard = { from: 'system', names: false }
const person = { kind: 'person', id: 'a', team: 'one' } as const
const holding = (owner: typeof NO_CASE.owner, term: number) =>
  holdingOf({ ...NO_CASE, owner, term, phase: 'open' })
const entry = (event: object) => ({ at: 0, value: JSON.stringify(event) })
const step = (more: Partial<Step>): Step => ({
  answered: [],
  jobs: [],
  marks: [],
  said: [],
  entries: [],
  owner: null,
  ...more,
})
const asked = { id: 'asked', user: 'U', at: 0, token: 'token-asked', text: '人と話す', asks: true }

const opening = step({
  answered: ['asked'],
  said: ['asked-0', 'asked-1'],
  jobs: [JOB],
  entries: [
    { kind: 'opened', reason: 'asked', team: 'one' },
    { kind: 'handoff', reason: 'asked' },
  ].map(entry),
  owner: holding({ kind: 'queue' }, 0),
})
const claim = step({
  entries: [entry({ kind: 'claimed', by: 'a', team: 'one' })],
  owner: holding(person, 1),
})
const release = step({
  entries: [entry({ kind: 'released', by: 'a' })],
  owner: holding({ kind: 'queue' }, 2),
})
const mark = step({ marks: [{ job: JOB, attempts: 1 }] })
/** Read by the person who has the talk: nothing answers it. */
const later = step({ answered: ['later'], said: ['later-0'] })
const NOTICE = `${ID}/staff-1`
const reply = step({
  said: ['staff-1'],
  jobs: [NOTICE],
  entries: [entry({ kind: 'replied', by: 'a', message: 'staff-1', way: 'page' })],
  owner: holding(person, 1),
})
const silent = step({
  entries: reply.entries as Step['entries'],
  said: ['staff-2'],
  owner: holding(person, 1),
})

/** What is found in a talk of which LINE has heard so much in answer to what was asked, and taken so much else. */
function account(
  steps: readonly Step[],
  heard: readonly (readonly Heard[])[] = [[bot]],
  taken: Readonly<Record<string, number>> = {},
) {
  const told = nothingTold()
  const arrived = new Map([['token-asked', heard.map((messages) => ({ by: 'token-asked', messages }))]])
  const events = [asked, ...(steps.includes(later) ? [{ ...asked, id: 'later', token: 'token-later' }] : [])]
  judge(
    { conversation: ID, steps, events, arrived, taken: new Map(Object.entries(taken)), cards: new Set() },
    told,
  )
  const { overPerson, lost, split, wrongNotices } = told
  return {
    overPerson: overPerson.length,
    lost: lost.length,
    split: split.length,
    wrongNotices: wrongNotices.length,
  }
}
const good = { overPerson: 0, lost: 0, split: 0, wrongNotices: 0 }

it('an answer that is marked before the claim is rightly sent', () => {
  expect(account([opening, mark, claim])).toEqual(good)
})

it('an answer that is marked after the claim was sent over a person, also when the person has let go', () => {
  expect(account([opening, claim, mark])).toEqual({ ...good, overPerson: 1 })
  expect(account([opening, claim, release, mark])).toEqual({ ...good, overPerson: 1 })
})

it('the danger card alone passes', () => {
  expect(account([opening, claim, mark], [[card]])).toEqual(good)
  expect(account([opening, claim, mark], [[card, bot]])).toEqual({ ...good, overPerson: 1 })
})

it('what comes to LINE without a mark is found', () => {
  expect(account([opening, claim])).toEqual({ ...good, overPerson: 1 })
  expect(account([opening, mark, claim], [[bot], [bot]])).toEqual({ ...good, overPerson: 1 })
})

it('a card that is sent at once while the store is away needs no mark, and stands for no other request', () => {
  expect(account([opening, mark, claim], [[card], [bot]])).toEqual(good)
  expect(account([opening, claim, mark], [[card], [bot]])).toEqual({ ...good, overPerson: 1 })
  expect(account([opening, mark, claim], [[card], [bot], [bot]])).toEqual({ ...good, overPerson: 1 })
})

it('what is put down after an attempt is no second mark', () => {
  expect(
    account([opening, mark, mark, claim, step({ marks: [{ job: JOB, attempts: 2 }] })], [[bot], [bot]]),
  ).toEqual({
    ...good,
    overPerson: 1,
  })
})

it('a pushed answer is known by its retry key', () => {
  const told = nothingTold()
  const key = retryKey(JOB)
  const arrived = new Map([[key, [{ by: key, messages: [bot] }]]])
  const heard = { events: [asked], arrived, taken: new Map(), cards: new Set<string>() }
  judge({ conversation: ID, steps: [opening, claim, mark], ...heard }, told)
  expect(told.overPerson).toHaveLength(1)
})

it('what the bot says in the transcript over a person is found, a card is not', () => {
  const said = step({ said: ['later-1'] })
  expect(account([opening, mark, claim, said])).toEqual({ ...good, overPerson: 1 })
  expect(account([opening, mark, claim, step({ said: ['later-0', 'staff-1'] })])).toEqual(good)
})

it('of the first reply LINE is told once, by its retry key or a token nobody needed', () => {
  const steps = [opening, mark, claim, later, reply, silent]
  expect(account(steps, [[bot]], { [retryKey(NOTICE)]: 1 })).toEqual(good)
  expect(account(steps, [[bot]], { 'token-later': 1 })).toEqual(good)
  for (const taken of [{}, { 'token-later': 1, [retryKey(NOTICE)]: 1 }, { [retryKey(NOTICE)]: 2 }])
    expect(account(steps, [[bot]], taken)).toEqual({ ...good, wrongNotices: 1 })
  expect(account([opening, mark, claim, silent])).toEqual({ ...good, wrongNotices: 1 })
})

it('who asked and has no open case is lost, and so is who was not heard', () => {
  const deaf = step({ answered: ['asked'], said: ['asked-0', 'asked-1'], jobs: [JOB] })
  expect(account([deaf, mark])).toEqual({ ...good, lost: 1 })
  expect(account([], [])).toEqual({ ...good, lost: 1 })
})

it('an owner that differs from the journal is found at the very step', () => {
  const split = step({ entries: claim.entries as Step['entries'] })
  expect(account([opening, mark, split, step({ owner: holding(person, 1) })])).toEqual({ ...good, split: 1 })
})
