import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import type { Access } from './access.ts'
import { fieldsOf, listOf, textOf } from './fields.ts'
import { TIMED_OUT, within } from './within.ts'

export interface CallOptions {
  readonly access: Access
  /** Origins; a path in them would be dropped by the SDK. */
  readonly apiBase: string
  readonly dataApiBase: string
  readonly timeoutMs?: number
}

export interface Clients {
  readonly api: messagingApi.MessagingApiClient
  readonly blob: messagingApi.MessagingApiBlobClient
}

/** What became of one call. `lost`: nobody knows whether it arrived. */
export type CallAnswer<T> =
  | { readonly kind: 'ok'; readonly body: T; readonly headers: Headers }
  /** 2xx with a body that does not parse: accepted, whatever it said. */
  | { readonly kind: 'unreadable' }
  /** LINE said no. `where` names properties, never what they hold. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly message: string
      readonly where: string
      readonly headers: Headers
    }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'lost' }
  /** There is no token, and will not be one by itself. */
  | { readonly kind: 'no-token' }

type Wired<T> = Promise<{ readonly httpResponse: Response; readonly body: T }>

export interface LineCalls {
  /** One call with the official SDK. Never rejects, and ends within its time-out. */
  call<T>(make: (clients: Clients) => Wired<T>): Promise<CallAnswer<T>>
}

/** Below the lease of an outbox job, so that a hanging call ends before another process takes over. */
const TIMEOUT_MS = 4_000

/** Connection faults after which nothing can have arrived there. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function codeOf(fault: unknown): string {
  const cause = fault instanceof Error ? fault.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : ''
}

/** LINE's error body: its message, and which properties it complains about. */
function complaint(body: string): { message: string; where: string } {
  try {
    const fields = fieldsOf({ body: JSON.parse(body) as unknown }, 'body') ?? {}
    const where = listOf(fields, 'details').map(
      (detail) => textOf(fieldsOf({ detail }, 'detail') ?? {}, 'property', 80) ?? '',
    )
    return { message: textOf(fields, 'message', 500) ?? '', where: where.slice(0, 5).join(' ') }
  } catch {
    return { message: '', where: '' }
  }
}

function answerOf(fault: unknown): Exclude<CallAnswer<never>, { kind: 'ok' | 'no-token' }> {
  if (fault === TIMED_OUT) return { kind: 'lost' }
  if (fault instanceof SyntaxError) return { kind: 'unreadable' }
  if (!(fault instanceof HTTPFetchError))
    return { kind: NEVER_ARRIVED.has(codeOf(fault)) ? 'unreachable' : 'lost' }
  return { kind: 'status', status: fault.status, headers: fault.headers, ...complaint(fault.body) }
}

/** Calls to LINE, for everything that makes one: one token, one time-out, one way to say what happened. */
export function lineCalls({ access, apiBase, dataApiBase, timeoutMs = TIMEOUT_MS }: CallOptions): LineCalls {
  let made: { readonly token: string; readonly clients: Clients } | null = null
  const clientsFor = (token: string): Clients => {
    if (made?.token !== token)
      made = {
        token,
        clients: {
          api: new messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL: apiBase }),
          blob: new messagingApi.MessagingApiBlobClient({ channelAccessToken: token, baseURL: dataApiBase }),
        },
      }
    return made.clients
  }

  return {
    async call(make) {
      const end = performance.now() + timeoutMs
      const left = () => Math.max(0, end - performance.now())
      let refused: { readonly token: string; readonly answer: CallAnswer<never> } | null = null
      for (;;) {
        const asked = access.token(refused?.token)
        const got = await within(asked, left()).catch(() => ({ kind: 'away' as const }))
        if (got.kind !== 'token')
          return refused?.answer ?? { kind: got.kind === 'away' ? 'unreachable' : 'no-token' }
        try {
          const { body, httpResponse } = await within(make(clientsFor(got.token)), left())
          return { kind: 'ok', body, headers: httpResponse.headers }
        } catch (fault) {
          const answer = answerOf(fault)
          // Refused before it was looked at, so that the same call with a new token is the first one. Once.
          if (answer.kind !== 'status' || answer.status !== 401 || refused) return answer
          refused = { token: got.token, answer }
        }
      }
    },
  }
}
