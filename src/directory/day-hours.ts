import OpeningHours from 'opening_hours'
import { isHoliday } from './holidays.ts'
import { dateOf, weekdayOf } from './tokyo-time.ts'

/** Open from minute to minute of one Tokyo day; `unsure` where the source gives a condition instead of a time. */
export interface Span {
  readonly from: number
  /** 1440 when open through midnight. */
  readonly to: number
  readonly unsure: boolean
}

const WEEKDAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] as const
const HOLIDAY = /\bPH\b/gi
/**
 * Not read, so shown as not known: 「PH Mo 10:00」 (a holiday that is a Monday) and 「PH -1 day」 need more
 * than a weekday in PH's place, and no school holidays (SH) are defined for Japan.
 */
const UNREADABLE = /\bSH\b|\bPH\s+(?:Su|Mo|Tu|We|Th|Fr|Sa|[+-])|(?:Su|Mo|Tu|We|Th|Fr|Sa)\s+PH\b/i
const FROM_MIDNIGHT = /(?:^|[^0-9])0?0:00\s*-/
const TOKYO = { lat: 35.68, lon: 139.77, address: { country_code: 'jp', state: '東京都' } }

/** A compiled text holds about 28 KB; a ward needs some 200 of them, a year-end a few more. */
const compiled = new Map<string, OpeningHours | null>()
const MOST_COMPILED = 800
const days = new Map<string, readonly Span[] | null>()
const MOST_DAYS = 20_000

/**
 * When an `opening_hours` text is open on one Tokyo day (day number); null when the text cannot be
 * read. Holidays come from our own table, the library's is never asked.
 */
export function spansOn(hours: string, day: number): readonly Span[] | null {
  const key = `${day}|${hours}`
  const known = days.get(key)
  if (known !== undefined) return known
  const spans = evaluate(hours, day)
  return keep(days, MOST_DAYS, key, spans)
}

/** Whether `spansOn` can read the text; what it refuses is shown to nobody as an opening time. */
export function canReadHours(hours: string): boolean {
  return evaluate(hours, 20_700) !== null
}

function evaluate(hours: string, day: number): readonly Span[] | null {
  if (UNREADABLE.test(hours)) return null
  const spans = asTheLibrarySays(hours, day)
  if (spans?.[0]?.from !== 0 || spans[0].to === 1440 || FROM_MIDNIGHT.test(hours)) return spans
  // 「Mo-Fr 18:00-08:00; PH off」: the library closes the holiday's evening but keeps the morning that
  // would have followed it.
  const evening = asTheLibrarySays(hours, day - 1)
  return evening?.at(-1)?.to === 1440 ? spans : spans.slice(1)
}

function asTheLibrarySays(hours: string, day: number): readonly Span[] | null {
  const oh = compile(withHolidays(hours, day))
  if (!oh) return null
  const [year, month, date] = dateOf(day).split('-').map(Number) as [number, number, number]
  // It reads the machine's zone, so it gets Dates whose local fields say what Tokyo's clock says.
  const from = new Date(year, month - 1, date)
  const to = new Date(year, month - 1, date + 1)
  try {
    return oh.getOpenIntervals(from, to).map(([start, end, unsure]) => ({
      // Santiago has a day without a midnight.
      from: start <= from ? 0 : start.getHours() * 60 + start.getMinutes(),
      to: end >= to ? 1440 : end.getHours() * 60 + end.getMinutes(),
      unsure,
    }))
  } catch {
    // What the library accepts but cannot evaluate is not known, rather than closed.
    return null
  }
}

/**
 * The library takes no holidays of ours. But in the three days that decide a day (the evening before,
 * itself, the morning after) a weekday names one date, so `PH` can be written as the weekdays that are
 * holidays in them, or as a weekday that is none of the three.
 */
function withHolidays(hours: string, day: number): string {
  if (hours.search(HOLIDAY) < 0) return hours
  const near = [day - 1, day, day + 1]
  const holidays = near.filter((d) => isHoliday(dateOf(d))).map((d) => WEEKDAYS[weekdayOf(d)])
  const elsewhere = near.some((d) => weekdayOf(d) === 3) ? 'Su' : 'We'
  return hours.replace(HOLIDAY, holidays.length > 0 ? holidays.join(',') : elsewhere)
}

function compile(hours: string): OpeningHours | null {
  const known = compiled.get(hours)
  if (known !== undefined) return known
  let oh: OpeningHours | null
  try {
    oh = new OpeningHours(hours, TOKYO)
  } catch {
    oh = null
  }
  return keep(compiled, MOST_COMPILED, hours, oh)
}

/** Remembers a value, forgetting the oldest one when there are too many. */
function keep<T>(cache: Map<string, T>, most: number, key: string, value: T): T {
  if (cache.size >= most)
    for (const oldest of cache.keys()) {
      cache.delete(oldest)
      break
    }
  cache.set(key, value)
  return value
}
