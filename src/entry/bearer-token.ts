import { createHmac, randomBytes } from 'node:crypto'
import type { Randomness } from '../ports.ts'

/** A keyed hash of bearer tokens: who reads the store cannot open a conversation with it. */
export function tokenDigest(secret: string): (token: string) => string {
  return (token) => createHmac('sha256', `${secret}:token`).update(token).digest('base64url')
}

/** 192 bits from the system's generator. */
export const random: Randomness = { token: () => randomBytes(24).toString('base64url') }
