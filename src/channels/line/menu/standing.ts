import type { Ward } from '../../../content/ward.ts'
import { type HoursRow, openState } from '../../../directory/open-state.ts'
import type { MenuKind } from '../../../ports.ts'

/**
 * Which menu everybody sees at a moment (epoch ms). A ward that has not said when its staff answer is never closed:
 * the menu would claim what nobody knows.
 */
export function standingAt(staffHours: Ward['staffHours']): (now: number) => MenuKind {
  if (staffHours === null) return () => 'consult'
  const row: HoursRow = {
    hours: staffHours.hours,
    hoursText: null,
    lastReception: null,
    closedOn: [],
    validFrom: null,
    validTo: null,
  }
  return (now) => (openState(row, now).kind === 'closed' ? 'closed' : 'consult')
}
