import type { Lang } from '../../content/vocabulary.ts'
import type { Message } from '../../triage/message.ts'
import { readEvents } from './event-stream.ts'

export type Said = { readonly text: string } | { readonly choice: string } | { readonly location: Position }
export interface Position {
  readonly lat: number
  readonly lng: number
}

/** What became of sending: answered; refused with a sentence (and perhaps a danger card); over; or never arrived. */
export type Outcome =
  | { readonly kind: 'answered'; readonly messages: readonly Message[] }
  | { readonly kind: 'refused'; readonly detail: string; readonly messages: readonly Message[] }
  | { readonly kind: 'over' }
  | { readonly kind: 'unreachable' }

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
/** The server says something every 15 s; silence for three times that is a dead connection. */
const SILENCE_MS = 45_000

/** Unguessable on plain http too, where `crypto.randomUUID` is missing. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One conversation over `/api/chat`. Its token is held here, in memory, and nowhere else. */
export function createTalk() {
  let token: string | null = null
  let last = ''
  let stopped = false
  let line = new AbortController()

  const call = (path: string, init: RequestInit = {}) =>
    fetch(path, {
      ...init,
      cache: 'no-store',
      credentials: 'omit',
      headers: {
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...init.headers,
      },
    })

  async function outcome(asked: Promise<Response>): Promise<Outcome> {
    try {
      const response = await asked
      const body = (await response.json()) as { token?: string; messages?: Message[]; detail?: string }
      if (body.token) token = body.token
      const messages = body.messages ?? []
      if (response.ok) return { kind: 'answered', messages }
      if (response.status === 401) return { kind: 'over' }
      return { kind: 'refused', detail: body.detail ?? '', messages }
    } catch {
      return { kind: 'unreachable' }
    }
  }

  return {
    start: (lang: Lang) => outcome(call('/api/chat', { method: 'POST', body: JSON.stringify({ lang }) })),

    /** The same id again is the same message: sending it twice does nothing twice. */
    send: (id: string, said: Said) =>
      outcome(call('/api/chat/messages', { method: 'POST', body: JSON.stringify({ id, ...said }) })),

    /** Ends the conversation on the server. Goes out even while the page is being left. */
    leave(): void {
      stopped = true
      line.abort()
      if (token) call('/api/chat', { method: 'DELETE', keepalive: true }).catch(() => {})
    },

    /** The network says it is gone: do not wait for the silence to prove it. */
    drop: () => line.abort(),

    /** Everything that happens in the conversation, from the start, across lost connections. */
    async listen(on: {
      message: (message: Message) => void
      connected: (yes: boolean) => void
      over: () => void
    }): Promise<void> {
      let wait = FIRST_WAIT_MS
      while (!stopped) {
        line = new AbortController()
        const cut = line
        let timer = setTimeout(() => cut.abort(), SILENCE_MS)
        try {
          const response = await call('/api/chat/events', {
            signal: cut.signal,
            headers: last ? { 'last-event-id': last } : {},
          })
          if (response.status === 401) return on.over()
          if (!response.ok || !response.body) throw new Error(`status ${response.status}`)
          on.connected(true)
          wait = FIRST_WAIT_MS
          const alive = () => {
            clearTimeout(timer)
            timer = setTimeout(() => cut.abort(), SILENCE_MS)
          }
          for await (const event of readEvents(response.body, alive)) {
            on.message(JSON.parse(event.data) as Message)
            if (event.id) last = event.id
          }
        } catch {
          if (!stopped) on.connected(false)
        } finally {
          clearTimeout(timer)
        }
        await restOrOnline(wait)
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      }
    },
  }
}
export type Talk = ReturnType<typeof createTalk>

/** Waits, but no longer than until the network is back. */
function restOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    addEventListener('online', go)
  })
}
