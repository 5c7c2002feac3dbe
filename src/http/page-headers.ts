import type { Context } from 'hono'
import { NEUTRAL_PAGE } from '../ui/chat/leave.ts'

/**
 * Nothing inline, nothing from elsewhere, and no string may become markup. Leaving by a form ends in a
 * redirect to the neutral page, which browsers hold against `form-action`.
 */
const policy = (ancestors: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${new URL(NEUTRAL_PAGE).origin}`,
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

const SAFETY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

export type PageStatus = 200 | 403 | 404 | 413 | 429 | 503

/** A page: never kept by any cache, since what stands in it is personal. `ancestors` may show it in a frame. */
export function sendPage(
  c: Context,
  html: string,
  status: PageStatus = 200,
  ancestors: readonly string[] = [],
): Response {
  return c.body(html, status, {
    ...SAFETY,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(ancestors),
    'permissions-policy': 'geolocation=(self), camera=(), microphone=()',
    'cache-control': 'no-store',
  })
}

/** The widget's loader: for the ward's own pages, under an address that stays. */
export function sendLoader(c: Context, text: string): Response {
  return c.body(text, 200, {
    ...SAFETY,
    'cross-origin-resource-policy': 'cross-origin',
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=300',
  })
}

/** A file whose name tells its content: it may be kept for ever. */
export function sendFile(c: Context, type: 'text/css' | 'text/javascript', text: string): Response {
  return c.body(text, 200, {
    ...SAFETY,
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'public, max-age=31536000, immutable',
  })
}
