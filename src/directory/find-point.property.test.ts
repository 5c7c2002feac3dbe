import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NEEDS } from '../content/vocabulary.ts'
import { createDirectory } from './directory.ts'
import { findPoint } from './find-point.ts'
import { isReachable } from './present.ts'
import { catchmentRow, hotlineRow, pointRow, source, testWard } from './test-ward.ts'

const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null })
const serves = fc.constantFrom(...NEEDS, 'ageing.*' as const, 'legal.*' as const, 'hardship.*' as const)
const point = fc
  .record({
    serves: fc.array(serves, { maxLength: 3 }),
    phone: maybe(fc.integer({ min: 1000, max: 9999 }).map((n) => `03-0000-${n}`)),
    secret: fc.boolean(),
    hours: fc.constantFrom(null, '24/7', 'Mo-Fr 08:30-17:00; PH off', '毎日'),
    staffOnly: fc.boolean(),
    confidence: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
    withheld: fc.subarray(['phone', 'address', 'hours', 'notice'] as const),
    validTo: fc.constantFrom(null, '2026-01-01', '2027-01-01'),
    kind: fc.constantFrom('centre', 'desk', 'hall'),
    lat: maybe(fc.double({ min: 35.69, max: 35.71, noNaN: true })),
  })
  .map(
    (p) => (id: string) =>
      pointRow(id, {
        serves: p.serves,
        phone: p.phone,
        hours: p.hours,
        kind: p.kind,
        address: `秘密の住所${id}`,
        town: '中央三丁目',
        lat: p.lat,
        lng: 139.68,
        hideAddress: p.secret,
        staffOnly: p.staffOnly,
        staffOnlyFields: p.withheld,
        validTo: p.validTo,
        notice: `秘密の住所${id}に移転`,
        provenance: { ...source, confidence: p.confidence },
      }),
  )

const wards = fc
  .record({
    points: fc.array(point, { maxLength: 12 }),
    parts: fc.array(
      fc.record({
        point: fc.nat(11),
        town: fc.constantFrom('中央三丁目', '中央四丁目', '中央'),
        from: maybe(fc.integer({ min: 1, max: 30 })),
        extent: fc.constantFrom('whole' as const, 'part' as const, 'named' as const),
      }),
      { maxLength: 10 },
    ),
    lines: fc.array(
      fc.record({
        serves: fc.array(serves, { maxLength: 3 }),
        hours: fc.constantFrom(null, '24/7', 'Sa 10:00-12:00'),
      }),
      { maxLength: 4 },
    ),
    rules: fc.array(fc.record({ need: serves, point: fc.option(fc.nat(11), { nil: undefined }) }), {
      maxLength: 5,
    }),
  })
  .map(({ points, parts, lines, rules }) =>
    testWard({
      points: [
        pointRow('general', { phone: '03-0000-0009' }),
        pointRow('outreach', { phone: '03-0000-0008' }),
        ...points.map((make, i) => make(`p${i}`)),
      ],
      partitions: { kumin: { name: 'センター', points: ['p0', 'p1', 'p2'] } },
      catchments: parts.map(({ point: p, town, from, extent }) =>
        catchmentRow('kumin', `p${p}`, { town, blocks: from === null ? null : [[from, from + 5]], extent }),
      ),
      hotlines: lines.map((line, i) => hotlineRow(`line${i}`, { ...line, number: `0120-000-${100 + i}` })),
      responsibility: rules.map(({ need, point: p }) =>
        p === undefined ? { needs: [need], partition: 'kumin' } : { needs: [need], point: `p${p}` },
      ),
    }),
  )

const queries = fc.record({
  needs: fc.array(fc.constantFrom(...NEEDS), { maxLength: 3 }),
  place: maybe(
    fc.record({
      town: fc.constantFrom('中央三丁目', '中央四丁目', 'どこにもない町'),
      block: maybe(fc.integer({ min: 1, max: 40 })),
      number: fc.constant(null),
      approximate: fc.boolean(),
    }),
  ),
  now: fc.integer({ min: 0, max: 500 }).map((h) => Date.parse('2026-11-20T00:00:00+09:00') + h * 3_600_000),
  lang: fc.constantFrom('ja' as const, 'easy' as const, 'en' as const),
  visit: fc.boolean(),
  exclude: fc.subarray(['general', 'outreach', 'p0', 'p1', 'line0']),
  limit: fc.constantFrom(1, 3, 5),
})

test('どんな区でも、隠す場所は出さず、つながる窓口があり、近いだけのものを担当といわない', () => {
  fc.assert(
    fc.property(wards, queries, (ward, query) => {
      const directory = createDirectory(ward)
      const found = findPoint(directory, query)
      const said = JSON.stringify(found)
      const violence = query.needs.includes('legal.dv')

      const [first, second] = found.points
      const known = new Set([
        ...ward.points.flatMap((row) => row.phone ?? []),
        ...ward.hotlines.flatMap((row) => row.number ?? []),
      ])
      expect(first).toBeDefined()
      if (query.limit > 1 || (first && isReachable(first)))
        expect(
          [first, second].some((one) => one && (isReachable(one) || (violence && one.phone !== null))),
        ).toBe(true)
      expect(found.points.length).toBeLessThanOrEqual(query.limit)
      expect(new Set(found.points.map((one) => one.id)).size).toBe(found.points.length)
      expect(found.decided).toBe(found.ask === null)

      for (const row of ward.points) {
        const secret = violence || row.hideAddress
        if (secret) expect(said).not.toContain(`秘密の住所${row.id}"`)
        if (row.staffOnly || row.provenance.confidence === 'C' || row.validTo === '2026-01-01')
          expect(said).not.toContain(`"${row.id}"`)
      }
      for (const one of found.points) {
        if (one.phone !== null) expect(known).toContain(one.phone)
        if (one.basis === 'distance') expect(one.why).not.toMatch(/担当です$/)
        if (!found.decided && one === first) expect(one.basis).not.toBe('catchment')
        const row = directory.point(one.id)
        if (row?.hideAddress || violence)
          expect([one.address, one.town, one.lat, one.lng, one.distance_m, one.notice]).toEqual([
            null,
            null,
            null,
            null,
            null,
            null,
          ])
        if (row?.staffOnlyFields.includes('phone')) expect(one.phone).toBeNull()
      }
      const safe = found.points.filter((one) => isReachable(one) && !['general', 'outreach'].includes(one.id))
      if (violence && safe.length > 0) expect(said).not.toContain('03-0000-0009')

      expect(JSON.stringify(findPoint(createDirectory(ward), query))).toBe(said)
    }),
    { seed: 6, numRuns: 400 },
  )
})
