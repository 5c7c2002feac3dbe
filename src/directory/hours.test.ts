import { expect, test } from 'vitest'
import { canReadHours, spansOn } from './day-hours.ts'
import { hoursNow } from './hours.ts'
import type { HoursRow } from './open-state.ts'
import { dateOf, dayOf, weekdayOf } from './tokyo-time.ts'

const ALWAYS_VALID = { hoursText: null, lastReception: null, closedOn: [], validFrom: null, validTo: null }
const row = (hours: string | null, more: Partial<HoursRow> = {}): HoursRow => ({
  hours,
  ...ALWAYS_VALID,
  ...more,
})
const at = (tokyo: string) => Date.parse(`${tokyo}:00+09:00`)
const said = (hours: string, tokyo: string, more: Partial<HoursRow> = {}) =>
  hoursNow(row(hours, more), at(tokyo), 'ja').text

const OFFICE = 'Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off'
const open = (hours: string, date: string) =>
  spansOn(hours, dayOf(date))?.map((s) => [s.from / 60, s.to / 60])

test.each([
  // 平日・土日
  [OFFICE, '2026-11-24', [[8.5, 17]]],
  [OFFICE, '2026-11-22', []],
  // 敬老の日・国民の休日・秋分の日 (the library alone takes 2026-09-22 for a working Tuesday)
  [OFFICE, '2026-09-21', []],
  [OFFICE, '2026-09-22', []],
  [OFFICE, '2026-09-23', []],
  [OFFICE, '2026-09-24', [[8.5, 17]]],
  ['Mo-Fr 08:30-17:00; PH 10:00-15:00', '2026-09-22', [[10, 15]]],
  ['Mo-Sa,PH 09:00-17:00', '2026-05-03', [[9, 17]]],
  ['Mo-Sa,PH 09:00-17:00', '2026-05-10', []],
  ['Mo-Fr 09:00-17:00; PH,Sa,Su off', '2026-05-06', []],
  // 振替休日 2027-03-22
  [OFFICE, '2027-03-22', []],
  // 年末年始
  [OFFICE, '2026-12-28', [[8.5, 17]]],
  [OFFICE, '2026-12-29', []],
  [OFFICE, '2027-01-01', []],
  [OFFICE, '2027-01-04', [[8.5, 17]]],
  // 第2・第4土曜
  ['Sa[2] 09:00-12:00', '2026-11-14', [[9, 12]]],
  ['Sa[2] 09:00-12:00', '2026-11-21', []],
  ['Sa[2,4] 09:00-12:00', '2026-11-28', [[9, 12]]],
  // 昼休み
  [
    'Mo-Fr 08:30-12:00,13:00-17:00',
    '2026-11-24',
    [
      [8.5, 12],
      [13, 17],
    ],
  ],
  // 夜間: the morning belongs to the evening before
  [
    '18:00-08:00',
    '2026-11-24',
    [
      [0, 8],
      [18, 24],
    ],
  ],
  ['Mo-Fr 18:00-08:00; PH off', '2026-11-23', []],
  ['Mo-Fr 18:00-08:00; PH off', '2026-11-24', [[18, 24]]],
  [
    'Mo-Fr 18:00-32:00; PH 08:00-32:00',
    '2026-11-24',
    [
      [0, 8],
      [18, 24],
    ],
  ],
  // the two nights on which New York moves its clock
  [
    '18:00-08:00',
    '2026-03-08',
    [
      [0, 8],
      [18, 24],
    ],
  ],
  [
    '18:00-08:00',
    '2026-11-01',
    [
      [0, 8],
      [18, 24],
    ],
  ],
  ['24/7', '2026-03-08', [[0, 24]]],
  ['24/7', '2026-11-01', [[0, 24]]],
])('%s は %s に %j', (hours, date, expected) => {
  expect(open(hours, date)).toEqual(expected)
})

test('2022年から2030年まで毎日、祝日と年末年始と土日だけ閉まる', async () => {
  const { default: table } = await import('@holiday-jp/holiday_jp')
  const wrong: string[] = []
  for (let day = dayOf('2022-01-01'); day <= dayOf('2030-12-31'); day++) {
    const date = dateOf(day)
    const yearEnd = date.slice(5) >= '12-29' || date.slice(5) <= '01-03'
    const closed = date in table.holidays || yearEnd || weekdayOf(day) === 0 || weekdayOf(day) === 6
    if ((spansOn(OFFICE, day)?.length === 0) !== closed) wrong.push(date)
  }
  expect(wrong).toEqual([])
})

test('読めない時間は「確認中」で、推測しない', () => {
  for (const hours of [
    '毎日',
    'Mo-Fr 09:00-17:00; SH off',
    'PH Mo 10:00-12:00',
    'Mo-Fr 09:00-17:00; PH -1 day off',
  ])
    expect(canReadHours(hours)).toBe(false)
  expect(hoursNow(row('毎日'), at('2026-11-24T10:00'), 'ja')).toEqual({
    text: '開いている時間は確認中です',
    open: null,
    until: null,
    next_open: null,
  })
  expect(hoursNow(row(null, { hoursText: '接続先の受付時間内' }), 0, 'ja').text).toBe(
    '開いている時間は確認中です（資料の表示：接続先の受付時間内）',
  )
})

test('開いている間は閉まる時刻を、閉まっていれば次に開く時をいう', () => {
  expect(hoursNow(row(OFFICE), at('2026-11-24T08:30'), 'ja')).toEqual({
    text: '今開いています（17:00まで）',
    open: true,
    until: '2026-11-24T17:00:00+09:00',
    next_open: null,
  })
  expect(hoursNow(row(OFFICE), at('2026-11-22T10:00'), 'ja')).toEqual({
    text: '今は閉まっています。次は11月24日(火) 8:30からです',
    open: false,
    until: null,
    next_open: '2026-11-24T08:30:00+09:00',
  })
  expect(hoursNow(row(OFFICE), at('2026-11-24T17:00'), 'ja').open).toBe(false)
  expect(said(OFFICE, '2026-12-28T18:00')).toBe('今は閉まっています。次は1月4日(月) 8:30からです')
  expect(said(OFFICE, '2026-11-24T07:00')).toBe('今は閉まっています。次は今日の8:30からです')
})

test('昼休みは今日の午後を案内する', () => {
  expect(said('Mo-Fr 08:30-12:00,13:00-17:00', '2026-11-24T12:30')).toBe(
    '今は閉まっています。次は今日の13:00からです',
  )
})

test('夜間は翌朝まで、24時間は終わりなし', () => {
  expect(hoursNow(row('18:00-08:00'), at('2026-11-24T20:00'), 'ja')).toMatchObject({
    text: '今開いています（明日の8:00まで）',
    until: '2026-11-25T08:00:00+09:00',
  })
  expect(hoursNow(row('24/7'), at('2026-11-24T03:00'), 'ja')).toMatchObject({
    text: '今開いています（24時間）',
    until: null,
  })
})

test('最終受付を過ぎたら、建物が開いていても次の日を案内する', () => {
  const last = { lastReception: '16:30' }
  expect(said(OFFICE, '2026-11-24T16:30', last)).toBe('今開いています（17:00まで）。受付は16:30までです')
  expect(said(OFFICE, '2026-11-24T16:31', last)).toBe(
    '今日の受付は16:30で終わりました。次は11月25日(水) 8:30からです',
  )
})

test('臨時休館の日と期間は閉まり、その後を案内する', () => {
  expect(said(OFFICE, '2026-11-24T10:00', { closedOn: ['2026-11-24', '2026-11-25/2026-11-30'] })).toBe(
    '2026年11月30日まで休んでいます。次は12月1日(火) 8:30からです',
  )
  expect(said(OFFICE, '2026-11-24T10:00', { closedOn: ['2026-11-01/2027-03-31'] })).toBe(
    '2027年3月31日まで休んでいます。次に開く日は確認中です',
  )
})

test('有効な期間の外では開かない', () => {
  expect(hoursNow(row(OFFICE, { validFrom: '2026-12-01' }), at('2026-11-24T10:00'), 'ja').next_open).toBe(
    '2026-12-01T08:30:00+09:00',
  )
  expect(hoursNow(row(OFFICE, { validTo: '2026-11-24' }), at('2026-11-24T18:00'), 'ja').next_open).toBe(null)
})

test('やさしい日本語と英語でもいう', () => {
  expect(hoursNow(row(OFFICE), at('2026-11-22T10:00'), 'easy').text).toBe(
    '今は しまっています。次は 11月24日（火曜日） 8時30分に あきます',
  )
  expect(hoursNow(row(OFFICE), at('2026-11-22T10:00'), 'en').text).toBe(
    'Closed now. Opens next on Tue, Nov 24, 2026 at 8:30',
  )
  expect(hoursNow(row(OFFICE), at('2026-11-24T10:00'), 'vi').text).toBe('Open now (until 17:00)')
})

test('機械の時間帯がどこでも、東京の時刻で答える', () => {
  const zone = process.env.TZ
  try {
    const answers = ['Asia/Tokyo', 'UTC', 'America/New_York', 'Pacific/Auckland', 'America/Santiago'].map(
      (tz, i) => {
        process.env.TZ = tz
        // A blank more makes it another text, so that nothing comes from the cache.
        const texts = [OFFICE, '18:00-08:00', 'Sa[2] 09:00-12:00', '24/7'].map((h) => h + ' '.repeat(i))
        const offsets = new Date(2026, 0, 1).getTimezoneOffset()
        const days = Array.from({ length: 730 }, (_, d) => dayOf('2026-01-01') + d)
        return { offsets, spans: JSON.stringify(texts.map((h) => days.map((d) => spansOn(h, d)))) }
      },
    )
    expect(new Set(answers.map((a) => a.offsets)).size).toBe(5)
    expect(new Set(answers.map((a) => a.spans)).size).toBe(1)
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})
