import type { Lang } from '../../../content/vocabulary.ts'
import { type Child, h, type Markup } from '../../markup.ts'
import { pageHead } from '../../page-head.ts'
import { type ReadingsOf, withRuby } from '../../ruby.ts'
import { drawsRuby, type Look } from '../look.ts'
import { htmlLang, wordsIn } from '../words.ts'
import { sideWords } from './words.ts'

export interface SidePage {
  readonly base: string
  readonly lang: Lang
  readonly look: Look
  readonly style: string
  readonly script: string
  readonly readings: ReadingsOf
}

/** A page beside the conversation: the way out and the way back, and one thing to read or fill in. */
export function sidePage(page: SidePage, heading: string, ...content: readonly Child[]): Markup {
  const { base, lang, look } = page
  const words = wordsIn(lang)
  const body = h(
    'body',
    { class: 'chat side', 'data-base': base },
    h(
      'header',
      {},
      h(
        'form',
        { method: 'post', action: `${base}/leave`, class: 'leave', id: 'leave' },
        h('button', {}, words.exit),
      ),
    ),
    h(
      'main',
      {},
      h('p', {}, h('a', { href: `${base}#end`, class: 'as-button' }, sideWords(lang).back)),
      h('h1', {}, heading),
      ...content,
    ),
    h('p', { role: 'status', id: 'status' }),
    h('footer', {}, h('p', {}, words.honest)),
  )
  return h(
    'html',
    { lang: htmlLang(lang), 'data-lang': lang, 'data-text-size': look.size },
    pageHead({ title: words.title, style: page.style, script: page.script }),
    drawsRuby(look, lang) ? withRuby(body, page.readings, htmlLang(lang)) : body,
  )
}
