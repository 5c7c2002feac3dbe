import { channelAccessToken, HTTPFetchError } from '@line/bot-sdk'
import type { Clock, Log } from '../../ports.ts'
import { assertion, type Signer } from './assertion.ts'
import { TIMED_OUT, within } from './within.ts'

/** What proves to LINE that we are the channel. */
export type LineCredentials =
  /** Issued once in the console, without an end. */
  | { readonly kind: 'long-lived'; readonly token: string }
  /** Tokens of 15 minutes, issued with the channel secret or with a key of ours. */
  | { readonly kind: 'secret'; readonly channelId: string; readonly secret: string }
  | ({ readonly kind: 'key' } & Signer)

/** `refused`: LINE does not take our credentials, or a token just issued. `away`: nobody could be asked. */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused' | 'away' }

export interface Access {
  /**
   * A channel access token to call with. `refused` names one that LINE has just answered with 401: another one is
   * given when there can be one. Never rejects.
   */
  token(refused?: string): Promise<TokenAnswer>
}

interface Options {
  readonly apiBase: string
  readonly clock: Clock
  readonly log: Log
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 3_000
/** LINE: valid for 15 minutes. The rest is for calls that are under way when it ends. */
const LIFE_MS = 15 * 60_000
const SPARE_MS = 2 * 60_000
/** A token so young that is refused has not run out: another one would be refused as well. */
const YOUNG_MS = 60_000
/** After a failure nobody asks again for so long, however many messages wait. */
const PAUSE_MS = 5_000

/** The channel's access token, shared by everything that calls LINE. */
export function lineAccess(credentials: LineCredentials, options: Options): Access {
  if (credentials.kind !== 'long-lived') return stateless(credentials, options)
  const { token } = credentials
  return { token: async (refused) => (refused === token ? { kind: 'refused' } : { kind: 'token', token }) }
}

function stateless(
  credentials: Exclude<LineCredentials, { kind: 'long-lived' }>,
  { apiBase, clock, log, timeoutMs = TIMEOUT_MS }: Options,
): Access {
  const client = new channelAccessToken.ChannelAccessTokenClient({ baseURL: apiBase })
  let held: { readonly token: string; readonly from: number; readonly until: number } | null = null
  let failed: { readonly answer: TokenAnswer; readonly until: number } | null = null
  let asking: { readonly answer: Promise<TokenAnswer>; readonly since: number } | null = null

  async function ask(): Promise<TokenAnswer> {
    const from = clock()
    const issued =
      credentials.kind === 'key'
        ? client.issueStatelessChannelTokenByJWTAssertion(await assertion(credentials, from))
        : client.issueStatelessChannelTokenByClientSecret(credentials.channelId, credentials.secret)
    const { access_token: token, expires_in: seconds } = await within(issued, timeoutMs)
    if (typeof token !== 'string' || token === '') throw new SyntaxError('no token in the answer')
    const life = Math.min(LIFE_MS, Number(seconds) * 1_000 || 0) - SPARE_MS
    held = { token, from, until: from + Math.max(YOUNG_MS, life) }
    return { kind: 'token', token }
  }

  async function issue(): Promise<TokenAnswer> {
    try {
      const answer = await ask()
      failed = null
      return answer
    } catch (fault) {
      const status = fault instanceof HTTPFetchError ? fault.status : 0
      const kind = status >= 400 && status < 500 && status !== 429 ? 'refused' : 'away'
      failed = { answer: { kind }, until: clock() + PAUSE_MS }
      log('error', 'line-token', { outcome: kind, status, late: fault === TIMED_OUT })
      return failed.answer
    }
  }

  return {
    async token(refused) {
      const now = clock()
      if (held && now < held.until) {
        if (held.token !== refused) return { kind: 'token', token: held.token }
        if (now - held.from < YOUNG_MS) return { kind: 'refused' }
      }
      if (failed && now < failed.until) return failed.answer
      // An asking that outlives its time-out belonged to a request that has ended (Workers): ask anew.
      if (!asking || now - asking.since > timeoutMs) {
        const begun = { answer: issue(), since: now }
        asking = begun
        void begun.answer.then(() => {
          if (asking === begun) asking = null
        })
      }
      return asking.answer
    },
  }
}
