import type { Message } from '../../triage/message.ts'
import { toDom } from '../to-dom.ts'
import { messageView } from './message-view.ts'
import { freshId } from './talk.ts'

/** The conversation on the screen. A message is shown once, however often and by whichever way it comes. */
export function transcriptView(log: HTMLElement, newer: HTMLButtonElement) {
  const shown = new Set<string>()

  const atEnd = () => log.getBoundingClientRect().bottom - innerHeight < 200
  newer.addEventListener('click', () => {
    const last = log.lastElementChild as HTMLElement | null
    last?.focus({ preventScroll: true })
    last?.scrollIntoView()
    newer.hidden = true
  })

  return {
    show(message: Message): HTMLElement | null {
      if (shown.has(message.id)) return null
      shown.add(message.id)
      const near = atEnd()
      const element = toDom(messageView(message, { turn: freshId(), live: true }))
      log.append(element)
      // An answer to what was just sent follows it down the page; only what comes unasked needs a sign.
      if (message.from === 'staff' && !near) newer.hidden = false
      return element
    },

    /** What the resident did, at once, under the id the server will give it. The focus goes with it. */
    showOwn(message: Message, label: string): HTMLElement {
      const element = this.show(message) ?? log
      const from = element.querySelector('.from')
      if (from && label) from.textContent = label
      return element
    },

    /** Closes the questions asked so far. Words valid at any moment (`!person`) stay. */
    closeQuestions(): void {
      for (const button of log.querySelectorAll<HTMLButtonElement>('.choices button:enabled'))
        if (!button.value.startsWith('!')) button.disabled = true
    },
  }
}
export type TranscriptView = ReturnType<typeof transcriptView>
