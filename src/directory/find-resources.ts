import type { Lang, Need } from '../content/vocabulary.ts'
import { ranked, shortlist, type Wishes } from './choose.ts'
import type { ConsultationPoint } from './consultation-point.ts'
import { type Directory, distanceTo, isValidOn } from './directory.ts'
import type { Place } from './place.ts'
import { presentPoint } from './present.ts'
import { todayAt } from './tokyo-time.ts'

export interface ResourceQuery extends Wishes {
  readonly need: Need
  readonly place: Place | null
  /** Epoch ms. */
  readonly now: number
  readonly lang: Lang
  readonly exclude?: readonly string[]
  /** 3 unless told. */
  readonly limit?: number
}

/** 居場所・活動・資源 for a need, always said to be no consultation (「相談ではなく居場所」). */
export function findResources(directory: Directory, query: ResourceQuery): readonly ConsultationPoint[] {
  const { need, place, now, lang } = query
  const from = place === null ? null : directory.town(place.town)
  const excluded = new Set(query.exclude)
  const today = todayAt(now)
  const items = directory
    .resources(need)
    .map((row) => ({ row, metres: (from && distanceTo(from, row)) ?? Number.MAX_SAFE_INTEGER }))
    .sort((a, b) => a.metres - b.metres)
  const near = shortlist(items, (row) => !excluded.has(row.id) && isValidOn(row, today), query)
  return ranked(near, need, query, now)
    .slice(0, query.limit ?? 3)
    .map((row) =>
      presentPoint(row, {
        now,
        lang,
        from,
        basis: from === null ? 'wardwide' : 'distance',
        reason: { kind: 'resource' },
        hidePlaces: false,
        script: [],
      }),
    )
}
