import { Fragment, h, render } from 'preact'
import type { Lang } from '../../content/vocabulary.ts'
import { tokyoIso } from '../../triage/message.ts'
import { withRuby } from '../ruby.ts'
import { toVnode } from '../to-vnode.ts'
import { type ChatView, chatBody, type Live } from './chat-body.ts'
import { drawsRuby, PLAIN_LOOK } from './look.ts'
import type { Readings } from './reading-store.ts'
import { htmlLang, wordsIn } from './words.ts'

const root = document.documentElement
const { ward = '', wardEn = '', lang = 'ja' } = root.dataset

export type PageState = ChatView & { readonly live: Live }

/** What the page shows, drawn anew whenever it changes; Preact touches only what differs. */
export function createPage(readings: Readings, turn: string) {
  let state: PageState = {
    base: document.body.dataset.base ?? '/chat',
    ward: { name: ward, nameEn: wardEn, invented: root.hasAttribute('data-invented') },
    lang: lang as Lang,
    look: PLAIN_LOOK,
    messages: null,
    answered: 0,
    turn,
    trouble: null,
    resumed: false,
    towns: { kind: 'closed' },
    live: { status: null, said: [], newer: false, over: null },
  }

  let drawn = false

  function draw(): void {
    root.lang = htmlLang(state.lang)
    root.dataset.textSize = state.look.size
    const title = wordsIn(state.lang).title
    if (document.title !== title) document.title = title
    const ruby = drawsRuby(state.look, state.lang)
    const parts = chatBody(state).map((part) => toVnode(ruby ? withRuby(part, readings.of, root.lang) : part))
    // Drawn over what the server sent, Preact would close what has been opened meanwhile.
    const opened = drawn ? [] : document.querySelectorAll<HTMLDetailsElement>('details[open]')
    drawn = true
    render(h(Fragment, null, parts), document.body)
    for (const details of opened) details.open = true
    if (ruby) readings.fetchWanted()
  }

  return {
    get state() {
      return state
    },
    change(what: Partial<PageState>): void {
      state = { ...state, ...what }
      draw()
    },
    live(what: Partial<Live>): void {
      this.change({ live: { ...state.live, ...what } })
    },
    draw,
    now: () => tokyoIso(Date.now()),
  }
}
export type ChatScreen = ReturnType<typeof createPage>
