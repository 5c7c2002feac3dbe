import { expect, test } from 'vitest'
import { fromHsds } from './from-hsds.ts'
import { serviceId } from './ids.ts'
import { planTables } from './plan-tables.ts'
import { readDocument } from './read-document.ts'
import type { HsdsDocument, HsdsService } from './schema.ts'
import { wardOf } from './test-hsds.ts'
import { toHsds } from './to-hsds.ts'

const { files, ward, tables } = wardOf('mihon')
const ANSHIN = serviceId('mihon', 'points', 'mihon-anshin-nishi')

/** An export for staff, after somebody has worked on one of its services. */
function edited(work: (service: HsdsService, document: HsdsDocument) => void): HsdsDocument {
  const document = structuredClone(toHsds(ward, tables, 'staff', '2026-11-24'))
  const service = document.contents.find(({ id }) => id === ANSHIN)
  if (service) work(service, document)
  return document
}
const phoneOf = (service: HsdsService) => service.phones?.[0] ?? { id: '', number: '' }
const planOf = (document: HsdsDocument) => {
  const { tables: given, refused } = fromHsds(document, 'mihon')
  if (given === null) throw new Error(refused.join('\n'))
  const faults: { message: string }[] = []
  return { plans: planTables(files, given, faults as never), faults }
}

test('HSDSで変えた電話は、その欄だけの変更になる', () => {
  const { plans, faults } = planOf(
    edited((service) => {
      phoneOf(service).number = '03-0000-0999'
    }),
  )
  expect(faults).toEqual([])
  const [points, ...others] = plans
  expect(points?.changed.map(({ cells }) => cells)).toEqual([
    [{ column: 'phone', from: '03-0000-0100', to: '03-0000-0999' }],
  ])
  expect(points?.text).toBe(files.get('points.csv')?.text.replace('03-0000-0100', '03-0000-0999'))
  expect(
    others.every(({ changed, added, missing }) => changed.length + added.length + missing.length === 0),
  ).toBe(true)
})

test('HSDSから消えた行は、消さずに残すと言う', () => {
  const document = edited((_, { contents }) => {
    contents.splice(2, 1)
    contents.reverse()
  })
  document.total_items -= 1
  document.size -= 1
  const [points] = planOf(document).plans
  expect(points?.missing.map(({ id }) => id)).toEqual(['mihon-anshin-minami'])
  expect(points?.text).toBe(files.get('points.csv')?.text)
})

test('式として動く値は断る', () => {
  const { faults } = planOf(
    edited((service) => {
      service.description = '=HYPERLINK("http://example.com")'
    }),
  )
  expect(faults[0]?.message).toContain('式として動かします')
})

test.each<[string, (service: HsdsService, document: HsdsDocument) => void, RegExp]>([
  [
    '入れる所のない項目',
    (service) => {
      service.email = 'a@example.jp'
    },
    /email（a@example\.jp）は、区のファイルに入れる所がありません/,
  ],
  [
    '時間の書き方と合わない開始時刻',
    (service) => {
      for (const one of service.schedules ?? []) one.opens_at = '09:00+09:00'
    },
    /opens_at は 09:00\+09:00 ですが、ほかの欄からは 08:30\+09:00/,
  ],
  [
    '知らないid',
    (service) => {
      service.id = '11111111-1111-4111-8111-111111111111'
    },
    /知らないidです: 1111.*西部あんしん相談センター/,
  ],
  [
    '結びつきのないサービス',
    (_, { contents }) => {
      contents.push({ id: '11111111-1111-4111-8111-111111111111', name: 'よその窓口', status: 'active' })
    },
    /知らないidです.*よその窓口/,
  ],
  [
    '二度あるサービス',
    (service, { contents }) => {
      contents.push(service)
    },
    /同じidが2回/,
  ],
  [
    '区の名前の書き換え',
    (_, { contents }) => {
      const [first] = contents
      if (first) first.name = '別の区'
    },
    /name は 別の区 ですが/,
  ],
  [
    '住民向けの書き出し',
    (_, document) => {
      document.contents = toHsds(ward, tables, 'resident', '2026-11-24').contents
    },
    /住民に見せるための書き出し/,
  ],
  [
    'ほかの道具のJSON',
    (_, document) => {
      document.contents = []
    },
    /書き出したJSONではありません/,
  ],
])('%sは断る', (_, work, why) => {
  const { refused } = fromHsds(edited(work), 'mihon')
  expect(refused?.join('\n')).toMatch(why)
})

test('ほかの区の書き出しは断る', () => {
  expect(
    fromHsds(
      edited(() => {}),
      'chuo',
    ).refused?.[0],
  ).toContain('「mihon」の書き出しです')
})

test.each([
  ['JSONでない', 'id,name\n', /JSONとして読めません/],
  ['空の', '', /JSONとして読めません/],
  ['別の形の', '[{"id":1}]', /サービスの一覧の形/],
  ['数だけの', '3', /サービスの一覧の形/],
  [
    '項目の足りない',
    JSON.stringify(
      edited((service) => {
        service.status = 'open' as never
      }),
    ),
    /contents\[1\]\.status: 使えない値/,
  ],
])('%sファイルは、理由を並べて断る', (_, text, why) => {
  const read = readDocument(text)
  expect(read.document).toBeNull()
  expect(read.document === null && read.refused.join('\n')).toMatch(why)
})

test('順番を変え、名前を訳した書き出しも同じ内容として読む', () => {
  const document = edited((service, { contents }) => {
    service.attributes?.reverse()
    service.metadata?.reverse()
    for (const { taxonomy_term: term } of service.attributes ?? []) if (term) term.name = 'translated'
    contents.reverse()
  })
  const { plans } = planOf(document)
  expect(plans.flatMap(({ changed, added, missing }) => [...changed, ...added, ...missing])).toEqual([])
})
