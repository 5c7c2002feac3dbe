import { expect, test } from 'vitest'
import { createSlugs } from './slug.ts'
import { sortOut } from './sort-out.ts'

const verdict = (name: string, category = '', description = '') => {
  const read = sortOut({ name, category, description }, false)
  return 'aside' in read ? read.aside : `${read.file} ${read.kind}`
}

test.each([
  ['月島特別出張所防災備蓄倉庫', '倉庫・置き場'],
  ['水谷橋公園内公衆便所', '公衆トイレ'],
  ['箱崎町公衆便所・倉庫', '倉庫・置き場'],
  ['京橋プラザ駐車場', '駐車場・駐輪場'],
  ['月島おとしより相談センター', 'points elderly_center'],
  ['特別養護老人ホーム内 地域包括支援センター', 'points elderly_center'],
  ['特別養護老人ホーム「マイホームはるみ」', '介護や障害のサービスの事業所'],
  ['月島特別出張所', 'points branch_office'],
  ['月島児童館', 'resources children_hall'],
  ['築地あかつきコミュニティルーム', 'resources community_room'],
  ['つくだ保育園', '保育園・こども園'],
  ['観光拠点', '名前にも説明にも、相談先や居場所と分かる言葉がない'],
])('「%s」は %s', (name, expected) => {
  expect(verdict(name)).toBe(expected)
})

test('名前で分からなければ、区分と説明のことばで分ける', () => {
  expect(verdict('ふれあい深川', '児童館 児童施設')).toBe('resources children_hall')
  expect(verdict('ゆうゆう館', '', '地域包括支援センターを併設')).toBe('points elderly_center')
})

test('idは読みから作られ、同じ行はいつも同じidになり、重なれば番号が付く', () => {
  const slugFor = createSlugs('chuo', ['chuo-tsukishimajidokan-2'])
  const names = { name: '月島児童館', kana: 'ツキシマジドウカン', english: '' }
  expect([slugFor(names), slugFor(names)]).toEqual(['chuo-tsukishimajidokan', 'chuo-tsukishimajidokan-3'])
  const sounds = { name: '', kana: 'ショッキョロキャフェ・ホットプラザ', english: '' }
  expect(slugFor(sounds)).toBe('chuo-shokkyorokyafe-hottopuraza')
  expect(slugFor({ name: '公会堂', kana: '', english: 'Public Hall' })).toBe('chuo-public-hall')
  expect(slugFor({ name: '公会堂', kana: '', english: '' })).toMatch(/^chuo-shisetsu-[a-z0-9]+$/)
})
