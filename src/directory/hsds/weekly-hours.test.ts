import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { spansOn } from '../day-hours.ts'
import { isHoliday } from '../holidays.ts'
import { clock, dateOf, dayOf, weekdayOf } from '../tokyo-time.ts'
import { weeklyHours } from './weekly-hours.ts'

test('第3木曜の休みは、第1・2・4・5木曜に開くと言う', () => {
  expect(weeklyHours('Mo-Sa 09:00-21:00; Su,PH 09:00-17:00; Th[3] off; Dec 29-Jan 03 off')).toEqual({
    rows: [
      { freq: 'WEEKLY', byday: 'MO,TU,WE,FR,SA', opens: '09:00', closes: '21:00' },
      { freq: 'MONTHLY', byday: '1TH,2TH,4TH,5TH', opens: '09:00', closes: '21:00' },
      { freq: 'WEEKLY', byday: 'SU', opens: '09:00', closes: '17:00' },
    ],
    exceptions: 'PH 09:00-17:00; Dec 29-Jan 03 off',
  })
})

test('昼休みは2行になる', () => {
  expect(weeklyHours('Mo-Fr 08:30-12:00,13:00-17:00; PH off')?.rows.map(({ opens }) => opens)).toEqual([
    '08:30',
    '13:00',
  ])
})

test.each([
  'Mo-Fr 18:00-08:00; PH off',
  'Mo[-1] 10:00-12:00; PH off',
  'Apr-Sep Mo-Fr 09:00-17:00',
  'Mo-Fr 09:00-17:00; Sa unknown; PH off',
  'Mo-Fr 09:00-17:00 "予約"; PH off',
  'week 1-53/2 Mo 10:00-12:00',
  'Mo-Fr sunrise-sunset',
  '',
])('「%s」はくり返しの欄では言わない', (text) => {
  expect(weeklyHours(text)).toBeNull()
})

test('3つの区のどの時間も、祝日と年末年始のほかの2年間、1日ずつ元の時間と同じ', () => {
  const texts = new Set<string>()
  for (const ward of ['chuo', 'nakano', 'mihon'])
    for (const file of ['points', 'resources', 'hotlines']) {
      const url = new URL(`../../../wards/${ward}/${file}.csv`, import.meta.url)
      const rows: { hours: string }[] = parse(readFileSync(url, 'utf8'), { columns: true, bom: true })
      for (const { hours } of rows) if (hours !== '' && hours !== '24/7') texts.add(hours)
    }
  expect(texts.size).toBeGreaterThan(50)
  const days = Array.from({ length: 730 }, (_, i) => dayOf('2026-04-01') + i).filter(
    (day) => !isHoliday(dateOf(day)) && !/-(12-(29|3.)|01-0[123])$/.test(dateOf(day)),
  )
  for (const text of texts) {
    const said = weeklyHours(text)
    if (!said) throw new Error(`${text} cannot be said`)
    for (const day of days) {
      const weekday = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][weekdayOf(day)] ?? ''
      const nth = Math.ceil(Number(dateOf(day).slice(8)) / 7)
      const open = said.rows
        .filter(({ freq, byday }) =>
          byday.split(',').includes(freq === 'WEEKLY' ? weekday : `${nth}${weekday}`),
        )
        .map(({ opens, closes }) => `${opens}-${closes}`)
        .sort()
      const spans = (spansOn(text, day) ?? []).map(({ from, to }) => `${clock(from)}-${clock(to)}`)
      expect(`${text} ${dateOf(day)} ${open}`).toBe(`${text} ${dateOf(day)} ${spans}`)
    }
  }
})
