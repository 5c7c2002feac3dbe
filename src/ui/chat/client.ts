import type { Lang } from '../../content/vocabulary.ts'
import type { Message } from '../../triage/message.ts'
import { tokyoIso } from '../../triage/message.ts'
import { h } from '../markup.ts'
import { toDom } from '../to-dom.ts'
import { leaveNow, onTripleShift } from './leave.ts'
import { createTalk, freshId, type Said } from './talk.ts'
import { transcriptView } from './transcript-view.ts'
import { htmlLang, type Word, wordsIn } from './words.ts'

const LONGEST = 10_000
const PATIENCE_MS = 800

const root = document.documentElement
const find = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T
const talk = createTalk()
const newer = toDom(
  h('button', { type: 'button', class: 'newer', hidden: true }, h('span', { 'data-word': 'newer' })),
)
const view = transcriptView(find('#log'), newer as HTMLButtonElement)
const write = find<HTMLTextAreaElement>('#write')

let lang = (root.dataset.lang ?? 'ja') as Lang
let connected = true
let waiting = 0
/** Answers are asked for one after another, so that they come in the order of what was said. */
let turns: Promise<void> = Promise.resolve()

const status = (word: Word | null) => {
  const text = word === null ? '' : wordsIn(lang)[word]
  const place = find('#status')
  if (place.textContent !== text) place.textContent = text
}
const tellState = () => status(!connected ? 'cut' : waiting > 0 ? 'waiting' : null)

/** Puts the page's own words into that language. */
function speak(next: Lang): void {
  lang = next
  const words = wordsIn(lang)
  const ward = root.dataset[lang === 'ja' || lang === 'easy' ? 'ward' : 'wardEn'] ?? ''
  root.lang = htmlLang(lang)
  document.title = words.title
  find('#log').setAttribute('aria-label', words.log)
  for (const place of document.querySelectorAll<HTMLElement>('[data-word]'))
    place.textContent = words[place.dataset.word as Word].replace('{ward}', ward)
  tellState()
}

function take(messages: readonly Message[]): void {
  for (const message of messages) view.show(message)
  const last = messages.findLast(({ from }) => from === 'bot')
  if (last && last.lang !== lang) speak(last.lang)
}

/** A sentence of the page's own, with a way on. */
function notice(text: string, label: Word, act: () => void): void {
  const words = wordsIn(lang)
  const button = toDom(h('button', { type: 'button' }, words[label]))
  const place = toDom(h('div', { class: 'trouble', lang: htmlLang(lang) }, h('p', {}, text)))
  button.addEventListener('click', () => {
    write.focus({ preventScroll: true })
    place.remove()
    act()
  })
  place.append(button)
  find('#log').append(place)
  place.scrollIntoView({ block: 'nearest' })
}

const over = () => notice(wordsIn(lang).over, 'reopen', () => location.reload())

/**
 * Sends, and shows the answer from its first line: what was said moves to the top, so that a long answer
 * does not begin above the screen or under the writing box. What did not arrive can be sent again, under
 * the same id.
 */
function deliver(id: string, said: Said, own: HTMLElement): void {
  turns = turns.then(async () => {
    const slow = setTimeout(() => {
      waiting = 1
      tellState()
    }, PATIENCE_MS)
    const outcome = await talk.send(id, said)
    clearTimeout(slow)
    waiting = 0
    tellState()
    if (outcome.kind === 'over') return over()
    if (outcome.kind !== 'unreachable') {
      take(outcome.messages)
      own.scrollIntoView()
    }
    if (outcome.kind === 'answered') return
    const why = outcome.kind === 'refused' && outcome.detail ? outcome.detail : wordsIn(lang).unsent
    notice(why, 'again', () => deliver(id, said, own))
  })
}

function say(said: Said, shownAs: string, chosen: boolean): void {
  const id = freshId()
  const own: Message = { id: `${id}-0`, at: tokyoIso(Date.now()), from: 'resident', lang, text: shownAs }
  const element = view.showOwn(own, chosen ? wordsIn(lang).chosen : '')
  // The focus leaves the button before the button is closed, and the next Tab reaches the next question.
  if (chosen) element.focus({ preventScroll: true })
  view.closeQuestions()
  element.scrollIntoView()
  deliver(id, said, element)
}

function sendForm(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  if (button?.name === 'choice' || button?.name === 'text') {
    find<HTMLDetailsElement>('.menu').open = false
    const label = (button.textContent ?? '').trim()
    say(button.name === 'choice' ? { choice: button.value } : { text: button.value }, label, true)
  } else if (form === write.form && write.value.trim() !== '') {
    if (write.value.length > LONGEST) status('too-long')
    else {
      say({ text: write.value }, write.value, false)
      write.value = ''
    }
  }
}

/** The browser's own position, asked for only now that it was tapped. */
function locate(): void {
  status('locating')
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      status(null)
      say({ location: { lat: coords.latitude, lng: coords.longitude } }, wordsIn(lang).locate, true)
    },
    () => status('no-position'),
    { timeout: 10_000, maximumAge: 60_000 },
  )
}

function press(event: Event): void {
  const button = (event.target as Element).closest('button')
  if (!button) return
  if (button.dataset.action === 'print') print()
  if (button.dataset.action === 'locate') locate()
  const { size } = button.dataset
  if (!size) return
  root.dataset.textSize = size
  for (const other of document.querySelectorAll('[data-size]'))
    other.setAttribute('aria-pressed', String(other === button))
}

async function begin(): Promise<void> {
  const outcome = await talk.start(lang)
  if (outcome.kind !== 'answered') {
    const why = outcome.kind === 'refused' && outcome.detail ? outcome.detail : wordsIn(lang).cut
    return notice(why, 'reopen', () => location.reload())
  }
  take(outcome.messages)
  await talk.listen({
    message: (message) => take([message]),
    connected: (yes) => {
      connected = yes
      tellState()
    },
    over,
  })
}

// A conversation that goes by forms stays with forms.
const byForms = document.body.dataset.session === 'form'
const leave = () => (byForms ? find<HTMLFormElement>('.leave').submit() : leaveNow(talk.leave))
onTripleShift(leave, (left) => status(left === 2 ? 'shift-2' : 'shift-1'))

if (!byForms) {
  root.classList.add('scripted')
  find('#end').before(newer)
  speak(lang)
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    event.preventDefault()
    if (form.classList.contains('leave')) return leave()
    sendForm(form, event.submitter as HTMLButtonElement | null)
  })
  document.addEventListener('click', press)
  write.addEventListener('keydown', (event) => {
    // While kana are being turned into kanji, Enter belongs to the input method (229: Safari says so only this way).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    write.form?.requestSubmit()
  })
  addEventListener('offline', talk.drop)
  void begin()
}
