import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** RFC 9457 `application/problem+json`. `detail` says what to do; it never repeats what was sent. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  return c.body(
    JSON.stringify({ type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, ...more }),
    status,
    { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  )
}
