import type { messagingApi } from '@line/bot-sdk'
import type { Courier, SendOutcome } from '../../ports.ts'
import type { CallAnswer, LineCalls } from './call.ts'
import { retryKey } from './retry-key.ts'

const LOADING_SECONDS = 20

function outcomeOf(answer: CallAnswer<unknown>): SendOutcome {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'accepted', requestId: answer.headers.get('x-line-request-id') }
    case 'unreadable':
      return { kind: 'accepted', requestId: null }
    case 'no-token':
      return { kind: 'unauthorised' }
    case 'unreachable':
    case 'lost':
      return { kind: answer.kind }
  }
  const { status, message, where } = answer
  if (status === 409) return { kind: 'accepted', requestId: answer.headers.get('x-line-accepted-request-id') }
  if (status === 400 && /invalid reply token/i.test(message)) return { kind: 'token-spent' }
  if (status === 401 || status === 403) return { kind: 'unauthorised' }
  if (status === 429)
    return /monthly limit/i.test(message) ? { kind: 'monthly-limit' } : { kind: 'rate-limited' }
  // 503 is said before a request is taken on; every other 5xx may come after.
  if (status === 503) return { kind: 'unreachable' }
  if (status >= 500) return { kind: 'failed', status }
  return { kind: 'refused', status, where }
}

/** LINE as our courier: every outcome is a value. */
export function lineSender({ call }: LineCalls): Courier {
  const wire = (messages: readonly object[]) => [...messages] as messagingApi.Message[]
  return {
    reply: async (replyToken, messages) =>
      outcomeOf(
        await call(({ api }) => api.replyMessageWithHttpInfo({ replyToken, messages: wire(messages) })),
      ),
    push: async (to, messages, once) =>
      outcomeOf(
        await call(({ api }) =>
          api.pushMessageWithHttpInfo({ to, messages: wire(messages) }, retryKey(once)),
        ),
      ),
    async working(to) {
      // Nothing depends on it: the answer itself follows.
      await call(({ api }) =>
        api.showLoadingAnimationWithHttpInfo({ chatId: to, loadingSeconds: LOADING_SECONDS }),
      )
    },
    async read(markAsReadToken) {
      await call(({ api }) => api.markMessagesAsReadByTokenWithHttpInfo({ markAsReadToken }))
    },
  }
}
