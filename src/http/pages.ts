import { Hono } from 'hono'
import type { Ward } from '../content/ward.ts'
import { type HomePage, homePage } from '../ui/home/home-page.ts'
import { toDocument } from '../ui/to-html.ts'
import { type ChatFormParts, chatFormRoutes } from './chat-form.ts'
import { sendFile, sendPage } from './page-headers.ts'

/** A file for browsers, as the build made it; its name carries a hash of its text. */
export interface PageFile {
  readonly name: string
  readonly text: string
}

export interface PageParts
  extends Pick<ChatFormParts, 'api' | 'random'>,
    Pick<HomePage, 'publicUrl' | 'line' | 'production'> {
  readonly ward: Pick<Ward, 'name' | 'nameEn' | 'invented' | 'points'>
  readonly style: PageFile
  readonly script: PageFile
}

/** The pages people see: `/`, `/chat` and the two files they load. */
export function pageRoutes({ ward, style, script, api, random, ...setup }: PageParts): Hono {
  const app = new Hono()
  const shown = ward.points.filter(({ staffOnly }) => !staffOnly)
  const points = {
    all: shown.length,
    unconfirmed: shown.filter(({ provenance }) => provenance.confirmedOn === null).length,
  }
  const first = toDocument(homePage({ ...setup, ward, style: style.name, points }))
  app.get('/', (c) => sendPage(c, first))
  app.get(`/assets/${style.name}`, (c) => sendFile(c, 'text/css', style.text))
  app.get(`/assets/${script.name}`, (c) => sendFile(c, 'text/javascript', script.text))
  const secure = setup.publicUrl.startsWith('https://')
  app.route('/', chatFormRoutes({ ward, style: style.name, script: script.name, api, random, secure }))
  return app
}
