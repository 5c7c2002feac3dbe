const DATE = /^(?:(\d{4})-)?(\d{2})-(\d{2})(?:T(\d{2}):?(\d{2}))?$/
/** 「2026年11月24日」「11月24日10時半」「11/24 10:30」「令和8年11月24日」, after NFKC. */
const WRITTEN =
  /(?:(令和)?(\d{1,4}|元)(?:年|[-/.]))?(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?!日?前)(?:[^\d]{0,8}?(午前|午後)?(\d{1,2})(?:時(?:(\d{1,2})分|(半))?|:(\d{2})))?/
/** 令和 1 is 2019. */
const REIWA = 2018

const two = (n: number): string => String(n).padStart(2, '0')

function isoOf(year: number | null, month: number, day: number, time: readonly [number, number] | null) {
  // A year without the 29th of February is none of the resident's making: any leap year tells whether a day exists.
  const there = new Date(Date.UTC(year ?? 2024, month - 1, day))
  if (there.getUTCMonth() !== month - 1 || there.getUTCDate() !== day) return null
  if (year !== null && (year < 1900 || year > 2100)) return null
  if (time && (time[0] > 23 || time[1] > 59)) return null
  return `${year ?? '-'}-${two(month)}-${two(day)}${time ? `T${two(time[0])}:${two(time[1])}` : ''}`
}

/** A day, with its time when one was said, as ISO 8601 without a zone; 「--11-24」 without a year; null when there is none. */
export function readDate(text: string): string | null {
  const found = WRITTEN.exec(text.normalize('NFKC').slice(0, 200))
  if (!found) return null
  const [, era, written, month, day, half, hour, minute, halfPast, after] = found
  const count = written === '元' ? 1 : Number(written)
  const year = written === undefined ? null : era || count < 100 ? count + REIWA : count
  const at = hour === undefined ? null : Number(hour) + (half === '午後' && Number(hour) < 12 ? 12 : 0)
  const minutes = halfPast ? 30 : Number(minute ?? after ?? 0)
  return isoOf(year, Number(month), Number(day), at === null ? null : [at, minutes])
}

/** 「2026年11月24日 10時30分」: the date as people say it. */
export function sayDate(iso: string): string {
  const [, year, month, day, hour, minute] = DATE.exec(iso.replace(/^--/, '')) ?? []
  const date = `${year ? `${year}年` : ''}${Number(month)}月${Number(day)}日`
  return hour === undefined
    ? date
    : `${date} ${Number(hour)}時${minute === '00' ? '' : `${Number(minute)}分`}`
}

const PICKED = '~on'

/** The option a date picker stands for; what was picked is appended. */
export const pickerOption = PICKED

/** The option of a day picked, 「~on2026-11-24T1030」; null when `value` is no day (`2026-11-24T10:30`). */
export function pickedOption(value: string): string | null {
  return DATE.test(value) && readPicked(`${PICKED}${value}`) !== null
    ? `${PICKED}${value.replace(':', '')}`
    : null
}

/** The day an option names, as `readDate` gives it; null for any other option. */
export function readPicked(option: string): string | null {
  const [, year, month, day, hour, minute] = option.startsWith(PICKED)
    ? (DATE.exec(option.slice(PICKED.length)) ?? [])
    : []
  if (year === undefined) return null
  return isoOf(
    Number(year),
    Number(month),
    Number(day),
    hour === undefined ? null : [Number(hour), Number(minute)],
  )
}
