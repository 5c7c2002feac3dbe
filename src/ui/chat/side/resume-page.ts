import { AREAS } from '../../../content/vocabulary.ts'
import { h, type Markup } from '../../markup.ts'
import { type SidePage, sidePage } from './side-page.ts'
import { sideWords } from './words.ts'

export interface ResumePage extends SidePage {
  readonly refused: boolean
}

/** Another device: the ticket and one thing only its owner answered. */
export function resumePage(page: ResumePage): Markup {
  const words = sideWords(page.lang)
  const field = (id: 'ticket' | 'town', hint: string | null) => [
    h('label', { for: id }, words[id]),
    hint !== null && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    h('input', {
      type: 'text',
      id,
      name: id,
      autocomplete: 'off',
      required: id === 'ticket',
      'aria-describedby': hint === null ? null : `${id}-hint`,
    }),
  ]
  return sidePage(
    page,
    words.resume,
    page.refused && h('p', { class: 'trouble', role: 'alert' }, words.refused),
    h('p', {}, words['resume-hint']),
    h(
      'form',
      { method: 'post', action: `${page.base}/resume`, class: 'plain fields' },
      ...field('ticket', null),
      ...field('town', words['town-hint']),
      h('label', { for: 'area' }, words.area),
      h('p', { class: 'hint', id: 'area-hint' }, words['area-hint']),
      h(
        'select',
        { id: 'area', name: 'area', 'aria-describedby': 'area-hint' },
        h('option', { value: '' }, words.none),
        ...AREAS.map((area) => h('option', { value: area }, words[`area-${area}`])),
      ),
      h('button', { class: 'send' }, words.open),
    ),
    h('p', { class: 'hint' }, words.shared),
  )
}
