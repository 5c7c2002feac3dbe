import { h, type Markup } from '../markup.ts'
import { pageHead } from '../page-head.ts'
import { type ReadingsOf, withRuby } from '../ruby.ts'
import { type ChatView, chatBody } from './chat-body.ts'
import { drawsRuby } from './look.ts'
import { htmlLang, wordsIn } from './words.ts'

export interface ChatPage extends Omit<ChatView, 'answered' | 'towns' | 'live'> {
  /** Names of the two files the page loads. */
  readonly style: string
  readonly script: string
  readonly readings: ReadingsOf
}

/**
 * `/chat`. Every button is a form, so that the page works without script; the script takes the same
 * forms over.
 */
export function chatPage(page: ChatPage): Markup {
  const { lang, look, ward, messages } = page
  const answered = (messages ?? []).findLastIndex(({ from }) => from === 'resident') + 1
  const view: ChatView = { ...page, answered, towns: { kind: 'linked' }, live: null }
  const body = h('body', { class: 'chat', 'data-base': page.base }, ...chatBody(view))
  return h(
    'html',
    {
      lang: htmlLang(lang),
      'data-lang': lang,
      'data-text-size': look.size,
      'data-ward': ward.name,
      'data-ward-en': ward.nameEn,
      'data-invented': ward.invented,
    },
    pageHead({ title: wordsIn(lang).title, style: page.style, script: page.script }),
    drawsRuby(look, lang) ? withRuby(body, page.readings, htmlLang(lang)) : body,
  )
}
