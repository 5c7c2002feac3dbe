import { dayOf, weekdayOf } from './tokyo-time.ts'

/**
 * 国民の祝日に関する法律, as in force since 2020: its own table because opening-hour tables of
 * libraries leave out days the law makes by rule (2026-09-22, between two holidays).
 * Holds for 2020–2099; the equinoxes are computed and announced by the state a year ahead.
 */
const FIXED: readonly (readonly [month: number, day: number, name: string])[] = [
  [1, 1, '元日'],
  [2, 11, '建国記念の日'],
  [2, 23, '天皇誕生日'],
  [4, 29, '昭和の日'],
  [5, 3, '憲法記念日'],
  [5, 4, 'みどりの日'],
  [5, 5, 'こどもの日'],
  [11, 3, '文化の日'],
  [11, 23, '勤労感謝の日'],
]

const HAPPY_MONDAYS: readonly (readonly [month: number, nth: number, name: string])[] = [
  [1, 2, '成人の日'],
  [9, 3, '敬老の日'],
]

/** The Olympic years moved three days (令和2・3年の特例, 平成三十二年東京…特別措置法). */
const SUMMER: Readonly<Record<number, readonly (readonly [date: string, name: string])[]>> = {
  2020: [
    ['07-23', '海の日'],
    ['07-24', 'スポーツの日'],
    ['08-10', '山の日'],
  ],
  2021: [
    ['07-22', '海の日'],
    ['07-23', 'スポーツの日'],
    ['08-08', '山の日'],
  ],
}

const years = new Map<number, ReadonlyMap<number, string>>()

/** The name of the holiday on that date (yyyy-mm-dd), 「休日」 for 振替休日 and 国民の休日; null on other days. */
export function holidayName(date: string): string | null {
  return holidaysOf(Number(date.slice(0, 4))).get(dayOf(date)) ?? null
}

/** Whether public offices keep that date (yyyy-mm-dd) as a national holiday, substitutes included. */
export function isHoliday(date: string): boolean {
  return holidayName(date) !== null
}

function holidaysOf(year: number): ReadonlyMap<number, string> {
  const known = years.get(year)
  if (known) return known
  if (!(year >= 2020 && year <= 2099)) return new Map()
  const named = namedHolidays(year)
  const all = new Map(named)
  for (const day of named.keys()) {
    // 3条3項: 「国民の祝日」と「国民の祝日」にはさまれた日 (2026-09-22, between 敬老の日 and 秋分の日).
    if (named.has(day + 2) && !named.has(day + 1)) all.set(day + 1, '国民の休日')
  }
  for (const day of named.keys()) {
    if (weekdayOf(day) !== 0) continue
    // 3条2項: a Sunday's holiday moves to the next day that is none (2026-05-03 → 05-06).
    let next = day + 1
    while (named.has(next)) next++
    all.set(next, '振替休日')
  }
  years.set(year, all)
  return all
}

function namedHolidays(year: number): Map<number, string> {
  const days = new Map<number, string>()
  for (const [month, day, name] of FIXED) days.set(dayOf(ymd(year, month, day)), name)
  for (const [month, nth, name] of HAPPY_MONDAYS) days.set(nthMonday(year, month, nth), name)
  // 春分日・秋分日: the usual formula over the solar year, right from 1980 to 2099.
  days.set(dayOf(ymd(year, 3, equinox(year, 20.8431))), '春分の日')
  days.set(dayOf(ymd(year, 9, equinox(year, 23.2488))), '秋分の日')
  const moved = SUMMER[year]
  if (moved) for (const [date, name] of moved) days.set(dayOf(`${year}-${date}`), name)
  else {
    days.set(nthMonday(year, 7, 3), '海の日')
    days.set(dayOf(ymd(year, 8, 11)), '山の日')
    days.set(nthMonday(year, 10, 2), 'スポーツの日')
  }
  return days
}

function equinox(year: number, base: number): number {
  return Math.floor(base + 0.242194 * (year - 1980)) - Math.floor((year - 1980) / 4)
}

function nthMonday(year: number, month: number, nth: number): number {
  const first = dayOf(ymd(year, month, 1))
  return first + ((8 - weekdayOf(first)) % 7) + (nth - 1) * 7
}

function ymd(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
