import { h, type Markup } from '../../markup.ts'
import { wordsIn } from '../words.ts'
import { type SidePage, sidePage } from './side-page.ts'
import { sideWords } from './words.ts'

export interface KeptPage extends SidePage {
  /** Whether this device can open a conversation now. */
  readonly talk: boolean
  readonly turn: string
}

const KEPT = ['kept-talk', 'kept-ticket', 'kept-page', 'kept-ids'] as const

/** 何が残っている？: what is kept, until when, and what nobody can erase from here. */
export function keptPage(page: KeptPage): Markup {
  const words = sideWords(page.lang)
  return sidePage(
    page,
    words.kept,
    !page.talk && h('p', {}, words['kept-none']),
    h(
      'dl',
      { class: 'kept' },
      ...KEPT.map((what) =>
        h('div', { class: 'row' }, h('dt', {}, words[what]), h('dd', {}, words[`${what}-until`])),
      ),
    ),
    h('p', {}, words['kept-staff']),
    h('p', {}, words['kept-not']),
    h('p', {}, words['kept-browser']),
    page.talk &&
      h(
        'form',
        { method: 'post', action: page.base, class: 'plain' },
        h('input', { type: 'hidden', name: 'id', value: page.turn }),
        h('button', { name: 'choice', value: '!forget' }, wordsIn(page.lang).forget),
      ),
  )
}
