import { expect, it } from 'vitest'
import { searchTowns } from './town-search.ts'

const towns = [
  { name: '帆風一丁目', kana: 'ほかぜ', aka: [] },
  { name: '帆風二丁目', kana: 'ほかぜ', aka: [] },
  { name: '日本橋人形町三丁目', kana: 'にほんばしにんぎょうちょう', aka: ['人形町'] },
  { name: '舟溜', kana: null, aka: [] },
]
const found = (typed: string) => searchTowns(towns, typed).map(({ name }) => name)

it.each([
  ['ほか', ['帆風一丁目', '帆風二丁目']],
  ['ホカゼ ２丁目', ['帆風二丁目']],
  ['帆風1', ['帆風一丁目']],
  ['ほかぜにちょうめ', []],
  ['にんぎょう', ['日本橋人形町三丁目']],
  ['人形町', ['日本橋人形町三丁目']],
  ['舟', ['舟溜']],
  ['ぱり', []],
])('「%s」', (typed, names) => {
  expect(found(typed)).toEqual(names)
})

it('何も書かないうちは、すべての町が並ぶ', () => {
  expect(found(' ')).toHaveLength(4)
})
