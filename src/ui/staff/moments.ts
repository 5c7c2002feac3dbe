/** Times as staff read them, always in Tokyo. Instants are epoch ms. */

const parts = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: 'numeric',
  minute: '2-digit',
  hour12: false,
})
const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' })

const MINUTE = 60_000
const NEAR = 3 * 60 * MINUTE

function read(at: number) {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return { ...found, hour: String(Number(found.hour) % 24) } as Record<string, string>
}

/** `2026-11-24`, as date fields want it. */
export function dayOf(at: number): string {
  return days.format(at)
}

/** 「10:05」, on another day 「11/24(火) 10:05」. */
export function momentText(iso: string, now: number): string {
  const at = Date.parse(iso)
  const { month, day, weekday, hour, minute } = read(at)
  const time = `${hour}:${minute}`
  return dayOf(at) === dayOf(now) ? time : `${month}/${day}(${weekday}) ${time}`
}

/** 「11/24(火)」 */
export function dateText(iso: string): string {
  const { month, day, weekday } = read(Date.parse(iso))
  return `${month}/${day}(${weekday})`
}

/** 「8分」「2時間5分」「3日」 */
export function lengthText(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE))
  if (minutes < 60) return `${minutes}分`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.floor(hours / 24)}日`
  return minutes % 60 === 0 || hours >= 10 ? `${hours}時間` : `${hours}時間${minutes % 60}分`
}

/** Whether a moment is close enough to count the minutes to it: further off, nights lie between. */
export function isNear(ms: number): boolean {
  return ms < NEAR
}

/** What a `datetime-local` field holds, as an instant of Tokyo. */
export function fromField(value: string): string | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? `${value}:00+09:00` : null
}
