import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** One address of the chat page. */
export interface ChatDoor {
  readonly base: '/chat' | '/chat/frame'
  /** Inside another page: the cookie is kept apart for each site it stands in. */
  readonly framed: boolean
  /** Reached by https: the cookie may be bound to this host. */
  readonly secure: boolean
}

/** How long a page may be left and opened again; the cookie itself goes with the browser. */
export const PAGE_MS = 7 * 24 * 3_600_000

/** The page's own key to its conversation: a cookie no script can read and no other site sends. */
export function pageCookie({ framed, secure }: ChatDoor) {
  // `__Host-`: no other host or path of the ward's domain can set or read it. Browsers take it on https only.
  const bare = framed ? 'frame' : 'chat'
  const name = secure ? `__Host-${bare}` : bare
  // A frame in another site gets a cookie only when it is partitioned, and that only on https.
  const options = {
    path: '/',
    secure,
    httpOnly: true,
    ...(framed && secure
      ? ({ sameSite: 'None', partitioned: true } as const)
      : ({ sameSite: 'Lax' } as const)),
  } as const
  return {
    read: (c: Context) => getCookie(c, name),
    write: (c: Context, token: string) => setCookie(c, name, token, options),
    forget: (c: Context) => {
      if (getCookie(c, name) !== undefined) deleteCookie(c, name, options)
    },
  }
}

/** `Origin` is "null" under no-referrer; this header is what browsers still say. */
export const isForeign = (c: Context) =>
  !['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'))
