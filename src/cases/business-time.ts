import { canReadHours, spansOn } from '../directory/day-hours.ts'
import { dayAt, minuteAt } from '../directory/tokyo-time.ts'

/** When staff answer, to the minute. Tokyo time; all instants are epoch ms. */
export interface BusinessTime {
  /** Whether it is working time at that instant. */
  openAt(at: number): boolean
  /** That instant, or the next beginning of working time after it. */
  nextOpen(at: number): number
  /** The end of the working time that instant lies in; null outside. */
  closesAt(at: number): number | null
  /** The instant at which so many working minutes have passed since `from`, pauses left out. */
  after(
    from: number,
    minutes: number,
    pauses?: readonly { readonly from: number; readonly to: number }[],
  ): number
}

/** What offices of wards keep; used for our own clock alone where the ward has not said, never told to anybody. */
const USUAL = 'Mo-Fr 08:30-17:15; PH off; Dec 29-Jan 03 off'
const MINUTE = 60_000
const DAY_MS = 86_400_000
const OFFSET = 9 * 3_600_000
/** Two years of closed days: a text that never opens must end somewhere. */
const MOST_DAYS = 730

/** The working calendar of `opening_hours` text, public holidays as the law has them. */
export function businessTime(hours: string | null): BusinessTime {
  let read: string | null = null
  // At the first question: reading it takes longer than anything else of a start.
  const text = () => {
    read ??= hours !== null && canReadHours(hours) ? hours : USUAL
    return read
  }
  const startOf = (day: number) => day * DAY_MS - OFFSET
  const spans = (day: number) =>
    (spansOn(text(), day) ?? [])
      .filter(({ unsure }) => !unsure)
      .map(({ from, to }) => ({ from: startOf(day) + from * MINUTE, to: startOf(day) + to * MINUTE }))

  const current = (at: number) => spans(dayAt(at)).find(({ from, to }) => from <= at && at < to) ?? null
  const nextSpan = (at: number) => {
    for (let day = dayAt(at); day < dayAt(at) + MOST_DAYS; day++) {
      const found = spans(day).find(({ to }) => to > at)
      if (found) return { from: Math.max(found.from, at), to: found.to }
    }
    return { from: at, to: at + MOST_DAYS * DAY_MS }
  }

  return {
    openAt: (at) => current(at) !== null,
    nextOpen: (at) => nextSpan(at).from,
    closesAt: (at) => current(at)?.to ?? null,
    after(from, minutes, pauses = []) {
      let left = minutes * MINUTE
      let at = from
      const ordered = [...pauses].sort((a, b) => a.from - b.from)
      for (;;) {
        const paused = ordered.find((pause) => pause.from <= at && at < pause.to)
        if (paused) {
          at = paused.to
          continue
        }
        const span = nextSpan(at)
        const stop = ordered.find((pause) => pause.from > span.from && pause.from < span.to)?.from ?? span.to
        const inPause = ordered.some((pause) => pause.from <= span.from && span.from < pause.to)
        if (inPause) {
          at = span.from
          continue
        }
        const length = stop - span.from
        if (left < length || (left === length && left > 0)) return span.from + left
        left -= length
        at = stop
      }
    },
  }
}

/** 「8:30」 of an instant. */
export function timeOf(at: number): string {
  const minute = minuteAt(at)
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}
