import { conflictWords } from './compare-row.ts'
import type { CsvEdits } from './edit-csv.ts'
import type { WardRow } from './match-facilities.ts'
import type { Compared, Comparison, ImportPlan } from './plan.ts'

/** What residents are told of as one thing, for the date of a source: 「2019-09-01（電話）」. */
const PART: Readonly<Record<Compared, string>> = {
  phone: '電話',
  phone_note: '電話',
  address: '所在地',
  building: '所在地',
  town: '所在地',
  lat: '所在地',
  lng: '所在地',
  hours: '時間',
  hours_text: '時間',
  services: '内容',
  operator: '団体',
  access: '設備',
  url: 'URL',
}

/** The edits of points.csv and resources.csv that carry out a plan. `lineOf` says where a row of the ward begins. */
export function editsFor(
  plan: ImportPlan,
  lineOf: (row: WardRow['row']) => number,
): Readonly<Record<WardRow['file'], CsvEdits>> {
  const edits = (file: WardRow['file']): CsvEdits => {
    const compared = [...plan.changed, ...plan.conflicting].filter(({ is }) => is.file === file)
    return {
      cells: new Map(
        compared.flatMap((one) => {
          const cells = cellsFor(one, plan)
          return cells.size > 0 ? [[lineOf(one.is.row), cells] as const] : []
        }),
      ),
      rows: plan.added.filter((row) => row.file === file).map(({ cells }) => cells),
    }
  }
  return { points: edits('points'), resources: edits('resources') }
}

function cellsFor({ is, changes, conflicts }: Comparison, plan: ImportPlan): Map<string, string> {
  const { row } = is
  const cells = new Map<string, string>(changes.map(({ field, now }) => [field, now]))
  const { source, date, confidence, caveat } = row.provenance
  if (changes.length > 0) {
    const replaced = changes.some(({ old }) => old !== '') || source === plan.source
    cells.set('source', replaced ? plan.source : joined(source, plan.source))
    const parts = [...new Set(changes.map(({ field }) => PART[field]))].join('・')
    cells.set(
      'source_date',
      replaced || date === null ? (plan.date ?? '') : `${date} / ${plan.date ?? ''}（${parts}）`,
    )
    // Two sources joined in one row are a B, by the meaning of the letters.
    if (!replaced && confidence === 'A') cells.set('confidence', 'B')
  }
  const open = conflicts.filter(({ marked }) => !marked)
  if (open.length === 0) return cells
  const hidden = open.filter(({ notHidden }) => notHidden === null).map(({ field }) => field)
  const fields = [...new Set<string>([...row.staffOnlyFields, ...hidden])]
  if (fields.length > row.staffOnlyFields.length) cells.set('staff_only_fields', fields.join(';'))
  const words = open
    .map(({ field, old, now }) => conflictWords(field, old, now))
    .filter((sentence) => !(caveat ?? '').includes(sentence))
    .map((sentence) => `${sentence}（${plan.source} ${plan.date ?? ''}）。確かめること。`)
  if (words.length > 0)
    cells.set('caveat', `${caveat === null ? '' : caveat.replace(/。?$/, '。')}${words.join('')}`)
  return cells
}

function joined(source: string, more: string): string {
  return source.split('；').includes(more) ? source : `${source}；${more}`
}
