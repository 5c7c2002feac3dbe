import type { Access } from '../content/vocabulary.ts'
import type { PointRow, ResourceRow } from '../content/ward.ts'
import type { Near } from './directory.ts'
import { openState } from './open-state.ts'

/** What a person asked for beside the matter itself. */
export interface Wishes {
  readonly access?: readonly Access[]
  readonly languages?: readonly string[]
  /** Someone should come. */
  readonly visit?: boolean
}

/** How many of the nearest points are weighed against each other: an open desk across the ward is no help. */
const NEAREST = 12
/** How many more are added because they, farther off, offer everything asked for. */
const FITTING = 3

/** The nearest points that fit, and a few more that offer everything asked for. `near` is sorted by distance. */
export function shortlist<Row extends PointRow | ResourceRow>(
  near: readonly Near<Row>[],
  fits: (row: Row) => boolean,
  wishes: Wishes,
): readonly Near<Row>[] {
  const wanted = (wishes.access?.length ?? 0) + (wishes.languages?.length ?? 0) > 0
  const chosen: Near<Row>[] = []
  for (const item of near) {
    if (chosen.length >= NEAREST && (!wanted || missing(item.row, wishes) > 0)) {
      if (!wanted) break
      continue
    }
    if (!fits(item.row)) continue
    chosen.push(item)
    if (chosen.length === NEAREST + FITTING) break
  }
  return chosen
}

/** Best first: made for the need, open now or sooner, offers what was asked for, nearer; then by id. */
export function ranked<Row extends PointRow | ResourceRow>(
  items: readonly (Near<Row> | { readonly row: Row; readonly metres: null })[],
  need: string,
  wishes: Wishes,
  now: number,
): Row[] {
  return items
    .map(({ row, metres }) => ({
      row,
      keys: [
        (row.serves as readonly string[]).includes(need) ? 0 : 1,
        openKey(row, now),
        missing(row, wishes),
        metres ?? Number.MAX_SAFE_INTEGER,
      ] as const,
    }))
    .sort((a, b) => {
      for (const [i, key] of a.keys.entries()) {
        const difference = key - (b.keys[i] ?? 0)
        if (difference !== 0) return difference
      }
      return a.row.id < b.row.id ? -1 : 1
    })
    .map(({ row }) => row)
}

/** 0 open, then the minute it next opens, then unknown, then not within sight. */
function openKey(row: PointRow | ResourceRow, now: number): number {
  const state = openState(row.staffOnlyFields.includes('hours') ? { ...row, hours: null } : row, now)
  if (state.kind === 'open') return 0
  if (state.kind === 'unknown') return Number.MAX_SAFE_INTEGER - 1
  return state.next ? state.next.day * 1440 + state.next.minute : Number.MAX_SAFE_INTEGER
}

function missing(row: PointRow | ResourceRow, { access, languages, visit }: Wishes): number {
  let count = visit && !row.channels.includes('home') ? 1 : 0
  for (const wish of access ?? []) if (!row.access.includes(wish)) count++
  for (const language of languages ?? []) if (!row.languages.includes(language)) count++
  return count
}
