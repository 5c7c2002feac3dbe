import { describe, expect, test } from 'vitest'
import { hoursFault } from '../../content/check-hours.ts'
import { dayInAddress } from './read-address-cells.ts'
import { readOpening, readTime } from './read-opening.ts'
import { readPhone } from './read-phone.ts'
import { readPosition } from './read-position.ts'

describe('電話', () => {
  test.each([
    ['(03)3993-1111', '03-3993-1111'],
    ['０３－３９９３－１１１１', '03-3993-1111'],
    ['03 3993 1111', '03-3993-1111'],
    ['03(3993)1111', '03-3993-1111'],
    ['0339931111', '03-3993-1111'],
    ['0120783100', '0120-783-100'],
    ['0422451151', '0422451151'],
    ['090-1234-5678', '090-1234-5678'],
    ['なし', null],
    ['', null],
  ])('「%s」は %s', (cell, phone) => {
    expect(readPhone(cell)).toEqual({ phone, note: null })
  })

  test('2つの番号は、はじめの1つが電話、あとは説明になる', () => {
    expect(readPhone('03-3546-5389、03-3546-5390')).toEqual({
      phone: '03-3546-5389',
      note: 'ほかに 03-3546-5390',
    })
    expect(readPhone('03-3546-5389（代表）')).toEqual({ phone: '03-3546-5389', note: '代表' })
  })

  test.each([
    ['339931111', '先頭の0'],
    ['3-3993-1111', '先頭の0'],
    ['3.34E+08', '数に変えた'],
    ['3993-1111', '市外局番'],
    ['区役所へ', '番号として読めません'],
    [`${'03-'.repeat(5_000)}（`, '番号として読めません'],
  ])('「%s」は補わずに断る', (cell, why) => {
    const read = readPhone(cell)
    expect('wrong' in read && read.wrong).toContain(why)
  })
})

describe('時間', () => {
  test.each([
    ['8:30', '08:30'],
    ['08:30:00', '08:30'],
    ['８時３０分', '08:30'],
    ['9時', '09:00'],
    ['24:00', '24:00'],
    ['25:00', null],
    ['9:00:00（相談・一時預かり）10:00:00（ひろば）', null],
  ])('「%s」は %s', (cell, time) => {
    expect(readTime(cell)).toBe(time)
  })

  const opening = (days: string, opens: string, closes: string, note = '') =>
    readOpening({ days, opens, closes, note })

  test.each([
    ['月火水木金', '8:30', '17:15', '', 'Mo-Fr 08:30-17:15; PH unknown; Dec 29-Jan 03 unknown'],
    ['月火水木金', '8:30', '17:15', '祝日を除く', 'Mo-Fr 08:30-17:15; PH off; Dec 29-Jan 03 unknown'],
    [
      '月火水木金土',
      '9:00',
      '17:00',
      '休館日：日曜、祝日、年末年始（12月29日～1月3日）は休み',
      'Mo-Sa 09:00-17:00; PH off; Dec 29-Jan 03 off',
    ],
    ['火木土', '10:00', '16:00', '', 'Tu,Th,Sa 10:00-16:00; PH unknown; Dec 29-Jan 03 unknown'],
    ['毎日', '9:00', '21:00', '', 'Mo-Su 09:00-21:00; PH unknown; Dec 29-Jan 03 unknown'],
    ['月～金', '9:00', '17:00', '', 'Mo-Fr 09:00-17:00; PH unknown; Dec 29-Jan 03 unknown'],
    ['月火水木金土日祝', '9:00', '17:00', '', 'Mo-Su,PH 09:00-17:00; Dec 29-Jan 03 unknown'],
  ])(
    '%s %s～%s「%s」は言い切れるので時間になり、区のファイルの検査を通る',
    (days, opens, closes, note, hours) => {
      const read = opening(days, opens, closes, note)
      expect(read.hours).toBe(hours)
      expect(hoursFault(hours, read.text)).toBeNull()
    },
  )

  test.each([
    ['月火水木金', '8:30', '17:15', '第3月曜休館'],
    ['月火水木金', '8:30', '17:15', '祝日'],
    ['月火水木金', '8:30', '17:15', '土曜は休館'.replace('土', '金')],
    ['月火水木金', '9:00:00（相談）10:00:00（ひろば）', '17:00', ''],
    ['平日', '8:30', '17:15', ''],
    ['月火水木金', '22:00', '6:00', ''],
    ['月火水木金', '8:30', '', ''],
  ])('%s %s～%s「%s」は推し量らず、文のまま残す', (days, opens, closes, note) => {
    const read = opening(days, opens, closes, note)
    expect(read.hours).toBeNull()
    expect(read.text).toContain(days)
    expect(read.text).toContain(opens)
  })
})

describe('位置', () => {
  const bounds = { south: 35.6, west: 139.7, north: 35.7, east: 139.8 }
  test.each([
    ['', '', 'missing'],
    ['35.65', '', 'half'],
    ['139.75', '35.65', 'swapped'],
    ['35°39′00″', '139°45′00″', 'degrees-minutes'],
    ['35.39.00', '139.45.00', 'degrees-minutes'],
    ['353900', '1394500', 'degrees-minutes'],
    ['34.96', '139.09', 'outside'],
    ['不明', '不明', 'unreadable'],
  ])('%s, %s は使わない（%s）', (lat, lng, why) => {
    expect(readPosition(lat, lng, bounds)).toEqual({ lat: null, lng: null, why })
  })

  test('区の中の10進の度は使う', () => {
    expect(readPosition('35.65', '１３９.７５', bounds)).toEqual({ lat: 35.65, lng: 139.75, why: null })
  })
})

test.each([
  ['東京都中野区中央5月20日', '5月20日'],
  ['3月1日', '3月1日'],
  ['20-May', '20-May'],
  ['5/20', '5/20'],
  ['東京都中野区中央3-21-5', null],
])('住所「%s」の日付になった番は %s', (cell, day) => {
  expect(dayInAddress(cell)).toBe(day)
})
