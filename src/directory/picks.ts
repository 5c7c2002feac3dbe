import type { PointRow } from '../content/ward.ts'
import { type Answer, answerFor } from './answer-for.ts'
import { type Responsible, responsibleFor } from './catchment.ts'
import { ranked, shortlist } from './choose.ts'
import { partitionOf } from './partition.ts'
import { deskOf, generalDesk, isShown, type Pick, type Search, shownPoint } from './point-query.ts'

/**
 * Points in the order they are named: who is responsible (or, undecided, the ward-wide desk and who may
 * be), whoever comes to the house when that was asked for, who answers for the other needs, who else serves.
 */
export function pickPoints(search: Search, answer: Answer): Pick[] {
  const { ward } = search.directory
  const [first, ...maybe] =
    answer.kind === 'decided' ? [answer.pick] : [...generalDesk(search), ...mayBe(search, answer)]
  const visit = search.visit ? deskOf(search, ward.outreachDesk, { kind: 'outreach' }) : []
  return once(search, [
    ...(first ? [first] : []),
    ...visit,
    ...forOtherNeeds(search),
    ...maybe,
    ...whoElse(search, answer),
  ])
}

/** Only desks made for people who live with violence. */
export function pickSafely(search: Search, answer: Answer): Pick[] {
  const own = answer.kind === 'decided' && isSafe(answer.pick.row) ? [answer.pick] : []
  const more = search.directory
    .serving(search.need)
    .filter((row) => isSafe(row) && isShown(row, search.today))
    .map((row) => ({ row, metres: null }))
  return once(search, [...own, ...rank(search, more).map(asServing)])
}

function isSafe(row: PointRow): boolean {
  return row.hideAddress || row.serves.includes('legal.dv')
}

/** Those the sources name for the town, then the others of their kind that are near. */
function mayBe(search: Search, answer: Exclude<Answer, { kind: 'decided' }>): Pick[] {
  const { directory, place } = search
  if (place === null) return []
  const whens = new Map(answer.candidates.map(({ point, when }) => [point, when]))
  const named = [...whens.keys()].flatMap((id) => {
    const row = shownPoint(search, id)
    return row ? [{ row, metres: null }] : []
  })
  const members = answer.partition ? partitionOf(directory.ward, answer.partition).points : []
  const near = shortlist(
    directory.servingNear(search.need, place.town),
    (row) =>
      members.includes(row.id) && !whens.has(row.id) && isShown(row, search.today) && canBeReached(row),
    search,
  )
  return [
    ...rank(search, named).map(
      (row): Pick => ({
        row,
        basis: 'distance',
        reason: { kind: answer.kind === 'ask-block' ? 'if-block' : 'maybe', when: whens.get(row.id) ?? '' },
      }),
    ),
    ...rank(search, near).map(asNear),
  ]
}

/**
 * A household has several needs: whoever is responsible for the others comes along, or, undecided, the
 * first who may be. Without a place only what is certain: the ward-wide desk is named for them already.
 */
function forOtherNeeds(search: Search): Pick[] {
  return search.needs.slice(1).flatMap((need): Pick[] => {
    const answer = answerFor(search, need)
    if (answer.kind === 'decided') return [{ ...answer.pick, need }]
    return mayBe({ ...search, need }, answer)
      .slice(0, 1)
      .map((pick) => ({ ...pick, need }))
  })
}

/** Points without an area of their own, then what is near; of other partitions, who is responsible there. */
function whoElse(search: Search, answer: Answer): Pick[] {
  const { directory, need, place, today } = search
  const own = answer.kind === 'decided' ? directory.partitionOf(answer.pick.row.id) : answer.partition
  const fits = (row: PointRow) => isShown(row, today) && canBeReached(row)
  const wide = directory.servingAlone(need).filter(fits)
  if (place === null) return rank(search, wide.map(unmeasured)).map(asServing)
  const decisions = new Map<string, Responsible>()
  const local = shortlist(
    directory.servingNear(need, place.town),
    (row) => {
      if (!directory.isLocal(row) || !fits(row)) return false
      const partition = directory.partitionOf(row.id)
      if (partition === null) return true
      // Another area's centre would only send people on.
      if (partition === own) return false
      const decision = decisions.get(partition) ?? responsibleFor(directory.ward, partition, place, today)
      decisions.set(partition, decision)
      return decision.kind !== 'decided' || decision.point === row.id
    },
    search,
  )
  const asLocal = (row: PointRow): Pick =>
    decisions.get(directory.partitionOf(row.id) ?? '')?.kind === 'decided'
      ? { row, basis: 'catchment', reason: { kind: 'catchment', place } }
      : asNear(row)
  return [...rank(search, wide.map(unmeasured)).map(asServing), ...rank(search, local).map(asLocal)]
}

/** A point nobody can reach is named only when it is the responsible one. */
function canBeReached(row: PointRow): boolean {
  const knows = (field: 'phone' | 'address' | 'hours') =>
    row[field] !== null && !row.staffOnlyFields.includes(field)
  return knows('phone') || (knows('address') && !row.hideAddress && knows('hours'))
}

function unmeasured(row: PointRow): { row: PointRow; metres: null } {
  return { row, metres: null }
}

function rank(search: Search, items: Parameters<typeof ranked<PointRow>>[0]): PointRow[] {
  return ranked(items, search.need, search, search.now)
}

function asServing(row: PointRow): Pick {
  return { row, basis: 'wardwide', reason: { kind: 'serves' } }
}

function asNear(row: PointRow): Pick {
  return { row, basis: 'distance', reason: { kind: 'near' } }
}

/** Each point once, and none that was shown before. */
function once(search: Search, picks: readonly Pick[]): Pick[] {
  const seen = new Set(search.exclude)
  return picks.filter(({ row }) => !seen.has(row.id) && seen.add(row.id))
}
