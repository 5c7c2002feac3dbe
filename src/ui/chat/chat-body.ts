import type { Lang } from '../../content/vocabulary.ts'
import { h, type Markup } from '../markup.ts'
import type { Look } from './look.ts'
import { menuView } from './menu-view.ts'
import { messageView, type Shown } from './message-view.ts'
import type { TownChoice } from './place-view.ts'
import { htmlLang, type Word, wordsIn } from './words.ts'

/** What only a running script knows. */
export interface Live {
  readonly status: Word | null
  /** What the screen reader is to say, each once. */
  readonly said: readonly { readonly id: string; readonly text: string; readonly lang: Lang }[]
  /** Something came while the reader was elsewhere on the page. */
  readonly newer: boolean
  /** The conversation has ended on the server, or could not begin: what to say, and a way to begin anew. */
  readonly over: Word | null
}

export interface ChatView {
  /** The address of the page, `/chat` or `/chat/frame`; everything it asks stands below it. */
  readonly base: string
  readonly ward: { readonly name: string; readonly nameEn: string; readonly invented: boolean }
  readonly lang: Lang
  readonly look: Look
  /** null when no conversation has begun. */
  readonly messages: readonly Shown[] | null
  /** How many of them have been answered: their buttons are closed. */
  readonly answered: number
  /** A fresh id for the next answer. */
  readonly turn: string
  /** Why the last answer was not taken. */
  readonly trouble: string | null
  /** These words were said before this page was opened. */
  readonly resumed: boolean
  readonly towns: TownChoice
  readonly live: Live | null
}

const words = ({ lang }: ChatView) => wordsIn(lang)

const headerView = (view: ChatView) =>
  h(
    'header',
    {},
    h('button', { form: 'leave', class: 'skip' }, words(view).exit),
    h('a', { href: '#write', class: 'skip' }, words(view).skip),
    h(
      'form',
      { method: 'post', action: `${view.base}/leave`, class: 'leave', id: 'leave' },
      h('button', {}, words(view).exit),
    ),
  )

const composerView = (view: ChatView) =>
  h(
    'form',
    { method: 'post', action: view.base, class: 'composer', id: 'composer' },
    h('input', { type: 'hidden', name: 'id', value: view.turn }),
    h(
      'div',
      { class: 'above' },
      h('label', { for: 'write' }, words(view).write),
      h('p', { role: 'status', id: 'status' }, view.live?.status ? words(view)[view.live.status] : ''),
    ),
    h(
      'div',
      { class: 'line' },
      h('textarea', { id: 'write', name: 'text', rows: 1, autocomplete: 'off', enterkeyhint: 'send' }),
      h('button', { class: 'send' }, words(view).send),
    ),
  )

const anytimeView = (view: ChatView) =>
  h(
    'form',
    { method: 'post', action: view.base, class: 'anytime' },
    h('input', { type: 'hidden', name: 'id', value: view.turn }),
    ...(['person', 'back', 'restart'] as const).map((name) =>
      h('button', { name: 'choice', value: `!${name}` }, words(view)[name]),
    ),
  )

/** A browser without script begins with a button; with script the talk is there at once. */
const beginView = (view: ChatView) =>
  view.messages === null &&
  view.live === null &&
  h(
    'noscript',
    {},
    h(
      'form',
      { method: 'post', action: view.base, class: 'begin' },
      h('input', { type: 'hidden', name: 'id', value: view.turn }),
      h('button', { name: 'begin', value: view.lang }, words(view).begin),
    ),
  )

const resumedView = (view: ChatView) =>
  view.resumed &&
  h(
    'form',
    { method: 'post', action: view.base, class: 'resumed' },
    h('input', { type: 'hidden', name: 'id', value: view.turn }),
    h('p', {}, words(view).resumed),
    h('button', { name: 'choice', value: '!forget' }, words(view).forget),
  )

// Above the talk, not below it: what stands under the writing box would push it about.
const aboutView = (view: ChatView) =>
  h(
    'details',
    { class: 'about' },
    h('summary', {}, words(view).about),
    h('p', {}, words(view)['kept-note']),
    h('p', {}, words(view).honest),
  )

const logView = (view: ChatView) =>
  h(
    'div',
    // What is new is said by the announcer, once and in one piece; the log is for reading back.
    { role: 'log', 'aria-live': 'off', id: 'log', 'aria-label': words(view).log, tabindex: -1 },
    ...(view.messages ?? []).map((message, i) =>
      messageView(message, {
        base: view.base,
        turn: view.turn,
        live: i >= view.answered,
        towns: view.towns,
      }),
    ),
  )

const dockView = (view: ChatView) =>
  h(
    'div',
    { class: 'dock' },
    view.live?.newer === true &&
      h('button', { type: 'button', class: 'newer', 'data-action': 'newer' }, words(view).newer),
    composerView(view),
    anytimeView(view),
  )

/** What stands in the page's body: the same on the server and in the browser. */
export function chatBody(view: ChatView): readonly Markup[] {
  const ward = view.lang === 'ja' || view.lang === 'easy' ? view.ward.name : view.ward.nameEn
  return [
    headerView(view),
    h(
      'main',
      {},
      h('h1', {}, words(view).who.replace('{ward}', ward)),
      view.ward.invented && h('p', { class: 'invented' }, words(view).invented),
      menuView(view),
      aboutView(view),
      logView(view),
      h('p', { class: 'unseen', id: 'end' }, words(view).end),
      resumedView(view),
      beginView(view),
      view.trouble !== null && h('p', { class: 'trouble', role: 'alert' }, view.trouble),
      view.live !== null &&
        view.live.over !== null &&
        h(
          'div',
          { class: 'trouble', role: 'alert' },
          h('p', {}, words(view)[view.live.over]),
          h('button', { type: 'button', 'data-action': 'reopen' }, words(view).reopen),
        ),
      dockView(view),
    ),
    h(
      'div',
      { class: 'unseen', id: 'said', 'aria-live': 'polite', 'aria-relevant': 'additions' },
      ...(view.live?.said ?? []).map(({ id, text, lang }) =>
        h('p', { 'data-id': id, lang: htmlLang(lang) }, text),
      ),
    ),
  ]
}
