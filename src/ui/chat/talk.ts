import type { Lang } from '../../content/vocabulary.ts'
import type { Ruby } from '../../text/readings.ts'
import type { Message } from '../../triage/message.ts'
import { readEvents } from './event-stream.ts'
import { type Look, readLook } from './look.ts'
import type { Rest } from './rest.ts'

export type Said = { readonly text: string } | { readonly choice: string } | { readonly location: Position }
export interface Position {
  readonly lat: number
  readonly lng: number
}

/** What a page begins with: a new talk, or one that goes on. */
export interface Opened {
  readonly messages: readonly Message[]
  readonly resumed: boolean
  readonly look: Look
}

/** What became of sending: answered; too long or unreadable; or over. What did not arrive is sent until it does. */
export type Outcome =
  | { readonly kind: 'answered'; readonly messages: readonly Message[] }
  | { readonly kind: 'refused' }
  | { readonly kind: 'over' }

export interface TalkParts {
  /** The page's address; the session is asked for below it. */
  readonly base: string
  readonly rest: Rest
  readonly fetch: typeof fetch
}

export interface Listener {
  readonly message: (message: Message) => void
  /** What was said before is gone. */
  readonly erased: () => void
  readonly connected: (yes: boolean) => void
  readonly over: () => void
}

/** The server says something every 15 s; silence for three times that is a dead connection. */
const SILENCE_MS = 45_000
const ANSWER_MS = 20_000

/** Unguessable on plain http too, where `crypto.randomUUID` is missing. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One conversation over `/api/chat`. Its token is held here, in memory, and nowhere else. */
export function createTalk({ base, rest, fetch: ask }: TalkParts) {
  let token: string | null = null
  let last = ''
  let stopped = false
  let line = new AbortController()

  const call = (path: string, init: RequestInit = {}) =>
    ask(path, {
      cache: 'no-store',
      credentials: 'omit',
      ...init,
      headers: {
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...init.headers,
      },
    })

  return {
    /** Opens the talk this browser's cookie knows, or begins one. Rejects when the server cannot be reached. */
    async open(lang: Lang): Promise<Opened> {
      const response = await call(`${base}/session`, {
        method: 'POST',
        credentials: 'same-origin',
        body: JSON.stringify({ lang }),
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      if (!response.ok) throw new Error(`status ${response.status}`)
      const body = (await response.json()) as Opened & { token: string; last: number }
      token = body.token
      last = String(body.last)
      return { messages: body.messages, resumed: body.resumed, look: readLook(body.look) }
    },

    /**
     * Sends until it has arrived, under one id, so that it counts once. `late` hears of each try that did
     * not, with what was answered nevertheless (danger is).
     */
    async send(id: string, said: Said, late: (messages: readonly Message[]) => void): Promise<Outcome> {
      const body = JSON.stringify({ id, ...said })
      for (let tries = 0; ; tries++) {
        let after = 0
        try {
          const signal = AbortSignal.timeout(ANSWER_MS)
          const response = await call('/api/chat/messages', { method: 'POST', body, signal })
          if (response.status === 401) return { kind: 'over' }
          const answer = (await response.json()) as { messages?: Message[] }
          if (response.ok) return { kind: 'answered', messages: answer.messages ?? [] }
          if (response.status !== 429 && response.status < 500) return { kind: 'refused' }
          after = Number(response.headers.get('retry-after') ?? 0) * 1000
          late(answer.messages ?? [])
        } catch {
          late([])
        }
        if (stopped) return { kind: 'over' }
        await rest.wait(tries, after)
      }
    },

    /** Keeps how the page is shown, with the session. Best effort. */
    keepLook: (look: Look) => {
      call(`${base}/look`, { method: 'POST', credentials: 'same-origin', body: JSON.stringify(look) }).catch(
        () => {},
      )
    },

    /** The readings of these texts, in their order. */
    async readings(texts: readonly string[]): Promise<readonly (readonly Ruby[])[]> {
      const response = await call(`${base}/readings`, { method: 'POST', body: JSON.stringify({ texts }) })
      return response.ok ? ((await response.json()) as { readings: Ruby[][] }).readings : []
    },

    /** Says that this answer of staff stands before the resident; false when it could not be said. */
    async seen(message: string): Promise<boolean> {
      try {
        return (await call('/api/chat/seen', { method: 'POST', body: JSON.stringify({ message }) })).ok
      } catch {
        return false
      }
    },

    /** Ends the conversation on the server, while the page is being left. The browser sends it in its own time. */
    leave(): void {
      stopped = true
      line.abort()
      navigator.sendBeacon(`${base}/leave`, token ?? '')
    },

    /** The network says it is gone: do not wait for the silence to prove it. */
    drop: () => line.abort(),

    /** Everything that happens in the conversation from now on, across lost connections. */
    async listen(on: Listener): Promise<void> {
      for (let tries = 0; !stopped; tries++) {
        line = new AbortController()
        const cut = line
        let timer = setTimeout(() => cut.abort(), SILENCE_MS)
        try {
          const headers = last ? { 'last-event-id': last } : {}
          const response = await call('/api/chat/events', { signal: cut.signal, headers })
          if (response.status === 401) return on.over()
          if (!response.ok || !response.body) throw new Error(`status ${response.status}`)
          on.connected(true)
          const alive = () => {
            tries = 0
            clearTimeout(timer)
            timer = setTimeout(() => cut.abort(), SILENCE_MS)
          }
          for await (const { event, id, data } of readEvents(response.body, alive)) {
            if (event === 'erased') on.erased()
            else on.message(JSON.parse(data) as Message)
            if (id) last = id
          }
        } catch {
          if (!stopped) on.connected(false)
        } finally {
          clearTimeout(timer)
        }
        if (!stopped) await rest.wait(tries, 0)
      }
    },
  }
}
export type Talk = ReturnType<typeof createTalk>
