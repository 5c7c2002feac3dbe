import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dangerExamples, harmlessExamples, sentenceKey } from './danger-examples.ts'
import { DANGER_KINDS } from './vocabulary.ts'
import { readYaml } from './yaml-file.ts'

const read = (name: string): string =>
  readFileSync(new URL(`../../intents/danger/${name}.yaml`, import.meta.url), 'utf8')
const fileOf = (kind: string): string => kind.replaceAll('_', '-')

const harmless = readYaml('harmless.yaml', read('harmless'), harmlessExamples)
const dangers = DANGER_KINDS.map((kind) => ({
  kind,
  file: readYaml(`${fileOf(kind)}.yaml`, read(fileOf(kind)), dangerExamples),
}))

describe('危険の例文', () => {
  test.each(dangers)('$kind のファイルは書式に合い、名前と kind が同じ', ({ kind, file }) => {
    expect(file.faults).toEqual([])
    expect(file.value?.kind).toBe(kind)
  })

  test.each(dangers)('$kind には緊急と心配の例文が 80 以上ずつある', ({ file }) => {
    expect(file.value?.emergency.length).toBeGreaterThanOrEqual(80)
    expect(file.value?.concern.length).toBeGreaterThanOrEqual(80)
  })

  test('危険でない例文は、まぎらわしいものと普通のものが 500 以上ずつある', () => {
    expect(harmless.faults).toEqual([])
    expect(harmless.value?.look_alikes.length).toBeGreaterThanOrEqual(500)
    expect(harmless.value?.ordinary.length).toBeGreaterThanOrEqual(500)
  })

  test('空白と句読点のほかに違いのない例文は、どのファイルにも 2 つない', () => {
    const all = [
      ...dangers.flatMap(({ file }) => [...(file.value?.emergency ?? []), ...(file.value?.concern ?? [])]),
      ...(harmless.value?.look_alikes ?? []),
      ...(harmless.value?.ordinary ?? []),
    ]
    const seen = new Map<string, string>()
    const twice = all.filter((one) => {
      const key = sentenceKey(one)
      const before = seen.has(key)
      seen.set(key, one)
      return before
    })
    expect(twice).toEqual([])
  })

  test('全角と半角、空白、句読点の違いは同じ例文とみなす', () => {
    expect(sentenceKey('ＤＶ を　うけて います。')).toBe(sentenceKey('DVをうけています'))
  })
})
