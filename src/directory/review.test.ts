import { expect, test } from 'vitest'
import { reviewWard } from './review.ts'
import { catchmentRow, hotlineRow, pointRow, source, testWard } from './test-ward.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')
const confirmed = { ...source, confidence: 'A' as const, confirmedBy: '福祉課', confirmedOn: '2026-11-01' }
const known = { phone: '03-0000-0001', hours: 'Mo-Fr 08:30-17:00', serves: ['ageing.*' as const] }
const review = (points: Parameters<typeof testWard>[0]) =>
  reviewWard(testWard(points), NOW, '2026-11-24').map(({ name, reasons }) => [name, ...reasons])

test('180日以内に区が確かめた、足りないところのない行は並ばない', () => {
  expect(
    review({
      points: [pointRow('fresh', { ...known, provenance: confirmed })],
      hotlines: [],
      catchments: [],
      resources: [],
    }),
  ).toEqual([])
})

test('期限切れ、食い違い、時間の不明、確認の古さを、急ぐものから並べる', () => {
  const rows = review({
    points: [
      pointRow('old', { ...known, name: '古い', provenance: { ...confirmed, confirmedOn: '2026-05-01' } }),
      pointRow('edge', {
        ...known,
        name: '180日目',
        provenance: { ...confirmed, confirmedOn: '2026-05-28' },
      }),
      pointRow('hours', { ...known, name: '時間不明', hours: null, provenance: confirmed }),
      pointRow('conflict', { ...known, name: '食い違い', staffOnlyFields: ['phone'], provenance: confirmed }),
      pointRow('gone', { ...known, name: '終わった', validTo: '2026-11-23', provenance: confirmed }),
    ],
    hotlines: [hotlineRow('line', { name: '番号不明', number: null, hours: '24/7', provenance: confirmed })],
    catchments: [],
    resources: [],
  })
  expect(rows).toEqual([
    ['終わった', 'expired'],
    ['食い違い', 'conflict'],
    ['番号不明', 'unknown-phone'],
    ['時間不明', 'unknown-hours'],
    ['古い', 'confirmed-long-ago'],
  ])
})

test('担当区域の行は、相談先の名前と町で示す', () => {
  const rows = review({
    points: [pointRow('momozono', { ...known, name: '桃園', provenance: confirmed })],
    catchments: [
      catchmentRow('kumin', 'momozono', {
        town: '中央三丁目',
        provenance: { ...confirmed, confirmedBy: null, confirmedOn: null },
      }),
    ],
    hotlines: [],
    resources: [],
  })
  expect(rows).toEqual([['桃園の担当区域 中央三丁目', 'never-confirmed']])
})
