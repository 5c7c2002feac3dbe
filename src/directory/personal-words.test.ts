import { expect, test } from 'vitest'
import { personalWords } from './personal-words.ts'
import { testWard } from './test-ward.ts'

const read = personalWords(testWard())

test.each([
  ['090-1234-5678へかけます', '（電話番号）へかけます'],
  ['番号は123456789018ですね', '番号は（個人番号）ですね'],
  ['中央3-19-1へうかがいます', '中央3-19へうかがいます'],
])('「%s」 leads to a private person', (text, rest) => {
  const found = read(text)
  expect([found.text, found.left.length]).toEqual([rest, 1])
})

test.each([
  '代表は03-0000-0000です',
  '代表は（０３）0000 0000です',
  '0120-783-556はいつでもどうぞ',
  '明日の10時30分に来てください',
  'しるし\uE000も\uF8FFそのまま',
])('「%s」 leads to a desk, or to nobody', (text) => {
  expect(read(text)).toEqual({ text, left: [] })
})

test('a desk’s number in a private one is no desk’s', () => {
  expect(read('03-0000-00001').left).toEqual(['phone'])
  expect(read('代表03-0000-0000、私は090-1234-5678').text).toBe('代表03-0000-0000、私は（電話番号）')
})
