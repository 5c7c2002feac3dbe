import type { Ward } from '../../content/ward.ts'
import type { Gazetteer } from '../gazetteer.ts'
import { compareRow, type ImportSource } from './compare-row.ts'
import type { Facility, Refusal } from './facility.ts'
import { createMatcher, nameKey, type WardRow } from './match-facilities.ts'
import type { Comparison, ImportPlan, NewRow } from './plan.ts'
import type { FacilityList } from './read-list.ts'
import { createSlugs } from './slug.ts'
import { sortOut, UNKNOWN_KIND, type Verdict } from './sort-out.ts'

/** How an import was asked for. */
export interface ImportWish {
  /** The name of the file, for the rows' source. */
  readonly file: string
  /** yyyy-mm-dd, when the list was published. */
  readonly date: string | null
  /** Where new rows go, when an official says so instead of their names. */
  readonly target: 'points' | 'resources' | null
}

/** What an import of this list would do to this ward. Nothing is done here. */
export function planImport(
  list: FacilityList,
  ward: Ward,
  gazetteer: Gazetteer,
  wish: ImportWish,
): ImportPlan {
  const source: ImportSource = {
    source: `${sourceName(wish.file)}（${list.format.dataset}）`,
    dataset: list.format.dataset,
    date: wish.date,
  }
  const matcher = createMatcher(ward, gazetteer)
  const essential = new Set([
    ward.generalDesk,
    ward.outreachDesk,
    ...ward.responsibility.flatMap((row) => ('point' in row ? [row.point] : [])),
  ])
  const slugFor = createSlugs(
    ward.id,
    [...ward.points, ...ward.resources, ...ward.hotlines].map(({ id }) => id),
  )
  const kinds = Map.groupBy(ward.points, ({ kind }) => kind)
  const seen = new Map<string, Facility>()
  const taken = new Map<WardRow, number>()
  const plan = {
    added: [] as NewRow[],
    changed: [] as Comparison[],
    conflicting: [] as Comparison[],
    unchanged: [] as Comparison[],
    aside: [...list.foreign] as Refusal[],
    refused: [...list.refused] as Refusal[],
  }
  for (const facility of list.facilities) {
    const { line, name } = facility
    const refuse = (reason: string) => plan.refused.push({ line, name, reason })
    const twin = twinOf(facility, seen)
    if (twin) {
      if (sameFacts(twin, facility)) plan.aside.push({ line, name, reason: `${twin.line}行目と同じ` })
      else
        refuse(
          `${twin.line}行目と名前と住所が同じで、ほかの欄が違います。どちらかを消すか、名前を書き分けてください。`,
        )
      continue
    }
    const match = matcher.match(facility)
    if (match.kind === 'several') {
      refuse(
        `同じ名前の行が区のファイルに${match.rows.length}つあり（${match.rows.map(({ row }) => row.id).join('、')}）、住所からも決められません。手で直してください。`,
      )
      continue
    }
    if (match.kind === 'row') {
      const before = taken.get(match.is)
      if (before !== undefined) {
        refuse(
          `${before}行目も「${match.is.row.name}」（${match.is.row.id}）に当たります。1行にしてください。`,
        )
        continue
      }
      if (facility.elsewhere !== null && !match.is.row.outsideWard) {
        refuse(outside(facility.elsewhere))
        continue
      }
      taken.set(match.is, line)
      const compared = compareRow(facility, match.is, source, essential)
      if (compared.conflicts.length > 0) plan.conflicting.push(compared)
      else if (compared.changes.length > 0) plan.changed.push(compared)
      else plan.unchanged.push(compared)
      continue
    }
    const verdict = where(facility, list, wish.target)
    if ('aside' in verdict) {
      plan.aside.push({ line, name, reason: verdict.aside })
      continue
    }
    if (facility.elsewhere !== null) {
      refuse(outside(facility.elsewhere))
      continue
    }
    // A second point of a kind makes both of them local (`isLocal`): nobody has said that of this one yet.
    const alone = verdict.file === 'points' && kinds.get(verdict.kind)?.length === 1
    const id = slugFor(facility)
    plan.added.push({
      line,
      file: verdict.file,
      cells: newCells(facility, id, alone ? 'facility' : verdict.kind, verdict.file, source),
      alike: match.alike,
    })
  }
  const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line
  plan.aside.sort(byLine)
  plan.refused.sort(byLine)
  return { list, source: source.source, date: wish.date, remarks: list.remarks, ...plan }
}

function where(facility: Facility, list: FacilityList, target: ImportWish['target']): Verdict {
  const verdict = sortOut(facility, list.format.meals)
  if (target === null) return verdict
  if (!('aside' in verdict)) return { file: target, kind: verdict.kind }
  return verdict.aside === UNKNOWN_KIND ? { file: target, kind: 'facility' } : verdict
}

function newCells(
  facility: Facility,
  id: string,
  kind: string,
  file: NewRow['file'],
  from: ImportSource,
): Record<string, string> {
  const text = (value: string | number | null) => (value === null ? '' : String(value))
  return {
    id,
    name: facility.name,
    kind,
    // Empty on purpose: nothing is shown until an official says what it answers for.
    serves: '',
    services: text(facility.services),
    ...(file === 'resources' ? { operator: text(facility.operator) } : {}),
    phone: text(facility.phone),
    phone_note: text(facility.phoneNote),
    address: text(facility.address),
    building: text(facility.building),
    town: text(facility.town),
    lat: text(facility.lat),
    lng: text(facility.lng),
    hours: text(facility.hours),
    hours_text: text(facility.hoursText),
    channels: 'visit',
    access: facility.access.join(';'),
    url: text(facility.url),
    source: from.source,
    source_date: text(from.date),
    confidence: 'B',
  }
}

/** The file's name without its folders, and without what a spreadsheet would calculate. */
function sourceName(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file
  return (
    name
      .normalize('NFC')
      .replace(/[\s；;,"\p{Cc}]+/gu, ' ')
      .trim()
      .replace(/^[=+\-@]+/, '') || '公開されている一覧'
  )
}

function outside(municipality: string): string {
  return `住所が区の外（${municipality}）です。区の施設なら、points.csv に手で足し、outside_ward を yes にしてください。区の施設でなければ、この行を消してください。`
}

/** An earlier row of the list with the same name and address; kept for the rows to come when there is none. */
function twinOf(facility: Facility, seen: Map<string, Facility>): Facility | undefined {
  const key = `${nameKey(facility.name)}\n${facility.address ?? facility.operator ?? ''}`
  const twin = seen.get(key)
  if (!twin) seen.set(key, facility)
  return twin
}

function sameFacts(a: Facility, b: Facility): boolean {
  const facts = ({ line, reading, ...rest }: Facility) => JSON.stringify(rest)
  return facts(a) === facts(b)
}
