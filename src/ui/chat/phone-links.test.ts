import { expect, it } from 'vitest'
import { h } from '../markup.ts'
import { toHtml } from '../to-html.ts'
import { spokenPhone, withPhoneLinks } from './phone-links.ts'

const linked = (text: string) =>
  [...toHtml(h('p', {}, ...withPhoneLinks(text, 'ja'))).matchAll(/href="tel:([^"]+)"/g)].map(([, to]) => to)

it('文の中の電話番号だけが押せる', () => {
  expect(linked('いのちの危険があるときは、110番・119番へ。')).toEqual(['110', '119'])
  expect(linked('・よりそいホットライン\n　0120-279-338（24時間）\n・警察\n　110（24時間）')).toEqual([
    '0120279338',
    '110',
  ])
  expect(linked('救急相談 #7119 と 03-0000-0100')).toEqual(['%237119', '0300000100'])
  expect(linked('call 110 (police) or 119 (ambulance, fire)')).toEqual(['110', '119'])
})

it('番号でない数字は押せない', () => {
  expect(linked('110円と、帆風一丁目3-5と、2026-10-01と、8:30〜17:15')).toEqual([])
})

it('番号は一桁ずつ読まれる', () => {
  expect(spokenPhone('03-3546-5311', 'ja')).toBe('電話 0 3 の 3 5 4 6 の 5 3 1 1')
  expect(spokenPhone('#7119', 'ja')).toBe('電話 シャープ 7 1 1 9')
  expect(spokenPhone('189', 'en')).toBe('Phone 1 8 9')
})
