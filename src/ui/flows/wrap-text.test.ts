import { expect, test } from 'vitest'
import { wrapText } from './wrap-text.ts'

test('句読点や閉じかっこは、行のはじめに来ない', () => {
  expect(wrapText('いまは、どれですか。', 9)).toEqual(['いまは、どれですか。'])
  expect(wrapText('「あ」「い」', 2)).toEqual(['「あ」', '「い」'])
})

test('英語の単語は、途中で切れない', () => {
  expect(wrapText('Which worries you most?', 8)).toEqual(['Which worries', 'you most?'])
})

test('文の中の改行は残り、文字は一つもなくならない', () => {
  const text = '話しにくいことを、ありがとうございます。\nいちばん近いのは、どれですか。'
  const lines = wrapText(text, 7)
  expect(lines.join('')).toBe(text.replace('\n', ''))
  expect(lines).toContain('いちばん近いの')
})
