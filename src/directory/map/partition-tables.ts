import type { CatchmentRow, Provenance, Ward } from '../../content/ward.ts'
import { extentText } from '../blocks.ts'
import { COVERAGE_NAMES, type Coverage, missingText, sharesText, type TownCoverage } from '../coverage.ts'
import type { Numbers } from './centres.ts'
import { el, type Html, type Part } from './element.ts'
import { townList } from './town-list.ts'

/** Each centre: towns and blocks, since when, from what source, confirmed when. */
export function pointTable(
  ward: Ward,
  partition: string,
  coverage: readonly TownCoverage[],
  numbers: Numbers,
): Part {
  const names = new Map(ward.points.map(({ id, name }) => [id, name]))
  const rowsOf = (id: string) =>
    ward.catchments.filter((row) => row.partition === partition && row.point === id)
  const rows = [...numbers].flatMap(([id, number]): Part[][] => {
    const own = rowsOf(id)
    if (own.length === 0) return []
    return [
      [
        number,
        names.get(id) ?? id,
        area(ward, coverage, id, own),
        distinct(own.map(({ validFrom, validTo }) => period(validFrom, validTo))),
        distinct(own.map(({ provenance }) => sourceText(provenance))),
        distinct(own.map(({ provenance }) => confirmedText(provenance))),
      ],
    ]
  })
  const none = [...numbers].filter(([id]) => rowsOf(id).length === 0)
  return [
    rows.length > 0
      ? table(
          'points',
          '相談先ごとの担当区域',
          ['番号', '相談先', '町と番', 'いつから', '出典', '区の確認'],
          rows,
        )
      : null,
    none.length > 0
      ? el(
          'p',
          { class: 'none' },
          el('strong', {}, '区域が書かれていない相談先: '),
          none.map(([id, number]) => `${number} ${names.get(id) ?? id}`).join('、'),
        )
      : null,
  ]
}

function area(
  ward: Ward,
  coverage: readonly TownCoverage[],
  point: string,
  rows: readonly CatchmentRow[],
): Part {
  const names = new Map(ward.points.map(({ id, name }) => [id, name]))
  const sets = rows.flatMap(({ within }) => (within === null ? [] : [names.get(within) ?? within]))
  const whole = new Set<string>()
  const named = new Set<string>()
  const parts: string[] = []
  for (const { town, shares } of coverage) {
    const own = shares.filter((share) => share.point === point)
    if (own.length === 0) continue
    if (own.some(({ blocks, extent }) => blocks === null && extent === 'whole')) whole.add(town)
    else if (own.every(({ blocks, extent }) => blocks === null && extent === 'named')) named.add(town)
    else parts.push(`${town} ${sharesText(own)}`)
  }
  const example = townList(named, ward.towns)
  const lines = [
    townList(whole, ward.towns),
    ...parts,
    example && `${example}（名前だけ。境は未確認）`,
  ].filter((line) => line !== '')
  if (lines.length === 0) return '今日の区域はありません'
  return [
    sets.length > 0 ? el('p', {}, `${sets.join('、')}の区域を合わせたもの`) : null,
    lines.map((line) => el('p', {}, line)),
  ]
}

/** What nobody answers for, what a source leaves open, and what will change. */
export function doubtTable(
  ward: Ward,
  partition: string,
  coverage: readonly TownCoverage[],
): { readonly count: number; readonly html: Html } {
  const names = new Map(ward.points.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const of = (state: Coverage) => coverage.filter((town) => town.coverage === state)
  const who = (town: TownCoverage) =>
    [...Map.groupBy(town.shares, ({ point }) => point)]
      .map(([point, own]) => `${nameOf(point)} ${sharesText(own)}`)
      .join(' / ')
  const list = (towns: readonly TownCoverage[]) =>
    townList(new Set(towns.map(({ town }) => town)), ward.towns)
  const nobody = of('nobody')
  const weak = ward.catchments.filter(
    (row) => row.partition === partition && row.provenance.confidence !== 'A',
  )
  const rows: (readonly [string, string, string])[] = [
    ...(nobody.length > 0
      ? [
          [
            `${COVERAGE_NAMES.nobody}（${nobody.length}）`,
            list(nobody),
            '担当の表を区で確かめてください',
          ] as const,
        ]
      : []),
    ...[...Map.groupBy(of('named'), who)].map(
      ([text, towns]) => [COVERAGE_NAMES.named, list(towns), text] as const,
    ),
    ...of('inside-block').map((town) => [COVERAGE_NAMES['inside-block'], town.town, who(town)] as const),
    ...coverage
      .filter(({ missing }) => missing.length > 0)
      .map((town) => ['担当が書かれていない番', town.town, missingText(town) ?? ''] as const),
    ...coverage.flatMap(({ town, shares, later }) => [
      ...shares.flatMap((share) =>
        share.validTo === null
          ? []
          : [['期限がある', town, `${nameOf(share.point)} ${share.validTo}まで`] as const],
      ),
      ...later.map(
        (share) =>
          [
            'これから変わる',
            town,
            `${share.validFrom}から ${nameOf(share.point)} ${extentText(share)}`,
          ] as const,
      ),
    ]),
    ...[...Map.groupBy(weak, ({ point, provenance }) => `${provenance.confidence} ${nameOf(point)}`)].map(
      ([key, own]) =>
        [
          `確かさ${key.slice(0, 1)}`,
          key.slice(2),
          distinctText(own.map(({ provenance }) => sourceText(provenance))),
        ] as const,
    ),
  ]
  return {
    count: rows.length,
    html: table('doubts', '抜けと疑わしい点', ['何が', '町・相談先', 'くわしく'], rows),
  }
}

function table(
  name: string,
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Part[])[],
): Html {
  return el(
    'table',
    { class: name },
    el('caption', {}, caption),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        heads.map((head) => el('th', { scope: 'col' }, head)),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map((cells) =>
        el(
          'tr',
          {},
          cells.map((cell) => el('td', {}, cell)),
        ),
      ),
    ),
  )
}

function period(from: string | null, to: string | null): string {
  return [from && `${from}から`, to && `${to}まで`].filter(Boolean).join(' ') || '日付なし'
}

function sourceText({ source, date, confidence }: Provenance): string {
  return `${source}（${date ?? '日付なし'}、確かさ${confidence}）`
}

function confirmedText({ confirmedBy, confirmedOn }: Provenance): string {
  return confirmedOn === null ? 'まだ' : `${confirmedOn} ${confirmedBy ?? ''}`.trim()
}

const distinct = (texts: readonly string[]): Part => [...new Set(texts)].map((text) => el('p', {}, text))
const distinctText = (texts: readonly string[]) => [...new Set(texts)].join('、')
