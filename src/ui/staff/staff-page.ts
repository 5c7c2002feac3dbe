import type { Ward } from '../../content/ward.ts'
import { h, type Markup } from '../markup.ts'
import { pageHead } from '../page-head.ts'

/** `/staff`: an empty page that its script fills. */
export function staffPage({
  ward,
  ...files
}: {
  readonly ward: Pick<Ward, 'name' | 'invented'>
  readonly style: string
  readonly script: string
}): Markup {
  return h(
    'html',
    { lang: 'ja' },
    pageHead({ title: '職員の窓口', ...files }),
    h(
      'body',
      { class: 'staff' },
      ward.invented &&
        h(
          'aside',
          { class: 'invented', 'aria-label': '見本の区' },
          `${ward.name}は見本の区です。本物の相談は入りません。`,
        ),
      h('div', { id: 'console' }),
      h('noscript', {}, h('p', {}, 'この画面を使うには、ブラウザのスクリプトを有効にしてください。')),
    ),
  )
}
