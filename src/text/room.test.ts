import { expect, test } from 'vitest'
import { doubles, ints } from './room.ts'

test('columns are zeros and do not share a place, over many slabs', () => {
  const columns = Array.from({ length: 5000 }, (_, at) => (at % 3 === 0 ? doubles : ints)(at % 41))
  for (const [at, column] of columns.entries()) {
    expect(column.every((cell) => cell === 0)).toBe(true)
    column.fill(at + 1)
  }
  for (const [at, column] of columns.entries()) expect(column.every((cell) => cell === at + 1)).toBe(true)
})

test('a column longer than a slab is had as well', () => {
  expect(ints(100_000)).toEqual(new Int32Array(100_000))
  expect(doubles(100_000)).toEqual(new Float64Array(100_000))
})
