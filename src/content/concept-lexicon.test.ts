import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { concept, conceptClashes, conceptFile } from './concept-lexicon.ts'
import { readYaml } from './yaml-file.ts'

const folder = new URL('../../intents/lexicon/', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({
    name,
    read: readYaml(`intents/lexicon/${name}`, readFileSync(new URL(name, folder), 'utf8'), conceptFile),
  }))

describe('概念のことば', () => {
  test.each(files)('$name は読める', ({ name, read }) => {
    expect(read.faults).toEqual([])
    expect(read.value?.theme).toBe(name.replace(/\.yaml$/, ''))
  })

  test('同じ id はなく、一つのことばは三つの概念までにある', () => {
    expect(conceptClashes(files.flatMap(({ read }) => read.value?.concepts ?? []))).toEqual([])
  })

  test('かな二文字の「うそ」は短すぎる', () => {
    expect(concept.safeParse({ id: 'lie', words: ['うそ'] }).success).toBe(false)
  })

  test('「デイサービス」と「でいさーびす」は同じことばである', () => {
    expect(concept.safeParse({ id: 'day', words: ['デイサービス', 'でいさーびす'] }).success).toBe(false)
  })

  test('四つの概念にあることばは、どの概念も言い表さない', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => ({ id, words: ['相談'] }))
    expect(conceptClashes(four)).toHaveLength(1)
    expect(conceptClashes(four.slice(1))).toEqual([])
  })
})
