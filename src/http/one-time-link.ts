import { Hono } from 'hono'
import type { OneTimeLinks } from '../bot/one-time-link.ts'
import { type LinkPage, linkPage } from '../ui/link/link-page.ts'
import { toDocument } from '../ui/to-html.ts'
import { PAGE_MS, pageCookie } from './chat-session.ts'
import { sendPage } from './page-headers.ts'
import type { TalkSessions } from './talk-sessions.ts'

export interface OneTimeLinkParts {
  readonly links: Pick<OneTimeLinks, 'good' | 'use'>
  readonly sessions: Pick<TalkSessions, 'open'>
  readonly ward: LinkPage['ward']
  readonly style: string
  /** Reached by https: the cookie may be bound to this host. */
  readonly secure: boolean
}

/**
 * `/chat/in/<token>`: the same conversation on our own page. Looking at the address shows a button only, for
 * messengers look at every link; the button opens the talk, for whoever presses it first.
 */
export function oneTimeLinkRoutes(parts: OneTimeLinkParts): Hono {
  const { links, sessions, secure } = parts
  const app = new Hono()
  const cookie = pageCookie({ base: '/chat', framed: false, secure })
  const page = (token: string | null) => toDocument(linkPage({ ward: parts.ward, style: parts.style, token }))

  app.get('/chat/in/:token', async (c) => {
    const token = c.req.param('token')
    return sendPage(c, page((await links.good(token)) ? token : null))
  })
  app.post('/chat/in/:token', async (c) => {
    const conversation = await links.use(c.req.param('token'))
    if (conversation === null) return sendPage(c, page(null), 403)
    cookie.write(c, await sessions.open(conversation, PAGE_MS))
    return c.redirect('/chat', 303)
  })
  return app
}
