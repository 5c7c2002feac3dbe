import type { Message } from '../../triage/message.ts'
import { conversationScreen } from './conversation-screen.ts'
import { CLOSE, LEAVE, leaveNow, onTripleShift } from './leave.ts'
import { type Look, readLook } from './look.ts'
import { createPage } from './page-state.ts'
import { readingStore } from './reading-store.ts'
import { createRest } from './rest.ts'
import { sayWhatIsSeen } from './seen.ts'
import { createTalk, freshId } from './talk.ts'
import { townPicker } from './town-picker.ts'

const LONGEST = 10_000

const rest = createRest(1_000, 15_000)
const talk = createTalk({
  base: document.body.dataset.base ?? '/chat',
  rest,
  fetch: (...asked) => fetch(...asked),
})
const page = createPage(
  readingStore(talk.readings, () => page.draw()),
  freshId(),
)
let isOpen = () => {}
const opened = new Promise<void>((resolve) => {
  isOpen = resolve
})
const screen = conversationScreen(page, talk, opened)
const towns = townPicker(page)
const leave = () => leaveNow(talk.leave)
const box = () => document.querySelector<HTMLTextAreaElement>('#write')

function write(form: HTMLFormElement): void {
  const text = form.querySelector('textarea')
  if (!text || text.value.trim() === '') return
  if (text.value.length > LONGEST) screen.tooLong()
  else {
    screen.say({ text: text.value }, text.value, false)
    text.value = ''
  }
}

/** Each form does in place what it would have asked of the server. */
function submit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement
  const button = event.submitter as HTMLButtonElement | null
  event.preventDefault()
  // `form.id` is the field of that name.
  if (form.matches('#leave')) leave()
  else if (form.matches('#composer')) write(form)
  else if (button && form.classList.contains('look')) look(button)
  else if (button?.name === 'choice' || button?.name === 'text') choose(button)
}

function choose(button: HTMLButtonElement): void {
  const menu = button.closest('details')
  if (menu) menu.open = false
  const label = button.name === 'choice' ? spoken(button) : button.value
  screen.say(button.name === 'choice' ? { choice: button.value } : { text: button.value }, label, true)
}

/** A button's words without the readings above them. */
function spoken(button: HTMLButtonElement): string {
  const copy = button.cloneNode(true) as HTMLElement
  for (const reading of copy.querySelectorAll('rt, rp')) reading.remove()
  return (copy.textContent ?? '').trim()
}

function look({ name, value }: HTMLButtonElement): void {
  const was = page.state.look
  const next: Look = readLook(name === 'size' ? { ...was, size: value } : { ...was, ruby: value === 'true' })
  page.change({ look: next })
  talk.keepLook(next)
}

/** The browser's own position, asked for only now that it was tapped. */
function locate(): void {
  page.live({ status: 'locating' })
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      page.live({ status: null })
      const location = { lat: coords.latitude, lng: coords.longitude }
      screen.say({ location }, screen.words().locate, true)
    },
    () => page.live({ status: 'no-position' }),
    { timeout: 10_000, maximumAge: 60_000 },
  )
}

function toNewest(): void {
  const last = document.querySelector<HTMLElement>('#log > :last-child')
  last?.focus({ preventScroll: true })
  last?.scrollIntoView()
  page.live({ newer: false })
}

const ACTIONS: Readonly<Record<string, () => void>> = {
  locate,
  towns: () => void towns.toggle(),
  newer: toNewest,
  again: () => {
    // The button goes away when what it sends has arrived: the focus goes first.
    box()?.focus({ preventScroll: true })
    rest.wake()
  },
  reopen: () => location.reload(),
}

async function begin(): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      const { messages, resumed, look: kept } = await talk.open(page.state.lang)
      const answered = messages.findLastIndex(({ from }) => from === 'resident') + 1
      const lang = messages.at(-1)?.lang ?? page.state.lang
      // What was written while the page was opening stands below, and is sent now.
      const written = page.state.messages ?? []
      const before = resumed ? messages : []
      page.change({ look: kept, resumed, lang, messages: [...before, ...written], answered })
      screen.before(messages)
      if (!resumed) for (const message of messages) screen.heard(message)
      break
    } catch {
      screen.connected(false)
      await rest.wait(tries, 0)
    }
  }
  isOpen()
  screen.connected(true)
  if (page.state.resumed) document.querySelector('#log > :last-child')?.scrollIntoView()
  const look = sayWhatIsSeen({ messages: () => page.state.messages ?? [], tell: talk.seen })
  look()
  const message = (one: Message) => {
    screen.heard(one)
    look()
  }
  await talk.listen({ ...screen, message })
}

onTripleShift(leave, (left) => page.live({ status: left === 2 ? 'shift-2' : 'shift-1' }))
document.addEventListener('submit', submit)
document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('[data-action]')
  if (button) ACTIONS[button.dataset.action ?? '']?.()
})
document.addEventListener('input', ({ target }) => {
  const field = target as HTMLInputElement
  if (field.id === 'town') towns.search(field.value)
})
document.addEventListener('keydown', (event) => {
  const { target } = event
  const field = target as HTMLElement
  if (event.key === 'Escape' && parent !== window) parent.postMessage(CLOSE, '*')
  if (event.key !== 'Enter' || (field.id !== 'write' && field.id !== 'town')) return
  // While kana are being turned into kanji, Enter belongs to the input method (229: Safari says so only this way).
  if (event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  if (field.id === 'write') (field as HTMLTextAreaElement).form?.requestSubmit()
})
addEventListener('offline', talk.drop)
addEventListener('online', rest.wake)
// A page that was left and is shown again by Back stands here as it was left: it begins anew, or not at all.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
addEventListener('message', ({ data, source }) => {
  if (data === LEAVE && source === parent && parent !== window) leave()
})
void begin()
