import type { Message } from '../../triage/message.ts'
import { announcement } from './announce.ts'
import type { Shown } from './message-view.ts'
import type { ChatScreen } from './page-state.ts'
import { freshId, type Said, type Talk } from './talk.ts'
import { wordsIn } from './words.ts'

const PATIENCE_MS = 800
/** Old announcements are taken away in time, so that nobody comes across them reading on. */
const SAID_KEPT = 6

const find = (id: string) => document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)

/** The conversation as it goes on: what is said is shown at once, what comes is shown once, and nothing is lost. */
export function conversationScreen(page: ChatScreen, talk: Talk, opened: Promise<void>) {
  let waiting = 0
  let connected = true
  /** What the server has in the transcript: 消して takes it away, but not its own answer, which is in none. */
  const kept = new Set<string>()
  /** Answers are asked for one after another, so that they come in the order of what was said. */
  let turns = opened

  const tellState = () => page.live({ status: !connected ? 'cut' : waiting > 0 ? 'waiting' : null })
  const messages = () => page.state.messages ?? []
  const patch = (id: string, what: Partial<Shown>) =>
    page.change({ messages: messages().map((one) => (one.id === id ? { ...one, ...what } : one)) })

  function show(message: Shown): void {
    if (messages().some(({ id }) => id === message.id)) {
      // What the resident sees they did stays as they saw it.
      patch(message.id, message.from === 'resident' ? { late: false } : message)
      return
    }
    const log = document.getElementById('log')
    const atEnd = !log || log.getBoundingClientRect().bottom - innerHeight < 200
    const text = announcement(message, message.chosen === true)
    page.change({
      messages: [...messages(), message],
      ...(message.from === 'bot' ? { lang: message.lang } : {}),
      live: {
        ...page.state.live,
        said: [...page.state.live.said, { id: message.id, text, lang: message.lang }].slice(-SAID_KEPT),
        newer: page.state.live.newer || (message.from === 'staff' && !atEnd),
      },
    })
  }

  const over = () => page.live({ over: 'over', status: null })

  /** Shows the answer from its first line: what was said moves to the top. */
  async function deliver(id: string, said: Said): Promise<void> {
    const own = `${id}-0`
    const slow = setTimeout(() => {
      waiting += 1
      tellState()
    }, PATIENCE_MS)
    const outcome = await talk.send(id, said, (answered) => {
      patch(own, { late: true })
      for (const message of answered) show(message)
    })
    clearTimeout(slow)
    waiting = 0
    patch(own, { late: false })
    tellState()
    if (outcome.kind === 'over') return over()
    if (outcome.kind === 'refused') return page.live({ status: 'too-long' })
    for (const message of outcome.messages) show(message)
    if (outcome.messages.length > 0) find(own)?.scrollIntoView()
  }

  return {
    /** What the server says is in the transcript. */
    heard(message: Message): void {
      kept.add(message.id)
      show(message)
    },
    /** The same, of what was said before this page was opened: it is shown already. */
    before(messages: readonly Message[]): void {
      for (const { id } of messages) kept.add(id)
    },
    over,
    tellState,

    connected(yes: boolean): void {
      connected = yes
      tellState()
    },

    /** 消して, here or on another device: what was said before is gone; the answer to it stays. */
    erased(): void {
      // What goes away must not hold the focus.
      const log = document.getElementById('log')
      if (log?.contains(document.activeElement)) log.focus({ preventScroll: true })
      const left = messages().filter(({ id, from }) => from !== 'resident' && !kept.has(id))
      page.change({ messages: left, answered: 0, resumed: false })
    },

    say(said: Said, shownAs: string, chosen: boolean): void {
      const id = freshId()
      const { lang } = page.state
      const own: Message = { id: `${id}-0`, at: page.now(), from: 'resident', lang, text: shownAs }
      show(chosen ? { ...own, chosen: true } : own)
      const element = find(own.id)
      // The focus leaves the button before the button is closed, and the next Tab reaches the next question.
      if (chosen) element?.focus({ preventScroll: true })
      page.change({
        answered: messages().length,
        towns: { kind: 'closed' },
        turn: freshId(),
        resumed: false,
      })
      element?.scrollIntoView()
      turns = turns.then(() => deliver(id, said))
    },

    tooLong: () => page.live({ status: 'too-long' }),
    words: () => wordsIn(page.state.lang),
  }
}
export type ConversationScreen = ReturnType<typeof conversationScreen>
