import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export interface LineKeys {
  /** The conversation id of a LINE user, group or room; without the secret nobody finds the way back. */
  readonly pseudonym: (lineId: string) => string
  /** Hides and signs a short text for one conversation; the same input gives the same result. */
  readonly hide: (conversation: string, text: string) => Buffer
  /** What was hidden for this conversation; null for anything else. */
  readonly reveal: (conversation: string, bytes: Uint8Array) => string | null
}

const MARK_BYTES = 16
/** 192 bit: collisions stay out of reach, and a key in the store stays short. */
const PSEUDONYM_BYTES = 24

/** All keys of the LINE channel, derived from the application secret (HKDF-SHA-256). */
export function lineKeys(appSecret: string): LineKeys {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', appSecret, '', `line:${use}`, 32))
  const userKey = derive('user')
  const markKey = derive('postback-mark')
  const hideKey = derive('postback-text')
  // A synthetic IV: the MAC over conversation and text is also the counter it is encrypted under.
  const markOf = (conversation: string, text: string) =>
    createHmac('sha256', markKey)
      .update(`${conversation.length}:${conversation}:${text}`)
      .digest()
      .subarray(0, MARK_BYTES)
  return {
    pseudonym: (lineId) =>
      `line-${createHmac('sha256', userKey).update(lineId).digest().subarray(0, PSEUDONYM_BYTES).toString('base64url')}`,
    hide(conversation, text) {
      const mark = markOf(conversation, text)
      const cipher = createCipheriv('aes-256-ctr', hideKey, mark)
      return Buffer.concat([mark, cipher.update(text, 'utf8'), cipher.final()])
    },
    reveal(conversation, bytes) {
      if (bytes.length <= MARK_BYTES) return null
      const mark = bytes.subarray(0, MARK_BYTES)
      const cipher = createDecipheriv('aes-256-ctr', hideKey, mark)
      const text = Buffer.concat([cipher.update(bytes.subarray(MARK_BYTES)), cipher.final()]).toString('utf8')
      return timingSafeEqual(mark, markOf(conversation, text)) ? text : null
    },
  }
}
