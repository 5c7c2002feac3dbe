import { webcrypto } from 'node:crypto'

/** The private key registered for the channel (アサーション署名キー), as JWK: RSA, 2048 bit. */
export type SigningKey = JsonWebKey & { readonly kty: 'RSA' }

export interface Signer {
  readonly channelId: string
  /** `kid`, as the LINE Developers console shows it beside the public key. */
  readonly keyId: string
  readonly key: SigningKey
}

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
/** LINE takes at most 30 minutes; ours is used at once. */
const LIFE_S = 10 * 60

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The JWT that proves we hold the channel's key (RFC 7523), with which LINE issues tokens. `now` is epoch ms. */
export async function assertion({ channelId, keyId, key }: Signer, now: number): Promise<string> {
  // Only the numbers of the key: a `use` or `key_ops` that was made for another purpose would be refused.
  const { kty, n, e, d, p, q, dp, dq, qi } = key as JsonWebKey & Record<string, string>
  const numbers = { kty, n, e, d, p, q, dp, dq, qi } as webcrypto.JsonWebKey
  const signing = await webcrypto.subtle.importKey('jwk', numbers, RS256, false, ['sign'])
  const head = part({ alg: 'RS256', typ: 'JWT', kid: keyId })
  const claims = part({
    iss: channelId,
    sub: channelId,
    aud: 'https://api.line.me/',
    exp: Math.floor(now / 1_000) + LIFE_S,
  })
  const signed = await webcrypto.subtle.sign(RS256.name, signing, Buffer.from(`${head}.${claims}`))
  return `${head}.${claims}.${Buffer.from(signed).toString('base64url')}`
}
