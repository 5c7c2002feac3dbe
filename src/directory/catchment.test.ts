import { expect, test } from 'vitest'
import { responsibleFor } from './catchment.ts'
import { createGazetteer } from './gazetteer.ts'
import { nearestTown } from './nearest-town.ts'
import type { Place } from './place.ts'
import { catchmentRow, chuoWard, source, testWard } from './test-ward.ts'

const TODAY = '2026-11-22'
const at = (town: string, block: number | null = null): Place => ({
  town,
  block,
  number: null,
  approximate: false,
})

const ward = testWard({
  partitions: {
    kumin: { name: '区民活動センター', points: ['momozono', 'tobu', 'showa', 'numabukuro'] },
    houkatsu: { name: '地域包括支援センター', points: ['nakano-houkatsu'] },
  },
  catchments: [
    catchmentRow('kumin', 'momozono', {
      town: '中央三丁目',
      blocks: [
        [3, 21],
        [27, 29],
        [37, 51],
      ],
    }),
    catchmentRow('kumin', 'tobu', {
      town: '中央三丁目',
      blocks: [
        [1, 2],
        [22, 26],
      ],
    }),
    catchmentRow('kumin', 'momozono', { town: '中央四丁目', blocks: [[11, 61]] }),
    catchmentRow('kumin', 'momozono', { town: '中央四丁目', blocks: [[6, 6]], extent: 'part' }),
    catchmentRow('kumin', 'momozono', { town: '中野二丁目' }),
    catchmentRow('kumin', 'momozono', { town: '中野五丁目', blocks: [[31, 31]] }),
    catchmentRow('kumin', 'tobu', { town: '東中野一丁目', extent: 'named' }),
    catchmentRow('kumin', 'tobu', { town: '本町', extent: 'named' }),
    catchmentRow('kumin', 'showa', { town: '中野六丁目', validTo: '2026-11-30' }),
    catchmentRow('kumin', 'tobu', { town: '中野六丁目', validFrom: '2026-12-01' }),
    catchmentRow('kumin', 'showa', { town: '東中野二丁目', provenance: { ...source, confidence: 'C' } }),
    catchmentRow('houkatsu', 'nakano-houkatsu', { within: 'momozono' }),
    catchmentRow('houkatsu', 'nakano-houkatsu', { within: 'showa', validTo: '2026-11-25' }),
  ],
})
const kumin = (place: Place | null, today = TODAY) => responsibleFor(ward, 'kumin', place, today)

test('町全体が一つの窓口なら、番を聞かずに決まる', () => {
  expect(kumin(at('中野二丁目'))).toEqual({ kind: 'decided', point: 'momozono' })
  expect(kumin(at('中野二丁目', 7))).toEqual({ kind: 'decided', point: 'momozono' })
})

test('どの番でも同じ窓口になる町では、番を聞かない。番に抜けや一部があれば聞く', () => {
  const cut = (blocks: readonly (readonly [number, number])[][]) =>
    testWard({
      partitions: {
        kumin: { name: '区民センター', points: ['a', 'b'] },
        anshin: { name: 'あんしんセンター', points: ['c'] },
      },
      catchments: [
        catchmentRow('kumin', 'a', { town: '中央三丁目', blocks: blocks[0]?.map(([x, y]) => [x, y]) ?? [] }),
        catchmentRow('kumin', 'b', { town: '中央三丁目', blocks: blocks[1]?.map(([x, y]) => [x, y]) ?? [] }),
        catchmentRow('anshin', 'c', { within: 'a' }),
        catchmentRow('anshin', 'c', { within: 'b' }),
      ],
    })
  const ask = (of: ReturnType<typeof cut>, name: string) =>
    responsibleFor(of, name, at('中央三丁目'), TODAY).kind
  const whole = cut([
    [
      [1, 12],
      [25, 30],
    ],
    [[13, 24]],
  ])
  expect(ask(whole, 'kumin')).toBe('ask-block')
  expect(ask(whole, 'anshin')).toBe('decided')
  expect(
    ask(
      cut([
        [
          [1, 12],
          [25, 30],
        ],
        [[14, 24]],
      ]),
      'anshin',
    ),
  ).toBe('ask-block')
  expect(ask(cut([[[2, 12]], [[13, 24]]]), 'anshin')).toBe('ask-block')
})

test('番で分かれる町では番を聞き、候補と範囲をいう', () => {
  expect(kumin(at('中央三丁目'))).toEqual({
    kind: 'ask-block',
    candidates: [
      { point: 'momozono', when: '3–21番、27–29番、37–51番' },
      { point: 'tobu', when: '1–2番、22–26番' },
    ],
  })
  expect(kumin(at('中央三丁目', 21))).toEqual({ kind: 'decided', point: 'momozono' })
  expect(kumin(at('中央三丁目', 22))).toEqual({ kind: 'decided', point: 'tobu' })
})

test('番の一部だけが区域なら区が確かめる', () => {
  expect(kumin(at('中央四丁目', 6))).toEqual({
    kind: 'ward-must-confirm',
    candidates: [{ point: 'momozono', when: '6番の一部' }],
  })
})

test('一つの窓口しか知られていなくても、町の一部なら決めない', () => {
  expect(kumin(at('中野五丁目')).kind).toBe('ask-block')
  expect(kumin(at('中野五丁目', 31)).kind).toBe('decided')
  expect(kumin(at('中野五丁目', 30))).toEqual({ kind: 'ward-must-confirm', candidates: [] })
})

test('例として名前があるだけの町と、第三者の資料だけの町は決まらない', () => {
  expect(kumin(at('東中野一丁目', 3))).toEqual({
    kind: 'ward-must-confirm',
    candidates: [{ point: 'tobu', when: '区域の例に名前があります' }],
  })
  expect(kumin(at('本町二丁目')).kind).toBe('ward-must-confirm')
  expect(kumin(at('東中野二丁目')).kind).toBe('ward-must-confirm')
  expect(kumin(at('丸山一丁目'))).toEqual({ kind: 'ward-must-confirm', candidates: [] })
})

test('地図の位置だけでは決めず、町を聞く', () => {
  expect(kumin({ ...at('中野二丁目'), approximate: true })).toEqual({
    kind: 'ask-town',
    candidates: [{ point: 'momozono', when: '中野二丁目' }],
  })
})

test('場所がわからないときは町を聞く。町でも決まらない区分では聞かない', () => {
  expect(kumin(null)).toMatchObject({
    kind: 'ask-town',
    candidates: [
      { point: 'momozono', when: '中央三丁目、中央四丁目、中野二丁目 ほか' },
      { point: 'tobu', when: '中央三丁目' },
      { point: 'showa', when: '中野六丁目' },
      { point: 'numabukuro', when: '区域は確認中です' },
    ],
  })
  const chuo = {
    ...chuoWard(),
    partitions: { otoshiyori: { name: 'おとしより相談センター', points: ['a', 'b'] } },
  }
  expect(responsibleFor(chuo, 'otoshiyori', null, TODAY).kind).toBe('ward-must-confirm')
})

test('区域の変わる日から新しい窓口になる', () => {
  expect(kumin(at('中野六丁目'), '2026-11-30')).toEqual({ kind: 'decided', point: 'showa' })
  expect(kumin(at('中野六丁目'), '2026-12-01')).toEqual({ kind: 'decided', point: 'tobu' })
})

test('別の区分の区域をまとめた区域は、その番も「一部」も期限も引きつぐ', () => {
  const houkatsu = (place: Place, today = TODAY) => responsibleFor(ward, 'houkatsu', place, today)
  expect(houkatsu(at('中央三丁目', 21))).toEqual({ kind: 'decided', point: 'nakano-houkatsu' })
  expect(houkatsu(at('中央三丁目', 22)).kind).toBe('ward-must-confirm')
  expect(houkatsu(at('中央四丁目', 6)).kind).toBe('ward-must-confirm')
  expect(houkatsu(at('中野六丁目')).kind).toBe('decided')
  expect(houkatsu(at('中野六丁目'), '2026-11-26').kind).toBe('ward-must-confirm')
})

test('互いに含みあう区域でも終わる', () => {
  const circle = testWard({
    partitions: { a: { name: 'A', points: ['x'] }, b: { name: 'B', points: ['y'] } },
    catchments: [catchmentRow('a', 'x', { within: 'y' }), catchmentRow('b', 'y', { within: 'x' })],
  })
  expect(responsibleFor(circle, 'a', at('中央三丁目'), TODAY).kind).toBe('ward-must-confirm')
})

test('地図の位置からは一番近い町をおよそで、遠ければ区の外という', () => {
  const gazetteer = createGazetteer(ward, [])
  expect(nearestTown(35.7061, 139.6801, gazetteer)).toEqual({
    kind: 'place',
    place: { town: '中野二丁目', block: null, number: null, approximate: true },
  })
  expect(nearestTown(35.6, 139.6, gazetteer).kind).toBe('elsewhere')
  expect(nearestTown(Number.NaN, 0, gazetteer).kind).toBe('unknown')
})

test('一万行でも一回0.05ミリ秒までで答える', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) =>
    catchmentRow('big', `p${i % 40}`, {
      town: ward.towns[i % ward.towns.length]?.name ?? '',
      blocks: [[i, i]],
    }),
  )
  const big = testWard({ partitions: { big: { name: '大', points: ['p0'] } }, catchments: rows })
  const times = Array.from({ length: 4000 }, (_, i) => {
    const place = at('中央三丁目', i % 900)
    const started = performance.now()
    responsibleFor(big, 'big', place, TODAY)
    return performance.now() - started
  }).sort((a, b) => a - b)
  expect(times[2000]).toBeLessThan(0.05)
})
