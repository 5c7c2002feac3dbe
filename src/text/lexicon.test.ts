import { describe, expect, test } from 'vitest'
import { packLexicon, wordFinder } from './lexicon.ts'
import { decodeLexicon, encodeLexicon } from './lexicon-file.ts'

const LEXICON = packLexicon([
  { id: 'day', words: ['デイサービス', 'デイ'] },
  { id: 'care', words: ['介護', 'デイサービス'] },
  { id: 'autism', words: ['ASD'] },
  { id: 'fraud', words: ['さぎ', '詐欺'] },
])
const find = wordFinder(LEXICON)

describe('a finder of words', () => {
  test.each(['デイサービス', 'ﾃﾞｲｻｰﾋﾞｽ', 'で い さーびす'])('%s is found as what it stands for', (text) => {
    expect(find(`母は${text}に行っています`)).toEqual([
      { id: 'day', word: text },
      { id: 'care', word: text },
    ])
  })
  test('a Latin word counts only by itself', () => {
    expect(find('ASDの子')).toEqual([{ id: 'autism', word: 'ASD' }])
    expect(find('my husbasd')).toEqual([])
  })
  test('kana of two letters lie inside too many others', () => {
    expect(find('うさぎ')).toEqual([])
    expect(find('詐欺')).toEqual([{ id: 'fraud', word: '詐欺' }])
  })
})

test('a lexicon read from its file is the one that was written', () => {
  const bytes = encodeLexicon(LEXICON)
  expect(decodeLexicon(bytes)).toEqual(LEXICON)
  expect(() => decodeLexicon(bytes.subarray(0, -4))).toThrow('a lexicon cut short')
})
