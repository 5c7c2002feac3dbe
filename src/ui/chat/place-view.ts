import type { TownEntry } from '../../directory/town-search.ts'
import { searchTowns } from '../../directory/town-search.ts'
import type { Message } from '../../triage/message.ts'
import { h, type Markup } from '../markup.ts'
import { wordsIn } from './words.ts'

/** `linked`: a page of its own, for browsers without script. */
export type TownChoice =
  | { readonly kind: 'linked' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly towns: readonly TownEntry[]; readonly typed: string }

interface PlaceForm {
  readonly base: string
  readonly turn: string
  readonly towns: TownChoice
}

/** A town as a button: it says its name, as if it had been written. */
export function townButtons(towns: readonly TownEntry[]): readonly Markup[] {
  return towns.map(({ name }) => h('button', { name: 'text', value: name, lang: 'ja' }, name))
}

/** Ways to name a place besides writing it: the map position, asked for only on tap, and the list of towns. */
export function placeView({ lang }: Pick<Message, 'lang'>, { base, turn, towns }: PlaceForm): Markup {
  const words = wordsIn(lang)
  if (towns.kind === 'linked')
    return h('p', { class: 'place' }, h('a', { href: `${base}/towns`, class: 'as-button' }, words.towns))
  const open = towns.kind === 'open'
  const found = open ? searchTowns(towns.towns, towns.typed) : []
  return h(
    'div',
    { class: 'place' },
    h('button', { type: 'button', 'data-action': 'locate' }, words.locate),
    h(
      'button',
      { type: 'button', 'data-action': 'towns', 'aria-expanded': String(open), 'aria-controls': 'towns' },
      words.towns,
    ),
    h(
      'form',
      { method: 'post', action: base, class: 'choices towns', id: 'towns', hidden: !open },
      h('input', { type: 'hidden', name: 'id', value: turn }),
      h('label', { for: 'town' }, words['towns-search']),
      h('input', { type: 'search', id: 'town', autocomplete: 'off', 'data-action': 'search' }),
      h(
        'p',
        { class: 'hint', role: 'status' },
        !open || towns.typed.trim() === ''
          ? ''
          : found.length === 0
            ? words['towns-none']
            : words['towns-found'].replace('{n}', String(found.length)),
      ),
      h('div', { class: 'found' }, ...townButtons(found)),
    ),
  )
}
