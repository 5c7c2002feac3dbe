import { expect, test } from 'vitest'
import type { Need, Speaker } from '../content/vocabulary.ts'
import { callScript } from './script.ts'

const about = (need: Need, speaker: Speaker, members: readonly string[]) =>
  callScript({ need, speaker, members, bring: [], undecided: false }, 'ja')[1]

test('だれのことかを、題目がもう言っているときは重ねない', () => {
  expect(about('childcare.baby', 'family', ['子ども'])).toBe('「赤ちゃんの育児のことです」')
  expect(about('childcare.development', 'family', [])).toBe('「子どもの発達のことです」')
  expect(about('ageing.abuse', 'family', ['母'])).toBe('「高齢者への接し方の心配のことです」')
  expect(about('ageing.dementia', 'family', ['母'])).toBe('「母の物忘れ・認知症のことです」')
  expect(about('childcare.baby', 'neighbour', [])).toBe('「近所の人の赤ちゃんの育児のことです」')
})
