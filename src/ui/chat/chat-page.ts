import type { Lang } from '../../content/vocabulary.ts'
import type { Message } from '../../triage/message.ts'
import { h, type Markup } from '../markup.ts'
import { pageHead } from '../page-head.ts'
import { messageView } from './message-view.ts'
import { htmlLang, type Word, wordsIn } from './words.ts'

export interface ChatPage {
  readonly ward: { readonly name: string; readonly nameEn: string; readonly invented: boolean }
  readonly lang: Lang
  /** Names of the two files the page loads. */
  readonly style: string
  readonly script: string
  /** The conversation so far, for browsers without script; null when none has begun. */
  readonly messages: readonly Message[] | null
  /** A fresh id for the next answer. */
  readonly turn: string
  /** Why the last answer was not taken. */
  readonly trouble: string | null
}

/** The languages the page offers, by the word that chooses each in the conversation. */
const LANGUAGES = [
  ['日本語', 'ja'],
  ['やさしい日本語', 'ja'],
  ['English', 'en'],
] as const

/**
 * `/chat`. Every button is a form, so that the page works without script; the script takes the same
 * forms over. Elements of class `scripted` show only once it runs.
 */
export function chatPage(page: ChatPage): Markup {
  const words = wordsIn(page.lang)
  const wardName = page.lang === 'ja' || page.lang === 'easy' ? page.ward.name : page.ward.nameEn
  const word = (name: Word) => h('span', { 'data-word': name }, words[name].replace('{ward}', wardName))
  const turn = h('input', { type: 'hidden', name: 'id', value: page.turn })
  const messages = page.messages ?? []
  const last = messages.findLastIndex(({ from }) => from === 'resident')

  const header = h(
    'header',
    {},
    h(
      'form',
      { method: 'post', action: '/chat/leave', class: 'leave' },
      h('button', { 'data-action': 'leave' }, word('exit')),
    ),
    h('a', { href: '#write', class: 'skip' }, word('skip')),
  )
  const menu = h(
    'details',
    { class: 'menu' },
    h('summary', {}, word('menu')),
    h(
      'form',
      { method: 'post', action: '/chat' },
      turn,
      h(
        'fieldset',
        { class: 'scripted' },
        h('legend', {}, word('size')),
        ...(['normal', 'large', 'larger'] as const).map((size) =>
          h(
            'button',
            { type: 'button', 'data-size': size, 'aria-pressed': String(size === 'normal') },
            word(size),
          ),
        ),
      ),
      h(
        'fieldset',
        {},
        h('legend', {}, word('language')),
        ...LANGUAGES.map(([name, lang]) => h('button', { name: 'text', value: name, lang }, name)),
      ),
      h(
        'fieldset',
        {},
        h('legend', {}, word('record')),
        h('button', { name: 'choice', value: '!forget' }, word('forget')),
      ),
    ),
  )
  const composer = h(
    'form',
    { method: 'post', action: '/chat', class: 'composer', id: 'composer' },
    turn,
    h('label', { for: 'write' }, word('write')),
    h(
      'div',
      { class: 'line' },
      h('textarea', {
        id: 'write',
        name: 'text',
        rows: 1,
        autocomplete: 'off',
        enterkeyhint: 'send',
      }),
      h('button', { class: 'send' }, word('send')),
    ),
  )
  const anytime = h(
    'form',
    { method: 'post', action: '/chat', class: 'anytime' },
    turn,
    ...(['person', 'back', 'restart'] as const).map((name) =>
      h('button', { name: 'choice', value: `!${name}` }, word(name)),
    ),
  )
  return h(
    'html',
    {
      lang: htmlLang(page.lang),
      'data-lang': page.lang,
      'data-ward': page.ward.name,
      'data-ward-en': page.ward.nameEn,
    },
    pageHead({ title: words.title, style: page.style, script: page.script }),
    h(
      'body',
      { class: 'chat', 'data-session': page.messages ? 'form' : 'none' },
      header,
      h(
        'main',
        {},
        h('h1', {}, word('who')),
        page.ward.invented && h('p', { class: 'invented' }, word('invented')),
        menu,
        h(
          'div',
          { role: 'log', id: 'log', 'aria-label': words.log },
          ...messages.map((message, i) => messageView(message, { turn: page.turn, live: i > last })),
        ),
        h('p', { class: 'unseen', id: 'end' }, word('end')),
        page.messages === null &&
          h(
            'noscript',
            {},
            h(
              'form',
              { method: 'post', action: '/chat', class: 'begin' },
              turn,
              h('button', { name: 'begin', value: page.lang }, words.begin),
            ),
          ),
        page.trouble !== null && h('p', { class: 'trouble', role: 'alert' }, page.trouble),
        h('div', { class: 'dock' }, h('p', { role: 'status', id: 'status' }), composer, anytime),
      ),
      h(
        'footer',
        {},
        h('p', {}, word(page.messages === null ? 'kept-script' : 'kept-form')),
        h('p', {}, word('honest')),
      ),
    ),
  )
}
