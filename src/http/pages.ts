import { Hono } from 'hono'
import type { Ward } from '../content/ward.ts'
import { type HomePage, homePage } from '../ui/home/home-page.ts'
import { toDocument } from '../ui/to-html.ts'
import { type ChatPageParts, chatPageRoutes } from './chat-page-routes.ts'
import type { ChatDoor } from './chat-session.ts'
import { sendFile, sendLoader, sendPage } from './page-headers.ts'
import { type SidePageParts, sidePageRoutes } from './side-page-routes.ts'

/** A file for browsers, as the build made it; its name carries a hash of its text. */
export interface PageFile {
  readonly name: string
  readonly text: string
}

export interface PageParts extends Pick<HomePage, 'publicUrl' | 'line' | 'production' | 'redis'> {
  readonly ward: Ward
  readonly style: PageFile
  readonly script: PageFile
  /** Of the pages beside the conversation. */
  readonly sideScript: PageFile
  readonly widget: PageFile
  readonly chat: Omit<ChatPageParts, 'ward' | 'style' | 'script'> & Pick<SidePageParts, 'guide'>
}

/** The pages people see: `/`, `/chat` and what belongs to it, the widget, and the files they load. */
export function pageRoutes({ ward, style, script, sideScript, widget, chat, ...setup }: PageParts): Hono {
  const app = new Hono()
  const shown = ward.points.filter(({ staffOnly }) => !staffOnly)
  const points = {
    all: shown.length,
    unconfirmed: shown.filter(({ provenance }) => provenance.confirmedOn === null).length,
  }
  const first = toDocument(
    homePage({ ...setup, ward, frameAncestors: ward.frameAncestors, style: style.name, points }),
  )
  app.get('/', (c) => sendPage(c, first))
  app.get(`/assets/${style.name}`, (c) => sendFile(c, 'text/css', style.text))
  for (const { name, text } of [script, sideScript])
    app.get(`/assets/${name}`, (c) => sendFile(c, 'text/javascript', text))
  app.get('/widget.js', (c) => sendLoader(c, widget.text))

  const secure = setup.publicUrl.startsWith('https://')
  const doors: readonly ChatDoor[] = [
    { base: '/chat', framed: false, secure },
    { base: '/chat/frame', framed: true, secure },
  ]
  const parts = { ...chat, ward, style: style.name, script: script.name, publicUrl: setup.publicUrl }
  for (const door of doors) {
    app.route('/', chatPageRoutes(parts, door))
    app.route('/', sidePageRoutes({ ...parts, script: sideScript.name }, door))
  }
  return app
}
