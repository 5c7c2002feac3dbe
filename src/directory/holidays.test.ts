import holidayJp from '@holiday-jp/holiday_jp'
import { expect, test } from 'vitest'
import { holidayName, isHoliday } from './holidays.ts'
import { dateOf, dayOf } from './tokyo-time.ts'

test('2020年から2030年まで毎日、公開されている祝日表と一致する', () => {
  const wrong: string[] = []
  for (let day = dayOf('2020-01-01'); day <= dayOf('2030-12-31'); day++) {
    const date = dateOf(day)
    if (isHoliday(date) !== date in holidayJp.holidays) wrong.push(date)
  }
  expect(wrong).toEqual([])
})

test.each([
  ['2026-09-21', '敬老の日'],
  ['2026-09-22', '国民の休日'],
  ['2026-09-23', '秋分の日'],
  ['2026-05-06', '振替休日'],
  ['2026-11-23', '勤労感謝の日'],
  ['2027-03-22', '振替休日'],
  ['2021-07-23', 'スポーツの日'],
  ['2021-08-09', '振替休日'],
  ['2026-12-31', null],
  ['2026-09-24', null],
])('%s は %s', (date, name) => {
  expect(holidayName(date)).toBe(name)
})

test('日付でない文字は祝日ではない', () => {
  expect(isHoliday('')).toBe(false)
  expect(isHoliday('きょう')).toBe(false)
})
