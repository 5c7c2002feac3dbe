import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBlock } from './read-block.ts'

test.each([
  ['21', 21],
  ['21番', 21],
  ['２１番５号', 21],
  ['21-5', 21],
  ['２１ー５', 21],
  ['二十一', 21],
  ['二一番地', 21],
  ['21番地です', 21],
  ['21ばんです', 21],
  ['たぶん21番だと思います', 21],
  ['3-21-5', 21],
  ['3丁目21番', 21],
  ['三丁目の二十一', 21],
  ['百二番', 102],
  ['21番21番', 21],
  ['21番か22番', null],
  ['わからない', null],
  ['80歳です', null],
  ['3人家族', null],
  ['0', null],
  ['090-1234-5678', null],
  ['', null],
])('「%s」の番は %s', (text, block) => {
  expect(readBlock(text)).toBe(block)
})

test('どんな文字でも投げず、番は1から999', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const block = readBlock(text)
      expect(block === null || (block >= 1 && block <= 999)).toBe(true)
    }),
    { seed: 1, numRuns: 300 },
  )
})
