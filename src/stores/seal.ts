import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomFillSync } from 'node:crypto'
import type { Sealer } from '../ports.ts'

const IV = 12

/** Random bytes are drawn for many at once: a draw costs more than what is sealed. No byte is used twice. */
function ivs(): () => Buffer {
  const drawn = Buffer.alloc(IV * 256)
  let at = drawn.length
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn)
      at = 0
    }
    at += IV
    return drawn.subarray(at - IV, at)
  }
}

/** Keys derived (HKDF-SHA-256) from one secret, a conversation and its salt. */
function keyRing(secret: string) {
  const keys = new Map<string, Buffer>()
  return (conversation: string, salt: string): Buffer => {
    const known = keys.get(conversation + salt)
    if (known) return known
    const made = Buffer.from(hkdfSync('sha256', secret, salt, `conversation:${conversation}`, 32))
    if (keys.size > 10_000) keys.clear()
    keys.set(conversation + salt, made)
    return made
  }
}

/** Throws when the text was sealed with another key or altered. */
function opened(key: Buffer, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  const plain = decipher.update(bytes.subarray(28))
  // Throws when the text was altered. A stream cipher holds nothing back.
  decipher.final()
  return plain.toString('utf8')
}

/**
 * AES-256-GCM with a key per conversation, derived from the application secret, the conversation and a
 * random salt that is itself a deletable value: without it the texts are noise. What was sealed with a
 * former secret (`previous`) can still be opened.
 */
export function sealer(appSecret: string, previous: readonly string[] = []): Sealer {
  const keyOf = keyRing(appSecret)
  const former = previous.map(keyRing)
  const freshIv = ivs()
  return {
    newSalt: () => randomBytes(16).toString('base64url'),
    seal(conversation, salt, plain) {
      const iv = freshIv()
      const cipher = createCipheriv('aes-256-gcm', keyOf(conversation, salt), iv)
      const body = cipher.update(plain, 'utf8')
      cipher.final()
      return `1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(conversation, salt, sealed) {
      if (!sealed.startsWith('1.')) throw new Error('not a sealed text of version 1')
      const bytes = Buffer.from(sealed.slice(2), 'base64url')
      try {
        return opened(keyOf(conversation, salt), bytes)
      } catch (fault) {
        for (const oneKeyOf of former)
          try {
            return opened(oneKeyOf(conversation, salt), bytes)
          } catch {}
        throw fault
      }
    },
  }
}
