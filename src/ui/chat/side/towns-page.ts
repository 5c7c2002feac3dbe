import { searchTowns, type TownEntry } from '../../../directory/town-search.ts'
import { h, type Markup } from '../../markup.ts'
import { townButtons } from '../place-view.ts'
import { type SidePage, sidePage } from './side-page.ts'
import { sideWords } from './words.ts'

export interface TownsPage extends SidePage {
  readonly towns: readonly TownEntry[]
  readonly typed: string
  readonly turn: string
}

/** The list of towns for browsers without script: pressing one says its name in the conversation. */
export function townsPage(page: TownsPage): Markup {
  const { base, typed, turn } = page
  const words = sideWords(page.lang)
  const found = searchTowns(page.towns, typed)
  return sidePage(
    page,
    words.towns,
    h(
      'form',
      { method: 'get', action: `${base}/towns`, class: 'plain' },
      h('label', { for: 'q' }, words['towns-search']),
      h(
        'div',
        { class: 'line' },
        h('input', { type: 'search', id: 'q', name: 'q', value: typed, autocomplete: 'off' }),
        h('button', {}, words.search),
      ),
    ),
    h('p', { class: 'hint' }, found.length > 0 ? words['towns-hint'] : words['towns-none']),
    h(
      'form',
      { method: 'post', action: base, class: 'plain found' },
      h('input', { type: 'hidden', name: 'id', value: turn }),
      ...townButtons(found),
    ),
  )
}
