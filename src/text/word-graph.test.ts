import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KEY, LATIN } from './danger/tables.ts'
import { decodeTables, encodeTables } from './danger/tables-file.ts'
import { packWords, wordsAt } from './word-graph.ts'

describe('a word graph', () => {
  const word = fc.string({
    unit: fc.constantFrom('死', 'に', 'た', 'い', '\uff01', 'a'),
    minLength: 1,
    maxLength: 5,
  })
  const words = fc.dictionary(word, fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }))

  test('every word that begins at a place is found with each of its concepts, shortest first, and no other', () => {
    fc.assert(
      fc.property(
        words,
        fc.array(word).map((some) => some.join('')),
        (concepts, text) => {
          const graph = packWords(new Map(Object.entries(concepts)))
          for (let start = 0; start < text.length; start += 1) {
            const found: [number, number][] = []
            wordsAt(graph, text, start, (concept, end) => found.push([end, concept]))
            const there = Object.keys(concepts)
              .filter((one) => text.startsWith(one, start))
              .sort((a, b) => a.length - b.length)
              .flatMap((one) =>
                [...(concepts[one] ?? [])].sort().map((concept) => [start + one.length, concept]),
              )
            expect(found).toEqual(there)
          }
        },
      ),
    )
  })
})

test('danger tables read from their file are those that were written', () => {
  for (const tables of [KEY, LATIN]) expect(decodeTables(encodeTables(tables))).toEqual(tables)
  expect(() => decodeTables(encodeTables(KEY).subarray(0, -4))).toThrow('danger tables cut short')
})
