import * as script from 'browser:staff/client.tsx'
import * as style from 'browser:staff/staff.css'
import { Hono } from 'hono'
import type { Ward } from '../content/ward.ts'
import { staffPage } from '../ui/staff/staff-page.ts'
import { toDocument } from '../ui/to-html.ts'
import { sendFile, sendPage } from './page-headers.ts'

/** `/staff` and the two files it loads. What stands in it comes from `/api/staff`, to who is signed in. */
export function staffPageRoutes(ward: Pick<Ward, 'name' | 'invented'>): Hono {
  const app = new Hono()
  const page = toDocument(staffPage({ ward, style: style.name, script: script.name }))
  app.get('/staff', (c) => sendPage(c, page))
  app.get(`/assets/${style.name}`, (c) => sendFile(c, 'text/css', style.text))
  app.get(`/assets/${script.name}`, (c) => sendFile(c, 'text/javascript', script.text))
  return app
}
