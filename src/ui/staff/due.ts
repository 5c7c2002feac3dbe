import { isNear, lengthText, momentText } from './moments.ts'
import type { CaseLine } from './wire.ts'
import { WAITS } from './words.ts'

export interface DueShown {
  readonly look: 'calm' | 'soon' | 'late' | 'paused'
  readonly text: string
}

const FOR = { first: '約束', answer: '返信', snooze: '再開', 'follow-up': '声かけ', next: '次回' } as const

/** What is promised and how close it is, as the chip of a case says it at `now`. */
export function dueShown(line: CaseLine, now: number): DueShown | null {
  if (line.paused) return { look: 'paused', text: `${WAITS[line.paused]}（時計は停止）` }
  if (line.due_at === null || line.due_for === null) return null
  const left = Date.parse(line.due_at) - now
  const what = FOR[line.due_for]
  const promise = line.due_for === 'first' || line.due_for === 'answer'
  const at = momentText(line.due_at, now)
  if (left < 0)
    return promise || line.due_for === 'follow-up'
      ? { look: 'late', text: `${what} ${lengthText(-left)}超過` }
      : { look: 'calm', text: `${what} ${at}` }
  const soon = promise && line.soon_at !== null && Date.parse(line.soon_at) <= now
  return {
    look: soon ? 'soon' : 'calm',
    text: isNear(left) ? `${what} ${at} あと${lengthText(left)}` : `${what} ${at}まで`,
  }
}
