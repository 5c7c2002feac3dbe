import type { Ward } from '../../content/ward.ts'
import { COVERAGE_NAMES, COVERAGES, coverageOf } from '../coverage.ts'
import { isPlaced } from './centres.ts'
import { drawPartition } from './draw-partition.ts'
import { el, type Html } from './element.ts'
import { mapStyle } from './map-style.ts'
import { doubtTable, pointTable } from './partition-tables.ts'

/**
 * One whole HTML document that draws who answers for which town: no script, nothing fetched. `today`
 * (yyyy-mm-dd, Asia/Tokyo) decides which rows are valid.
 */
export function mapPage(ward: Ward, partitions: readonly string[], today: string): string {
  const title = `${ward.name} 担当区域の図`
  const nameOf = (id: string) => ward.partitions[id]?.name ?? id
  const page = el(
    'html',
    { lang: 'ja' },
    el(
      'head',
      {},
      el('meta', { charset: 'utf-8' }),
      el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      el('meta', { name: 'color-scheme', content: 'light dark' }),
      el('meta', { name: 'robots', content: 'noindex' }),
      el('title', {}, title),
      { html: `<style>${mapStyle}</style>` },
    ),
    el(
      'body',
      {},
      el(
        'header',
        {},
        el('h1', {}, title),
        el('p', {}, `${today}現在。職員のための図です。${ward.invented ? '架空の区です。' : ''}`),
        el(
          'p',
          { class: 'care' },
          '町の形は、町ごとに1つの代表点から機械で引いたもので、法律上の町の境でも、担当区域の正式な境でもありません。番で分かれる町の、番の場所は描いていません。担当は表と元の資料で確かめてください。',
        ),
        partitions.length > 1
          ? el(
              'nav',
              { 'aria-label': '区域の種類' },
              el(
                'ul',
                {},
                partitions.map((id) => el('li', {}, el('a', { href: `#${id}` }, nameOf(id)))),
              ),
            )
          : null,
      ),
      el(
        'main',
        {},
        partitions.map((id) => section(ward, id, today)),
      ),
    ),
  )
  return `<!doctype html>${page.html}\n`
}

function section(ward: Ward, id: string, today: string): Html {
  const coverage = coverageOf(ward, id, today)
  const points = new Set([
    ...(ward.partitions[id]?.points ?? []),
    ...ward.catchments.flatMap((row) => (row.partition === id ? [row.point] : [])),
  ])
  const numbers = new Map([...points].map((point, i) => [point, i + 1]))
  const doubts = doubtTable(ward, id, coverage)
  const counts = COVERAGES.map((state) => ({
    state,
    count: coverage.filter((town) => town.coverage === state).length,
  })).filter(({ count }) => count > 0)
  const absent = ward.points.filter((point) => points.has(point.id) && !isPlaced(point))
  return el(
    'section',
    { id },
    el('h2', {}, ward.partitions[id]?.name ?? id),
    el(
      'p',
      {},
      `${coverage.length}の町丁目のうち、`,
      counts.map(({ state, count }) => `${COVERAGE_NAMES[state]} ${count}`).join('、'),
      '。',
    ),
    el(
      'div',
      { class: 'beside' },
      el(
        'figure',
        {},
        drawPartition(ward, id, coverage, numbers),
        el(
          'figcaption',
          {},
          el('p', {}, '町の名前の下の数字は、表の相談先の番号。●は相談先の場所。'),
          el(
            'ul',
            { class: 'key' },
            el(
              'li',
              {},
              el('span', { class: 'box striped' }),
              '番で分かれる町（「なし」は担当が書かれていない番）',
            ),
            el('li', {}, el('span', { class: 'box' }, '※'), '番の中で分かれる'),
            el('li', {}, el('span', { class: 'box gap' }), 'だれもいない（なし）'),
            el('li', {}, el('span', { class: 'box gap named' }, '?'), '名前だけで境は未確認（？）'),
          ),
          absent.length > 0
            ? el('p', {}, `場所が分からず図にない相談先: ${absent.map(({ name }) => name).join('、')}`)
            : null,
        ),
      ),
      el(
        'div',
        { class: 'tables' },
        pointTable(ward, id, coverage, numbers),
        doubts.count > 0 ? doubts.html : el('p', {}, '抜けと疑わしい点はありません。'),
      ),
    ),
  )
}
