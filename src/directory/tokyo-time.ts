/**
 * Wall-clock arithmetic in Asia/Tokyo. Japan has kept +09:00 without summer time since 1952, so days
 * and minutes are plain integer arithmetic on epoch milliseconds and no machine zone can leak in.
 */
const OFFSET = 9 * 3_600_000
const DAY = 86_400_000

/** Days since 1970-01-01 of the Tokyo date at that instant (epoch ms). */
export function dayAt(now: number): number {
  return Math.floor((now + OFFSET) / DAY)
}

/** Minutes since midnight in Tokyo at that instant, 0–1439. */
export function minuteAt(now: number): number {
  return Math.floor(((now + OFFSET) % DAY) / 60_000)
}

const dates = new Map<number, string>()
/** A year of days: whoever asks, asks for those near today. */
const MOST_DATES = 400

/** yyyy-mm-dd of a day number. */
export function dateOf(day: number): string {
  const known = dates.get(day)
  if (known !== undefined) return known
  if (dates.size >= MOST_DATES) dates.clear()
  const date = new Date(day * DAY).toISOString().slice(0, 10)
  dates.set(day, date)
  return date
}

/** The Tokyo date at that instant, yyyy-mm-dd. */
export function todayAt(now: number): string {
  return dateOf(dayAt(now))
}

/** The day number of a yyyy-mm-dd date; NaN when it is not one. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/** ISO 8601 with +09:00; minutes past 1440 fall on the following day. */
export function isoAt(day: number, minute: number): string {
  const whole = day + Math.floor(minute / 1440)
  return `${dateOf(whole)}T${clock(minute % 1440)}:00+09:00`
}

/** HH:MM of a minute of the day; 1440 is 24:00. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
