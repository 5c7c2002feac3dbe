import { expect, test } from 'vitest'
import { tablePhrases } from '../../src/build/train-danger.ts'
import { guideOf } from '../support/built.ts'

test('危険の表が例に挙げる文は、学んだモデルに一つも取り消されない', async () => {
  const { findDanger } = await guideOf('chuo')
  const missed = tablePhrases().filter(({ text }) => findDanger(text).danger === 'none')
  expect(missed).toEqual([])
})
