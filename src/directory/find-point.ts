import type { Need } from '../content/vocabulary.ts'
import { type Answer, answerFor } from './answer-for.ts'
import type { ConsultationPoint } from './consultation-point.ts'
import type { Directory } from './directory.ts'
import { linesFor } from './lines.ts'
import { pickPoints, pickSafely } from './picks.ts'
import type { Place } from './place.ts'
import {
  deskOf,
  generalDesk,
  type Pick,
  type PointQuery,
  type Search,
  shownPoint,
  startSearch,
} from './point-query.ts'
import { isReachable, presentLine, presentPoint } from './present.ts'
import { callScript, matterText, SELF } from './script.ts'

/** `contract.md`, find. */
export interface FoundPoints {
  /** A catchment decides, or the need has one ward-wide desk. */
  readonly decided: boolean
  /** What would decide. */
  readonly ask: 'town' | 'block' | 'ward_must_confirm' | null
  readonly candidates: readonly { readonly point: string; readonly name: string; readonly when: string }[]
  /** Best first. The first is reachable, or a reachable desk follows it. */
  readonly points: readonly ConsultationPoint[]
}

const ASKS = { 'ask-town': 'town', 'ask-block': 'block', 'ward-must-confirm': 'ward_must_confirm' } as const

/**
 * Whom to name for these needs here and now: who is responsible, then who serves, is open, offers what
 * was asked for, is near. Nothing that is merely near is called 担当.
 */
export function findPoint(directory: Directory, query: PointQuery): FoundPoints {
  const search = startSearch(directory, query)
  const answer = answerFor(search, search.need)
  const limit = query.limit ?? 3
  const picks = search.violence ? pickSafely(search, answer) : pickPoints(search, answer)
  const chosen = picks.slice(0, limit)
  // Which need a point is for is said only where the points are for different ones.
  const several = search.whose !== undefined && chosen.some(({ need }) => need !== undefined)
  const named = chosen.map((pick) => {
    const point = present(search, pick, answer)
    return several && pick.reason.kind !== 'knows'
      ? { ...point, why: `${matterOf(search, pick)}${point.why}` }
      : point
  })
  // In talks about violence the ward's desks come only when there is nothing else at all, so after the lines.
  const local = search.violence ? named : withDesk(search, named, answer)
  const points = withDesk(search, withLines(search, local, limit), answer)
  return { ...decisionOf(search, answer), points: points.slice(0, limit) }
}

/** What would decide who is responsible for a need at a place; the cheap half of `findPoint`. */
export function whatDecides(
  directory: Directory,
  query: { readonly needs: readonly Need[]; readonly place: Place | null; readonly now: number },
): FoundPoints['ask'] {
  const search = startSearch(directory, { ...query, lang: 'ja' })
  return decisionOf(search, answerFor(search, search.need)).ask
}

function decisionOf(search: Search, answer: Answer): Omit<FoundPoints, 'points'> {
  if (answer.kind === 'decided') return { decided: true, ask: null, candidates: [] }
  const candidates = answer.candidates.flatMap(({ point, when }) => {
    const row = shownPoint(search, point)
    return row ? [{ point, name: row.name, when }] : []
  })
  return { decided: false, ask: ASKS[answer.kind], candidates }
}

/** A line joins where nothing named is open now, or where there is room among the first three. */
function withLines(search: Search, points: readonly ConsultationPoint[], limit: number): ConsultationPoint[] {
  const excluded = new Set(search.exclude)
  const numbers = new Set(points.map((point) => point.phone))
  const lines = linesFor(search.directory, search.need, search.now)
    .filter((line) => !excluded.has(line.id) && !numbers.has(line.number))
    .slice(0, 3)
    .map((line) => presentLine(line, { ...how(search), script: [] }))
  const room = Math.max(0, Math.min(3, limit) - points.length)
  if (points.some((point) => point.hours.open)) return [...points, ...lines.slice(0, room)]
  const [line, ...others] = lines
  if (!line?.hours.open) return [...points, ...lines.slice(0, room)]
  const [first] = points
  const at = first && !isReachable(first) ? 2 : 1
  return [...points.slice(0, at), line, ...points.slice(at), ...others.slice(0, Math.max(0, room - 1))]
}

/**
 * Promise 4: what is not known leaves nobody without a desk. The first is reachable, or a reachable one
 * follows it.
 */
function withDesk(search: Search, points: readonly ConsultationPoint[], answer: Answer): ConsultationPoint[] {
  const [first, ...others] = points
  // A near point is no substitute for the responsible one: whoever answers for the ward comes between.
  const stands = (point: ConsultationPoint | undefined) =>
    point && isReachable(point) && point.basis !== 'distance'
  if (first && (isReachable(first) || stands(others[0]))) return [...points]
  const reachable = others.find(stands)
  if (first && reachable) return [first, reachable, ...others.filter((point) => point !== reachable)]
  const desks = [
    ...generalDesk(search),
    ...deskOf(search, search.directory.ward.outreachDesk, { kind: 'outreach' }),
  ]
    .map((pick) => present(search, pick, answer))
    .filter((desk) => isReachable(desk) && desk.id !== first?.id)
  const [desk] = desks
  return [
    ...points.slice(0, 1),
    ...(desk ? [desk] : []),
    ...points.slice(1).filter((point) => point.id !== desk?.id),
  ]
}

function present(
  search: Search,
  { row, basis, reason, need = search.need }: Pick,
  answer: Answer,
): ConsultationPoint {
  const who = search.whose?.get(need)
  const script = callScript(
    {
      need,
      // 「家族の身近な人との関係」 would tell whoever reads it about whom it is.
      speaker: search.violence ? null : who === SELF ? 'self' : (search.speaker ?? null),
      members: search.violence || who === SELF ? [] : [...(who ? [who] : []), ...(search.members ?? [])],
      bring: row.bring,
      undecided: answer.kind !== 'decided' && reason.kind === 'knows',
    },
    search.lang,
  )
  return presentPoint(row, { ...how(search), basis, reason, script })
}

function matterOf(search: Search, { need = search.need }: Pick): string {
  return matterText(need, search.whose?.get(need), search.lang)
}

function how({ directory, now, lang, place, violence }: Search) {
  return { now, lang, from: place === null ? null : directory.town(place.town), hidePlaces: violence }
}
