import { expect, test } from 'vitest'
import { withoutPersonal } from '../../src/text/personal.ts'
import { guideOf } from '../support/built.ts'
import { SENTENCES } from './residents.ts'

test('in nothing the residents of the crash test write is danger, whose card may come twice', async () => {
  const { findDanger } = await guideOf('mihon')
  const asOnLine = SENTENCES.map(
    (text) => withoutPersonal(text, ['phone', 'house', 'my-number', 'card']).text,
  )
  expect([...SENTENCES, ...asOnLine].filter((text) => findDanger(text).danger !== 'none')).toEqual([])
})
