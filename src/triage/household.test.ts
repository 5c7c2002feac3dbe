import { expect, test } from 'vitest'
import type { Need, Speaker } from '../content/vocabulary.ts'
import type { Situation } from './conversation.ts'
import { areasOf, householdOf } from './household.ts'
import { newSession } from './session.ts'
import { openingSituation } from './situation.ts'

const situation = (
  speaker: Speaker | null,
  needs: readonly Need[],
  more: Partial<Situation> = {},
): Situation => ({ ...openingSituation(newSession('ja', 0)), speaker, needs, ...more })

const told = (of: Situation, violence = false) =>
  householdOf(of, violence).members.map(({ who, needs }) => `${who}: ${needs.join(' ')}`.trim())

test('言葉でだれのことか分からない困りごとは、話されている人のもの', () => {
  expect(told(situation('family', ['ageing.care'], { members: ['はは'] }))).toEqual(['母: ageing.care'])
  expect(told(situation('self', ['hardship.rent']))).toEqual(['自分: hardship.rent'])
  expect(told(situation('neighbour', ['community.worry'], { members: ['隣'] }))).toEqual([
    'その方: community.worry',
  ])
})

test('介護に疲れているのは、話している人', () => {
  expect(told(situation('family', ['ageing.carer'], { members: ['母'] }))).toEqual([
    '母:',
    '自分: ageing.carer',
  ])
})

test('だれのことか言われたものは、その人のもの', () => {
  const whose = [{ need: 'hardship.work' as const, member: 'self' }]
  expect(told(situation('family', ['ageing.care', 'hardship.work'], { members: ['母'], whose }))).toEqual([
    '母: ageing.care',
    '自分: hardship.work',
  ])
})

test('続柄のことばでないものは名前かもしれないので、家族とだけ残す', () => {
  expect(told(situation('family', ['ageing.care'], { members: ['花子'] }))).toEqual(['家族: ageing.care'])
})

test('暴力の話には世帯がない', () => {
  const whole = situation('self', ['childcare.school', 'legal.dv'], { members: ['子ども'] })
  expect(householdOf(whole, false)).toEqual({ members: [], speaker: null, signs: [] })
  expect(told(situation('family', ['ageing.care'], { members: ['母'] }), true)).toEqual([])
})

test('気になる人の心配だけでは、分野は数えない', () => {
  expect(areasOf(householdOf(situation('neighbour', ['community.worry', 'ageing.alone']), false))).toEqual([
    'ageing',
  ])
})
