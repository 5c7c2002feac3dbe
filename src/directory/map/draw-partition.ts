import type { Ward } from '../../content/ward.ts'
import { missingText, sharesText, type TownCoverage } from '../coverage.ts'
import { type Cell, cellsOf, type Spot, sheetOf } from './cells.ts'
import type { Numbers } from './centres.ts'
import { drawCentres, drawTown } from './draw-labels.ts'
import { el, type Html } from './element.ts'
import { fillOf, patternsFor, stripes } from './fills.ts'
import { townLabel } from './town-label.ts'

const WIDTH = 1000

/** A partition's towns by who is responsible, as one SVG. `id` makes its inner names unique on the page. */
export function drawPartition(
  ward: Ward,
  id: string,
  coverage: readonly TownCoverage[],
  numbers: Numbers,
): Html {
  const sheet = sheetOf(ward.towns, WIDTH)
  const cells = cellsOf(ward.towns.map((town) => sheet.spot(town)))
  const bases = [...new Set(ward.towns.map(({ base }) => base))]
  const towns = coverage.map((town, i) => ({ town, cell: cells[i] ?? { corners: [], beyond: [] } }))
  const banded = towns.filter(({ town }) => isCut(town) || town.coverage === 'named')
  const centres = drawCentres(ward, id, sheet, numbers)
  return el(
    'svg',
    {
      viewBox: `0 0 ${sheet.width} ${sheet.height}`,
      role: 'img',
      'aria-label': `${ward.partitions[id]?.name ?? id}の担当区域の図。同じ内容が表にあります`,
    },
    el(
      'defs',
      {},
      patternsFor(id, numbers),
      banded.map(({ town }) => stripes(patternOf(id, town), bands(town, id, numbers))),
    ),
    towns.map(({ town, cell }) => drawCell(ward, id, town, cell, numbers)),
    borders(towns),
    towns.map(({ town, cell }, i) => {
      const row = ward.towns[i]
      return row ? drawTown(cell, townLabel(row, bases), signOf(town, numbers), centres.taken) : null
    }),
    centres.drawn,
  )
}

const isCut = ({ coverage }: TownCoverage) => coverage === 'by-block' || coverage === 'inside-block'
const patternOf = (id: string, { town }: TownCoverage) => `cut-${id}-${town}`
const pointsOf = ({ shares }: TownCoverage) => [...new Set(shares.map(({ point }) => point))]

function drawCell(ward: Ward, id: string, town: TownCoverage, cell: Cell, numbers: Numbers): Html {
  const [first] = pointsOf(town)
  const fill =
    isCut(town) || town.coverage === 'named'
      ? `url(#${patternOf(id, town)})`
      : town.coverage === 'decided' && first !== undefined
        ? fillOf(id, numbers.get(first) ?? 0)
        : 'var(--gap)'
  return el(
    'path',
    { class: `cell ${town.coverage}`, style: `fill:${fill}`, d: `${line(cell.corners)}Z` },
    el('title', {}, titleOf(ward, town)),
  )
}

/** 「中央三丁目: 桃園区民活動センター 3-21番（担当が書かれていない番: 1-2番と…）」 */
function titleOf(ward: Ward, town: TownCoverage): string {
  const names = new Map(ward.points.map(({ id, name }) => [id, name]))
  const who = [...Map.groupBy(town.shares, ({ point }) => point)].map(
    ([point, own]) => `${names.get(point) ?? point} ${sharesText(own)}`,
  )
  const missing = missingText(town)
  return `${town.town}: ${who.join(' / ') || 'だれもいない'}${missing ? `（担当が書かれていない番: ${missing}）` : ''}`
}

function bands(town: TownCoverage, id: string, numbers: Numbers): string[] {
  const own = pointsOf(town).map((point) => fillOf(id, numbers.get(point) ?? 0, true))
  // 「京橋・銀座・築地など」: grey like a gap, with a thin line of the one who is named.
  if (town.coverage === 'named') return ['var(--gap)', 'var(--gap)', 'var(--gap)', ...own]
  if (town.missing.length > 0) return [...own, 'var(--gap)']
  // One centre has every block that is named; what no row names is not drawn as anybody's.
  return own.length < 2 ? [...own, ...own, 'var(--paper)'] : own
}

/** Lines where responsibility changes; thick around the towns nobody is known for. */
function borders(towns: readonly { town: TownCoverage; cell: Cell }[]): Html[] {
  const key = (town: TownCoverage) => (isCut(town) ? town.town : pointsOf(town).join(' '))
  const gap = (town: TownCoverage) => town.coverage === 'nobody' || town.coverage === 'named'
  const paths = { edge: '', gap: '' }
  towns.forEach(({ town, cell }, i) => {
    cell.corners.forEach((from, k) => {
      const to = cell.corners[(k + 1) % cell.corners.length] ?? from
      const j = cell.beyond[k] ?? null
      const other = j === null ? undefined : towns[j]?.town
      const outline = gap(town) && (!other || !gap(other))
      if (outline) paths.gap += line([from, to])
      else if (other && i < (j ?? 0) && key(town) !== key(other)) paths.edge += line([from, to])
    })
  })
  return [el('path', { class: 'edge', d: paths.edge }), el('path', { class: 'outline', d: paths.gap })]
}

/** What a cell says besides its name, so that colour is not the only carrier: 「1」, 「1・3※」, 「なし」. */
function signOf(town: TownCoverage, numbers: Numbers): string {
  const own = pointsOf(town).map((point) => numbers.get(point) ?? '?')
  if (town.coverage === 'nobody') return 'なし'
  if (town.coverage === 'named') return `${own.join('・')}？`
  const open = isCut(town) && town.missing.length > 0 ? '・なし' : ''
  return `${own.join('・')}${open}${town.coverage === 'inside-block' ? '※' : ''}`
}

function line(spots: readonly Spot[]): string {
  return spots.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
}

const round = (value: number) => Math.round(value * 10) / 10
