import { expect, test } from 'vitest'
import { createDirectory } from './directory.ts'
import { findElsewhere } from './find-elsewhere.ts'
import { hotlineRow, neighbours, pointRow, testWard } from './test-ward.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')
const contact = neighbours.find(({ municipality }) => municipality === '新宿区')?.contact ?? null
const directory = createDirectory(
  testWard({
    points: [pointRow('general', { phone: '03-0000-0009' }), pointRow('outreach', { phone: '03-0000-0008' })],
    hotlines: [
      hotlineRow('own', { scope: 'ward', serves: ['ageing.*'], number: '03-0000-0021', hours: '24/7' }),
      hotlineRow('anywhere', {
        scope: 'national',
        serves: ['ageing.*'],
        number: '0120-000-022',
        hours: '24/7',
      }),
      hotlineRow('dv', { scope: 'national', serves: ['legal.dv'], number: '0120-000-023', hours: '24/7' }),
      hotlineRow('tokyo', { scope: 'tokyo', serves: ['ageing.*'], number: '0120-000-025', rank: 2 }),
      hotlineRow('listen', { scope: 'national', serves: ['other.unknown'], number: '0120-000-024' }),
    ],
  }),
)
const ids = (need: Parameters<typeof findElsewhere>[2]['needs'][number], of = contact) =>
  findElsewhere(directory, of, { needs: [need], now: NOW, lang: 'ja' }).map(({ id }) => id)

test('新宿区に住む人には新宿区の窓口と、どこからでもかけられる電話', () => {
  expect(ids('ageing.dementia')).toEqual(['tokyo-13104', 'anywhere', 'tokyo'])
  const [first] = findElsewhere(directory, contact, { needs: ['ageing.care'], now: NOW, lang: 'ja' })
  expect(first).toMatchObject({
    name: '新宿区 相談窓口',
    phone: '03-0000-0104',
    why: 'お住まいの新宿区の相談窓口です',
    source: { name: '試験用', date: '2026-04-01' },
    confirmed: null,
  })
})

test('東京の外では、全国のどこからでもかけられる電話だけ', () => {
  expect(ids('ageing.care', null)).toEqual(['anywhere'])
  expect(ids('housing.search', null)).toEqual(['listen'])
})

test('暴力の相談では、よその役所の窓口も出さない', () => {
  expect(ids('legal.dv')).toEqual(['dv'])
})
