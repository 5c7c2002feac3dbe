import { h, type Markup } from '../markup.ts'
import type { ChatView } from './chat-body.ts'
import { drawsRuby, SIZES } from './look.ts'
import { wordsIn } from './words.ts'

/** The languages the page offers, by the word that chooses each in the conversation. */
const LANGUAGES = [
  ['日本語', 'ja'],
  ['やさしい日本語', 'ja'],
  ['English', 'en'],
] as const

/** How the page is shown, in which language, and what becomes of what was said. */
export function menuView({ base, lang, look, turn }: ChatView): Markup {
  const words = wordsIn(lang)
  const ruby = drawsRuby(look, lang)
  const id = () => h('input', { type: 'hidden', name: 'id', value: turn })
  return h(
    'details',
    { class: 'menu' },
    h('summary', {}, words.menu),
    h(
      'form',
      { method: 'post', action: `${base}/look`, class: 'look' },
      h(
        'fieldset',
        {},
        h('legend', {}, words.size),
        ...SIZES.map((size) =>
          h('button', { name: 'size', value: size, 'aria-pressed': String(size === look.size) }, words[size]),
        ),
      ),
      h('button', { name: 'ruby', value: String(!ruby), 'aria-pressed': String(ruby) }, words.ruby),
    ),
    h(
      'form',
      { method: 'post', action: base },
      id(),
      h(
        'fieldset',
        {},
        h('legend', {}, words.language),
        ...LANGUAGES.map(([name, of]) => h('button', { name: 'text', value: name, lang: of }, name)),
      ),
      h(
        'fieldset',
        {},
        h('legend', {}, words.record),
        h('button', { name: 'choice', value: '!kept' }, words.kept),
        h('button', { name: 'choice', value: '!forget' }, words.forget),
      ),
    ),
    h('p', {}, h('a', { href: `${base}/resume`, class: 'as-button' }, words['other-device'])),
  )
}
