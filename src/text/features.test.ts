import { expect, test } from 'vitest'
import { extractFeatures } from './features.ts'
import { normalise } from './normalise.ts'
import type { Token } from './understanding.ts'

const token = (surface: string, reading: string, base = '*'): Token => ({
  surface,
  pos: '名詞',
  pos1: '一般',
  base,
  reading,
})
const keysOf = (text: string, tokens: Token[], channel: number) => {
  const { keys, starts } = extractFeatures(normalise(text), tokens)
  return new Set(keys.subarray(starts[channel], starts[channel + 1]))
}

test('「ははのものわすれ」と「母の物忘れ」は読みで出会う', () => {
  const kana = keysOf(
    'ははのものわすれ',
    [token('はは', 'ハハ'), token('の', 'ノ'), token('ものわすれ', '')],
    2,
  )
  const kanji = keysOf(
    '母の物忘れ',
    [token('母', 'ハハ'), token('の', 'ノ'), token('物忘れ', 'モノワスレ')],
    2,
  )
  expect(kana).toEqual(kanji)
})

test('空白と大文字は特徴を変えない', () => {
  expect(keysOf('Ｄ Ｖ の 相談', [], 0)).toEqual(keysOf('dvの相談', [], 0))
})

test('「払えない」と「払える」は原形で出会う', () => {
  const [word] = keysOf('払え', [token('払え', 'ハラエ', '払える')], 1)
  expect(keysOf('払える', [token('払える', 'ハラエル', '払える')], 1)).toContain(word)
})

test('文字の特徴と言葉の特徴は同じ文字でも別のもの', () => {
  const { keys, starts } = extractFeatures(normalise('母'), [token('母', 'ハハ')])
  expect(new Set(keys).size).toBe(keys.length)
  expect(starts).toEqual([0, 1, 2, 3, 3, 3])
})

test('4,000 文字より先は読まない', () => {
  expect(extractFeatures(normalise('介護と物忘れ。'.repeat(2000)), []).places).toHaveLength(4000)
})

test('without phrases their channel is empty and the others are the same', () => {
  const tokens = [token('母', 'ハハ'), token('の', 'ノ'), token('物忘れ', 'モノワスレ')]
  const whole = extractFeatures(normalise('母の物忘れ'), tokens, ['memory'])
  const without = extractFeatures(normalise('母の物忘れ'), tokens, ['memory'], false)
  const channel = ({ keys, starts }: typeof whole, at: number) => [
    ...keys.subarray(starts[at], starts[at + 1]),
  ]
  expect(channel(whole, 3)).not.toEqual([])
  expect(channel(without, 3)).toEqual([])
  for (const at of [0, 1, 2, 4]) expect(channel(without, at)).toEqual(channel(whole, at))
})
