import { expect, test } from 'vitest'
import { tablePhrases } from '../../src/build/train-danger.ts'
import { KEY_TABLES } from '../../src/text/danger/japanese.ts'
import { findDanger as findByRules } from '../../src/text/danger.ts'
import { guideOf } from '../support/built.ts'

test('危険の表が例に挙げる文は、学んだモデルに一つも取り消されない', async () => {
  const { findDanger } = await guideOf('chuo')
  const missed = tablePhrases().filter(({ text }) => findDanger(text).danger === 'none')
  expect(missed).toEqual([])
})

/** Ways of saying something in passing that the model is not taught. */
const IN_PASSING: readonly ((phrase: string) => string)[] = [
  (phrase) => `こんにちは。${phrase}`,
  (phrase) => `じつは、${phrase}`,
  (phrase) => `${phrase}。つらいです`,
  (phrase) => `${phrase}。お返事ください`,
]

test('what a rule finds in a phrase said in passing is taken back once in two hundred times at most', async () => {
  const { findDanger } = await guideOf('chuo')
  const phrases = KEY_TABLES.rows.filter(({ foreign }) => !foreign).flatMap((row) => row.phrases)
  const found = phrases
    .flatMap((phrase) => IN_PASSING.map((around) => around(phrase)))
    .filter((text) => findByRules(text).danger !== 'none')
  const missed = found.filter((text) => findDanger(text).danger === 'none')
  expect(found.length).toBeGreaterThan(1000)
  expect(missed.length, missed.join('、')).toBeLessThanOrEqual(found.length / 200)
})
