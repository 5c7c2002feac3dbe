import type { DangerKind, Need } from '../content/vocabulary.ts'
import type { HotlineRow } from '../content/ward.ts'
import { type Directory, isForResidents, isValidOn } from './directory.ts'
import { openState } from './open-state.ts'
import { todayAt } from './tokyo-time.ts'

/** A line for everything (よりそいホットライン) comes after those made for the need (DV相談+). */
const MADE_FOR_IT = 2

/** Lines that serve the need today: open ones first, those made for it, then by the ward's order (rank). */
export function linesFor(directory: Directory, need: Need, now: number): readonly HotlineRow[] {
  const lines = directory.lines(need)
  const made = lines.filter((row) => row.serves.length <= MADE_FOR_IT)
  return openFirst([...made, ...lines.filter((row) => row.serves.length > MADE_FOR_IT)], now)
}

/** Lines that answer a danger today, open ones first, then by rank. */
export function linesForDanger(directory: Directory, kind: DangerKind, now: number): readonly HotlineRow[] {
  const lines = directory.ward.hotlines.filter(
    (row) => row.number !== null && isForResidents(row) && row.dangers.includes(kind),
  )
  return openFirst(
    lines.sort((a, b) => a.rank - b.rank),
    now,
  )
}

function openFirst(lines: readonly HotlineRow[], now: number): HotlineRow[] {
  const today = todayAt(now)
  return lines
    .filter((row) => isValidOn(row, today))
    .map((row) => ({
      row,
      open: openState({ ...row, lastReception: null, closedOn: [] }, now).kind === 'open',
    }))
    .sort((a, b) => Number(b.open) - Number(a.open))
    .map(({ row }) => row)
}
