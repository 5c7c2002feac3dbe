import { describe, expect, test } from 'vitest'
import type { Question } from '../content/flow.ts'
import type { Need } from '../content/vocabulary.ts'
import type { Situation } from './conversation.ts'
import type { Guide } from './guide.ts'
import { CONDITIONS, KNOWN } from './rules.ts'

const situation = (needs: readonly Need[], more: Partial<Situation> = {}): Situation => ({
  needs,
  areas: [],
  speaker: null,
  members: [],
  whose: [],
  persons: [],
  signs: [],
  words: [],
  place: null,
  towns: null,
  placeDeclined: false,
  elsewhere: null,
  access: [],
  visit: false,
  danger: 'none',
  dangerKind: null,
  ...more,
})
/** A ward in which every need depends on the town. */
const guide = { desk: { undecided: () => 'town' } } as unknown as Guide
const asksPlace = (given: Situation) => CONDITIONS['place-matters']?.({ situation: given, guide, now: 0 })

describe('町名を聞くかどうか', () => {
  test('担当が町で決まるときは聞く', () => {
    expect(asksPlace(situation(['ageing.care']))).toBe(true)
  })

  test('相手から逃げているかもしれない人には、ほかの困りごとが主でも聞かない', () => {
    expect(asksPlace(situation(['hardship.rent', 'legal.dv']))).toBe(false)
    expect(asksPlace(situation([], { danger: 'concern', dangerKind: 'dv' }))).toBe(false)
  })
})

test('二つの困りごとを聞いたとき、選択肢の並びではなく先に話したほうを主とする', () => {
  const label = { ja: 'x', easy: 'x', en: 'x' }
  const node: Question = {
    id: 'what',
    kind: 'choice',
    text: label,
    known: 'need',
    next: 'place',
    choices: [
      { id: 'care', alone: false, label, also: [], sets: { needs: ['ageing.care'] } },
      { id: 'dementia', alone: false, label, also: [], sets: { needs: ['ageing.dementia'] } },
    ],
  }
  const heard = situation(['ageing.dementia', 'ageing.care'])
  expect(KNOWN.need?.({ situation: heard, guide, now: 0, node })).toBe('dementia')
})
