import { HttpResponse, http } from 'msw'

export type Fault =
  | 'none'
  | '500'
  | 'accept-500'
  | 'reset'
  | 'accept-reset'
  | 'hang'
  | 'accept-hang'
  | '503'
  | '429'
  | 'monthly'
  | '401'
  | '400'

export interface Sent {
  readonly way: 'reply' | 'push'
  readonly to: string
  readonly key: string | null
  readonly messages: { type: string; text?: string }[]
}

const API = 'https://line.test'

/** A stand-in for LINE: a reply token works once, a retry key once, faults as ordered. */
export function linePlatform() {
  const inbox: Sent[] = []
  const calls: string[] = []
  const used = new Set<string>()
  const keys = new Set<string>()
  const faults: Fault[] = []
  const dead = new Set<string>()
  const error = (status: number, message: string, details?: object[]) =>
    HttpResponse.json({ message, ...(details ? { details } : {}) }, { status })

  async function answer(way: 'reply' | 'push', request: Request): Promise<Response> {
    const body = (await request.json()) as { replyToken?: string; to?: string; messages: Sent['messages'] }
    const key = request.headers.get('x-line-retry-key')
    calls.push(way)
    const fault = faults.shift() ?? 'none'
    switch (fault) {
      case '500':
        return error(500, 'Internal')
      case '503':
        return error(503, 'Unavailable')
      case 'reset':
        return HttpResponse.error()
      case 'hang':
        return new Promise(() => {})
      case '429':
        return error(429, 'Too many requests')
      case 'monthly':
        return error(429, 'You have reached your monthly limit.')
      case '401':
        return error(401, 'Authentication failed')
      case '400':
        return error(400, 'The request body has 1 error(s)', [
          { message: 'bad', property: 'messages[0].contents' },
        ])
    }
    if (way === 'reply') {
      const token = body.replyToken ?? ''
      if (key) return error(400, 'retry key is not allowed')
      if (used.has(token) || dead.has(token)) return error(400, 'Invalid reply token')
      used.add(token)
    } else {
      if (key && keys.has(key)) return error(409, 'The retry key is already accepted')
      if (key) keys.add(key)
    }
    inbox.push({ way, to: body.to ?? body.replyToken ?? '', key, messages: body.messages })
    if (fault === 'accept-500') return error(500, 'Internal')
    if (fault === 'accept-reset') return HttpResponse.error()
    if (fault === 'accept-hang') return new Promise(() => {})
    return HttpResponse.json({ sentMessages: [] }, { headers: { 'x-line-request-id': 'r1' } })
  }

  return {
    api: API,
    /** What the resident sees. */
    inbox,
    calls,
    /** What happens to the next calls, in order. */
    faults,
    /** Tokens that have expired. */
    dead,
    handlers: [
      http.post(`${API}/v2/bot/message/reply`, ({ request }) => answer('reply', request)),
      http.post(`${API}/v2/bot/message/push`, ({ request }) => answer('push', request)),
      http.post(`${API}/v2/bot/chat/markAsRead`, () => {
        calls.push('read')
        return HttpResponse.json({})
      }),
      http.post(`${API}/v2/bot/chat/loading/start`, () => {
        calls.push('loading')
        return HttpResponse.json({}, { status: 202 })
      }),
    ],
  }
}
export type Platform = ReturnType<typeof linePlatform>
