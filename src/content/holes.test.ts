import { expect, test } from 'vitest'
import { holesIn } from './holes.ts'

test.each([
  ['{日時}に、｛窓口｝へどうぞ', ['{日時}', '｛窓口｝']],
  ['We will call at { time }.', ['{ time }']],
  ['顔文字 {^_^} も', ['{^_^}']],
])('「%s」 is not filled', (text, holes) => {
  expect(holesIn(text).map(({ hole }) => hole)).toEqual(holes)
})

test.each(['明日10時に', '中かっこ{ だけ', '{}', '{\n}'])('「%s」 has nothing to fill', (text) => {
  expect(holesIn(text)).toEqual([])
})
