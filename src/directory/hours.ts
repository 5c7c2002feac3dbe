import type { Lang } from '../content/vocabulary.ts'
import type { ConsultationPoint } from './consultation-point.ts'
import { type HoursRow, isoOf, type Moment, type OpenState, openState } from './open-state.ts'
import { clock, dateOf, dayAt, dayOf, weekdayOf } from './tokyo-time.ts'

/** A row's hours as people and programs read them at `now` (epoch ms). */
export function hoursNow(row: HoursRow, now: number, lang: Lang): ConsultationPoint['hours'] {
  const state = openState(row, now)
  const words = WORDS[lang === 'ja' || lang === 'easy' ? lang : 'en']
  const today = dayAt(now)
  switch (state.kind) {
    case 'unknown':
      return { text: words.unknown(row.hoursText), open: null, until: null, next_open: null }
    case 'open':
      return {
        text: words.open(state, today),
        open: true,
        until: state.until && isoOf(state.until),
        next_open: null,
      }
    case 'closed':
      return {
        text: words.closed(state) + words.next(state.next, today),
        open: false,
        until: null,
        next_open: state.next && isoOf(state.next),
      }
  }
}

type Open = Extract<OpenState, { kind: 'open' }>
type Closed = Extract<OpenState, { kind: 'closed' }>
interface Words {
  unknown(asPrinted: string | null): string
  open(state: Open, today: number): string
  closed(state: Closed): string
  next(next: Moment | null, today: number): string
}

const DAYS_JA = '日月火水木金土'
const DAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

const WORDS: Readonly<Record<'ja' | 'easy' | 'en', Words>> = {
  ja: {
    unknown: (printed) => `開いている時間は確認中です${printed ? `（資料の表示：${printed}）` : ''}`,
    open: ({ until, lastReception }, today) =>
      `今開いています（${until ? `${until.day > today ? '明日の' : ''}${time(until)}まで` : '24時間'}）${
        lastReception === null ? '' : `。受付は${minutes(lastReception)}までです`
      }`,
    closed: (state) => {
      if (state.because === 'suspended') return `${dateJa(state.suspendedTo)}まで休んでいます。`
      if (state.because === 'reception' && state.lastReception !== null)
        return `今日の受付は${minutes(state.lastReception)}で終わりました。`
      return '今は閉まっています。'
    },
    next: (next, today) => {
      if (!next) return '次に開く日は確認中です'
      if (next.day === today) return `次は今日の${time(next)}からです`
      const { month, date, weekday } = calendar(next.day)
      return `次は${month}月${date}日(${DAYS_JA[weekday]}) ${time(next)}からです`
    },
  },
  easy: {
    unknown: (printed) =>
      `あいている 時間は まだ わかりません${printed ? `（「${printed}」と 書いてあります）` : ''}`,
    open: ({ until, lastReception }, today) =>
      `今 あいています（${until ? `${until.day > today ? '明日の ' : ''}${timeEasy(until.minute)}まで` : '24時間'}）${
        lastReception === null ? '' : `。受付は ${timeEasy(lastReception)}までです`
      }`,
    closed: (state) => {
      if (state.because === 'suspended') return `${dateJa(state.suspendedTo)}まで 休みです。`
      if (state.because === 'reception' && state.lastReception !== null)
        return `今日の 受付は ${timeEasy(state.lastReception)}で 終わりました。`
      return '今は しまっています。'
    },
    next: (next, today) => {
      if (!next) return '次に いつ あくかは まだ わかりません'
      if (next.day === today) return `今日の ${timeEasy(next.minute)}に あきます`
      const { month, date, weekday } = calendar(next.day)
      return `次は ${month}月${date}日（${DAYS_JA[weekday]}曜日） ${timeEasy(next.minute)}に あきます`
    },
  },
  en: {
    unknown: (printed) => `Opening hours are being checked${printed ? ` (the source says: ${printed})` : ''}`,
    open: ({ until, lastReception }, today) =>
      `Open now (${until ? `until ${time(until)}${until.day > today ? ' tomorrow' : ''}` : '24 hours'})${
        lastReception === null ? '' : `. Last reception at ${minutes(lastReception)}`
      }`,
    closed: (state) => {
      if (state.because === 'suspended') return `Closed until ${dateEn(state.suspendedTo)}. `
      if (state.because === 'reception' && state.lastReception !== null)
        return `Reception ended at ${minutes(state.lastReception)} today. `
      return 'Closed now. '
    },
    next: (next, today) => {
      if (!next) return 'The next opening day is being checked'
      if (next.day === today) return `Opens today at ${time(next)}`
      return `Opens next on ${DAYS_EN[weekdayOf(next.day)]}, ${dateEn(dateOf(next.day))} at ${time(next)}`
    },
  },
}

function time(moment: Moment): string {
  return minutes(moment.minute)
}

/** 8:30, as a door sign says it. */
function minutes(minute: number): string {
  return clock(minute).replace(/^0/, '')
}

/** 8時30分, 17時. */
function timeEasy(minute: number): string {
  return `${Math.floor(minute / 60)}時${minute % 60 === 0 ? '' : `${minute % 60}分`}`
}

function calendar(day: number): { month: number; date: number; weekday: number } {
  const [, month = 0, date = 0] = dateOf(day).split('-').map(Number)
  return { month, date, weekday: weekdayOf(day) }
}

function dateJa(date: string | null): string {
  const { month, date: d } = calendar(dayOf(date ?? ''))
  return `${(date ?? '').slice(0, 4)}年${month}月${d}日`
}

function dateEn(date: string | null): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
  })
}
