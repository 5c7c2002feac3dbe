import { Secret, TOTP } from 'otpauth'
import type { OneTimeCodes } from '../ports.ts'

const STEP_S = 30

/** Codes as every authenticator app makes them. `issuer`: what the app shows beside the name. */
export function oneTimeCodes(issuer: string): OneTimeCodes {
  const totp = (secret: string, label = '') =>
    new TOTP({
      issuer,
      label,
      secret: Secret.fromBase32(secret),
      algorithm: 'SHA1',
      digits: 6,
      period: STEP_S,
    })
  return {
    newSecret: () => new Secret({ size: 20 }).base32,
    uri: (secret, username) => totp(secret, username).toString(),
    stepOf(secret, code, now) {
      if (!/^\d{6}$/.test(code)) return null
      const drift = totp(secret).validate({ token: code, timestamp: now, window: 1 })
      return drift === null ? null : Math.floor(now / 1000 / STEP_S) + drift
    },
  }
}
