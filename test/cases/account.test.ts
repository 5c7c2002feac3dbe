import { expect, it } from 'vitest'
import { NO_CASE } from '../../src/cases/case-state.ts'
import { holdingOf } from '../../src/cases/ownership.ts'
import { retryKey } from '../../src/channels/line/retry-key.ts'
import { judge, nothingTold } from './account.ts'
import type { Step } from './server-journal.ts'
import type { Heard } from './two-services.ts'

const ID = 'line-x'
const JOB = `${ID}/asked`
const bot: Heard = { from: 'bot', text: null }
const card: Heard = { from: 'system', text: null }
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

function account(steps: readonly Step[], heard: readonly (readonly Heard[])[] = [[bot]]) {
  const told = nothingTold()
  const arrived = new Map([['token-asked', heard.map((messages) => ({ by: 'token-asked', messages }))]])
  judge({ conversation: ID, steps, events: [asked], arrived, cards: new Set() }, told)
  const { overPerson, lost, split } = told
  return { overPerson: overPerson.length, lost: lost.length, split: split.length }
}
const good = { overPerson: 0, lost: 0, split: 0 }

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
  judge({ conversation: ID, steps: [opening, claim, mark], events: [asked], arrived, cards: new Set() }, told)
  expect(told.overPerson).toHaveLength(1)
})

it('what the bot says in the transcript over a person is found, a card is not', () => {
  const said = step({ said: ['later-1'] })
  expect(account([opening, mark, claim, said])).toEqual({ ...good, overPerson: 1 })
  expect(account([opening, mark, claim, step({ said: ['later-0', 'staff-1'] })])).toEqual(good)
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
