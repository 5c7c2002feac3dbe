import type { Lang } from '../content/vocabulary.ts'
import { dateOf, dayAt, weekdayOf } from '../directory/tokyo-time.ts'
import { timeOf } from './business-time.ts'

const JA = '日月火水木金土'
const EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

/** A moment as a resident reads it at `now`: 「今日の15:20」「11月24日(火)の9:00」. Epoch ms. */
export function momentText(at: number, now: number, lang: Lang): string {
  const day = dayAt(at)
  const time = timeOf(at)
  const [, month = 0, date = 0] = dateOf(day).split('-').map(Number)
  const ahead = day - dayAt(now)
  if (lang === 'easy') {
    const clock = time.replace(/^(\d+):(\d+)$/, (_, h, m) => `${h}時${m === '00' ? '' : `${Number(m)}分`}`)
    return ahead === 0
      ? `今日（きょう）の ${clock}`
      : `${month}月${date}日（${JA[weekdayOf(day)]}曜日）の ${clock}`
  }
  if (lang === 'ja')
    return ahead === 0 ? `今日の${time}` : `${month}月${date}日(${JA[weekdayOf(day)]})の${time}`
  const month3 = new Date(day * 86_400_000).toLocaleDateString('en-US', { timeZone: 'UTC', month: 'short' })
  return ahead === 0 ? `${time} today` : `${time} on ${EN[weekdayOf(day)]}, ${month3} ${date}`
}
