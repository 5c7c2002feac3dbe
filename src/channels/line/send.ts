import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import type { Courier, SendOutcome } from '../../ports.ts'
import { fieldsOf, listOf, textOf } from './fields.ts'
import { retryKey } from './retry-key.ts'

export interface LineSenderOptions {
  readonly accessToken: string
  /** Origin of the Messaging API; a path in it would be dropped by the SDK. */
  readonly apiBase: string
  /** Below the lease of an outbox job, so that a hanging call ends before another process takes over. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 4_000
const LOADING_SECONDS = 20
/** Connection faults after which nothing can have arrived there. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const TIMED_OUT = Symbol('timed out')

function codeOf(fault: unknown): string {
  const cause = fault instanceof Error ? fault.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : ''
}

/** LINE's error body: its message, and which properties it complains about. */
function complaint(body: string): { message: string; where: string } {
  try {
    const json = { body: JSON.parse(body) as unknown }
    const fields = fieldsOf(json, 'body') ?? {}
    const where = listOf(fields, 'details').map(
      (detail) => textOf(fieldsOf({ detail }, 'detail') ?? {}, 'property', 80) ?? '',
    )
    return { message: textOf(fields, 'message', 500) ?? '', where: where.slice(0, 5).join(' ') }
  } catch {
    return { message: '', where: '' }
  }
}

function outcomeOf(fault: unknown): SendOutcome {
  if (fault === TIMED_OUT) return { kind: 'lost' }
  // 2xx with a body that does not parse: accepted, whatever it said.
  if (fault instanceof SyntaxError) return { kind: 'accepted', requestId: null }
  if (!(fault instanceof HTTPFetchError))
    return NEVER_ARRIVED.has(codeOf(fault)) ? { kind: 'unreachable' } : { kind: 'lost' }
  const { status } = fault
  const { message, where } = complaint(fault.body)
  if (status === 409) return { kind: 'accepted', requestId: fault.headers.get('x-line-accepted-request-id') }
  if (status === 400 && /invalid reply token/i.test(message)) return { kind: 'token-spent' }
  if (status === 401 || status === 403) return { kind: 'unauthorised' }
  if (status === 429)
    return /monthly limit/i.test(message) ? { kind: 'monthly-limit' } : { kind: 'rate-limited' }
  // 503 is said before a request is taken on; every other 5xx may come after.
  if (status === 503) return { kind: 'unreachable' }
  if (status >= 500) return { kind: 'failed', status }
  return { kind: 'refused', status, where }
}

/** The official SDK as our courier: every call ends within the time-out, every outcome is a value. */
export function lineSender({ accessToken, apiBase, timeoutMs = TIMEOUT_MS }: LineSenderOptions): Courier {
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: accessToken, baseURL: apiBase })

  // The SDK has neither a time-out nor an abort signal: the call is left to itself.
  async function within<T>(call: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(TIMED_OUT), timeoutMs)
    })
    try {
      return await Promise.race([call, late])
    } finally {
      clearTimeout(timer)
      call.catch(() => {})
    }
  }
  async function attempt(call: () => Promise<{ httpResponse: Response }>): Promise<SendOutcome> {
    try {
      const { httpResponse } = await within(call())
      return { kind: 'accepted', requestId: httpResponse.headers.get('x-line-request-id') }
    } catch (fault) {
      return outcomeOf(fault)
    }
  }
  const wire = (messages: readonly object[]) => [...messages] as messagingApi.Message[]

  return {
    reply: (replyToken, messages) =>
      attempt(() => client.replyMessageWithHttpInfo({ replyToken, messages: wire(messages) })),
    push: (to, messages, once) =>
      attempt(() => client.pushMessageWithHttpInfo({ to, messages: wire(messages) }, retryKey(once))),
    async working(to) {
      try {
        await within(client.showLoadingAnimation({ chatId: to, loadingSeconds: LOADING_SECONDS }))
      } catch {
        // Nothing depends on it: the answer itself follows.
      }
    },
  }
}
