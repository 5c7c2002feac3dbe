import { createHash } from 'node:crypto'

/** Our own UUID namespace; changing it would let a push in flight be sent twice. */
const NAMESPACE = Buffer.from('6f0d6a8c3c0b4f6e9d4f1c9a52a7e6b1', 'hex')

/** `X-Line-Retry-Key`: UUIDv5 (RFC 9562) of a name, so that every process makes the same key for one sending. */
export function retryKey(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
