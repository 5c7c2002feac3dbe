import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { LineCredentials } from '../channels/line/access.ts'
import type { SigningKey } from '../channels/line/assertion.ts'

/** The LINE variables, each read by itself. */
export interface LineVariables {
  readonly LINE_CHANNEL_SECRET?: string | undefined
  readonly LINE_CHANNEL_SECRET_PREVIOUS?: string | undefined
  readonly LINE_CHANNEL_ACCESS_TOKEN?: string | undefined
  readonly LINE_CHANNEL_ID?: string | undefined
  readonly LINE_CHANNEL_KEY?: SigningKey | undefined
  readonly LINE_CHANNEL_KEY_ID?: string | undefined
  readonly LINE_API_BASE_URL?: string | undefined
  readonly LINE_DATA_API_BASE_URL?: string | undefined
}

const number = z.base64url().min(1)
const privateKey = z.object({
  kty: z.literal('RSA'),
  n: number,
  e: number,
  d: number,
  p: number,
  q: number,
  dp: number,
  dq: number,
  qi: number,
})

/** A private key given as JSON, or as the path of a file that holds it. */
export function signingKey(text: string, context: z.RefinementCtx): SigningKey {
  try {
    const json = text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8')
    return privateKey.parse(JSON.parse(json))
  } catch {
    // Neither the path nor the key is repeated.
    context.addIssue({ code: 'custom', message: 'not a private key' })
    return z.NEVER
  }
}

const UNSET = 'or unset every LINE_ variable to run without LINE.'

/** What is missing or contradicts itself among the LINE variables, as a sentence; null when nothing. */
export function lineGap(set: LineVariables): string | null {
  const { LINE_CHANNEL_SECRET: secret, LINE_CHANNEL_ACCESS_TOKEN: token, LINE_CHANNEL_ID: id } = set
  const { LINE_CHANNEL_KEY: key, LINE_CHANNEL_KEY_ID: keyId } = set
  const missing = (names: string) => `LINE is half configured: set ${names} too, ${UNSET}`
  const others = [set.LINE_CHANNEL_SECRET_PREVIOUS, set.LINE_API_BASE_URL, set.LINE_DATA_API_BASE_URL]
  if ([secret, token, id, key, keyId, ...others].every((value) => value === undefined)) return null
  if (token && (id || key || keyId))
    return 'LINE has two kinds of access token configured: unset LINE_CHANNEL_ACCESS_TOKEN, or unset LINE_CHANNEL_ID, LINE_CHANNEL_KEY and LINE_CHANNEL_KEY_ID.'
  if (!secret && !token && !id)
    return missing(
      `LINE_CHANNEL_SECRET and ${key || keyId ? 'LINE_CHANNEL_ID' : 'LINE_CHANNEL_ACCESS_TOKEN'}`,
    )
  if (!secret) return missing('LINE_CHANNEL_SECRET')
  if ((key || keyId) && !id) return missing('LINE_CHANNEL_ID')
  if (!token && !id) return missing('LINE_CHANNEL_ACCESS_TOKEN (or LINE_CHANNEL_ID)')
  if (key && !keyId) return missing('LINE_CHANNEL_KEY_ID')
  if (keyId && !key) return missing('LINE_CHANNEL_KEY')
  return null
}

/** How tokens are had, from variables without a gap; null when LINE is off. */
export function lineCredentials(set: LineVariables): LineCredentials | null {
  const { LINE_CHANNEL_SECRET: secret, LINE_CHANNEL_ACCESS_TOKEN: token, LINE_CHANNEL_ID: channelId } = set
  const { LINE_CHANNEL_KEY: key, LINE_CHANNEL_KEY_ID: keyId } = set
  if (token) return { kind: 'long-lived', token }
  if (channelId && key && keyId) return { kind: 'key', channelId, keyId, key }
  return channelId && secret ? { kind: 'secret', channelId, secret } : null
}
