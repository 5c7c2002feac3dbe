import * as z from 'zod'
import { OUTCOMES, type Outcome } from '../../cases/case-event.ts'
import type { Receiver } from '../../cases/decide.ts'
import type { StaffAccount } from '../../cases/staff-account.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const WHEN = '日時は 2026-11-24 か 2026-11-24T09:00:00+09:00 のように書いてください。'

/** A date (the morning of it, 9:00 in Tokyo) or an instant with its offset, as epoch ms. */
export const instant = z
  .string()
  .transform((text) => Date.parse(DATE.test(text) ? `${text}T09:00:00+09:00` : text))
  .refine((at) => Number.isFinite(at), WHEN)

const NAMES: Readonly<Record<string, Outcome>> = {
  つながった: 'connected',
  断られた: 'refused',
  満員: 'full',
  本人辞退: 'declined',
  狭間: 'gap',
}

/** つながった／断られた／満員／本人辞退／狭間, by name or by id. */
export const outcomeText = z
  .string()
  .transform((text): string => NAMES[text] ?? text)
  .pipe(z.enum(OUTCOMES, '結果は、つながった・断られた・満員・本人辞退・狭間 のどれかです。'))

/** A colleague by username, or a team somebody belongs to; null when there is neither. */
export function receiverOf(to: string, staff: readonly StaffAccount[]): Receiver | null {
  const active = staff.filter((one) => one.active)
  const person = active.find(({ username }) => username === to)
  if (person) return { kind: 'person', id: person.username, team: person.team, outside: person.outside }
  const members = active.filter(({ team }) => team === to)
  return members.length > 0
    ? { kind: 'team', id: to, outside: members.every(({ outside }) => outside) }
    : null
}
