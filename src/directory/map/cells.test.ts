import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, cellsOf, middleOf, type Spot, sheetOf, spanAt } from './cells.ts'

const spots = fc.uniqueArray(
  fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 1000 }) }),
  { minLength: 1, maxLength: 40, selector: ({ x, y }) => `${x} ${y}` },
)
const inside = (cell: Cell, { x, y }: Spot) => {
  const span = spanAt(cell, y)
  return span !== null && span[0] - 1e-6 <= x && x <= span[1] + 1e-6
}

describe('町の形', () => {
  it('どの町も自分の代表点を囲み、その中のどこからも自分の点がいちばん近い', () => {
    fc.assert(
      fc.property(spots, (all) => {
        cellsOf(all).forEach((cell, i) => {
          const own = all[i] ?? { x: 0, y: 0 }
          expect(inside(cell, own)).toBe(true)
          for (const at of [middleOf(cell), ...cell.corners]) {
            const far = (spot: Spot) => Math.hypot(at.x - spot.x, at.y - spot.y)
            expect(far(own)).toBeLessThanOrEqual(Math.min(...all.map(far)) + 1e-6)
          }
        })
      }),
      { numRuns: 100 },
    )
  })

  it('となりの町を境の線ごとに知っている', () => {
    const [left, right] = cellsOf([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ])
    expect(left?.beyond).toContain(1)
    expect(right?.beyond).toContain(0)
    expect(left?.beyond).toHaveLength(left?.corners.length ?? 0)
  })

  it('同じ代表点の2つの町が、形を失わない', () => {
    for (const cell of cellsOf([
      { x: 5, y: 5 },
      { x: 5, y: 5 },
      { x: 90, y: 5 },
    ]))
      expect(cell.corners.length).toBeGreaterThan(2)
  })

  it('北が上で、縦と横の1kmが同じ長さになる', () => {
    const at = { lat: 35.7, lng: 139.67 }
    const sheet = sheetOf([at, { lat: 35.72, lng: 139.7 }], 1000)
    const origin = sheet.spot(at)
    const north = origin.y - sheet.spot({ ...at, lat: at.lat + 0.01 }).y
    const east = sheet.spot({ ...at, lng: at.lng + 0.01 / Math.cos((35.71 * Math.PI) / 180) }).x - origin.x
    expect(north).toBeGreaterThan(0)
    expect(east / north).toBeCloseTo(1, 6)
  })
})
