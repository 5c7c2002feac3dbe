import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layered } from './layered.ts'

/** Any graph without circles: lines lead from an earlier block to a later one. */
const graphs = fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 1, maxLength: 14 }).chain((heights) =>
  fc.record({
    heights: fc.constant(heights),
    pairs: fc.array(fc.tuple(fc.nat(heights.length - 1), fc.nat(heights.length - 1)), { maxLength: 30 }),
  }),
)

test('箱は重ならず、線は左から右へ進み、はみ出さない', () => {
  fc.assert(
    fc.property(graphs, ({ heights, pairs }) => {
      const blocks = heights.map((height, i) => ({ id: `${i}`, height, inlet: 10 }))
      const lines = pairs.flatMap(([a, b]) =>
        a === b ? [] : [{ from: `${Math.min(a, b)}`, to: `${Math.max(a, b)}`, outlet: 12 }],
      )
      const { places, strands, columns, height } = layered(blocks, lines)
      const at = (id: string) => places.get(id) ?? { column: -1, top: -1 }
      for (const { from, to, through } of strands)
        expect(at(from).column + 1 + through.length).toBe(at(to).column)
      for (const one of blocks) {
        const { column, top } = at(one.id)
        expect(top).toBeGreaterThanOrEqual(0)
        expect(top + one.height).toBeLessThanOrEqual(height + 1e-6)
        expect(column).toBeLessThan(columns)
        for (const other of blocks)
          if (other !== one && at(other.id).column === column)
            expect(top + one.height <= at(other.id).top || at(other.id).top + other.height <= top).toBe(true)
      }
    }),
  )
})
