import { CLOSE, LEAVE, NEUTRAL_PAGE, onTripleShift } from './leave.ts'
import { WIDGET_STYLE, widgetWords } from './widget-look.ts'

/** A frame that does not answer is not waited for: the page is blank already. */
const PATIENCE_MS = 150

const tag = document.currentScript as HTMLScriptElement | null
const origin = tag ? new URL(tag.src).origin : location.origin
const lang = tag?.dataset.lang ?? 'ja'
const words = widgetWords(lang)

function element<T extends keyof HTMLElementTagNameMap>(
  name: T,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** One script tag on the ward's page: a button, and the conversation in a frame that the page can neither style nor read. */
function build(): void {
  const host = document.createElement('madoguchi-chat')
  // Closed, and with its own sheet: neither the page's styles nor its policy against inline ones reach it.
  const shadow = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(WIDGET_STYLE)
  shadow.adoptedStyleSheets = [sheet]

  const launcher = element(
    'button',
    { type: 'button', 'aria-expanded': 'false', class: 'launch' },
    words.launch,
  )
  const exit = element('button', { type: 'button', class: 'exit' }, words.exit)
  const shut = element('button', { type: 'button', class: 'shut' }, words.close)
  const told = element('p', { role: 'status', class: 'unseen' })
  const bar = element('div', { class: 'bar' }, exit, shut)
  const panel = element('div', { role: 'dialog', 'aria-label': words.title, class: 'panel', hidden: '' }, bar)
  shadow.append(element('div', { lang: lang === 'easy' ? 'ja' : lang, class: 'all' }, panel, launcher, told))

  let frame: HTMLIFrameElement | null = null

  const open = () => {
    frame ??= panel.appendChild(
      element('iframe', {
        src: `${origin}/chat/frame?lang=${encodeURIComponent(lang)}`,
        title: words.title,
        allow: `geolocation ${origin}`,
        referrerpolicy: 'no-referrer',
      }),
    )
    panel.hidden = false
    launcher.setAttribute('aria-expanded', 'true')
    shut.focus()
  }
  const close = () => {
    // The focus goes first: what is hidden must not hold it.
    launcher.focus()
    panel.hidden = true
    launcher.setAttribute('aria-expanded', 'false')
  }
  let gone = false
  const away = () => {
    if (!gone) location.replace(NEUTRAL_PAGE)
    gone = true
  }
  const blank = () => {
    document.title = ''
    document.documentElement.style.setProperty('display', 'none', 'important')
  }
  const leave = () => {
    blank()
    if (!frame) return away()
    frame.contentWindow?.postMessage(LEAVE, origin)
    setTimeout(away, PATIENCE_MS)
  }

  launcher.addEventListener('click', () => (panel.hidden ? open() : close()))
  shut.addEventListener('click', close)
  exit.addEventListener('click', leave)
  host.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !panel.hidden) close()
  })
  addEventListener('message', ({ data, source, origin: from }) => {
    if (!frame || source !== frame.contentWindow || from !== origin) return
    if (data === CLOSE) close()
    if (data === LEAVE) {
      blank()
      away()
    }
  })
  // Who has not opened it writes capital letters on the ward's own page as ever.
  onTripleShift(
    () => frame && leave(),
    (left) => {
      told.textContent = frame ? words.shift.replace('{n}', String(left)) : ''
    },
  )
  // Back shows the ward's page as it was, and the frame begins anew.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && gone) location.reload()
  })
  document.body.append(host)
}

if (document.body) build()
else addEventListener('DOMContentLoaded', build)
