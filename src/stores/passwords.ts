import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Passwords } from '../ports.ts'

/** OWASP's figures for scrypt at 32 MB: every runtime has it, and nobody's sign-in needs more memory than that. */
const LOG_N = 15
const R = 8
const P = 3
const MEMORY = 64 * 1024 * 1024
const BYTES = 32
/** Two at a time: guessing must not take the memory or the processor of residents. */
const AT_ONCE = 2

/** scrypt with a salt of its own each: `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`. `logN` is lower in tests alone. */
export function passwords(logN = LOG_N): Passwords {
  const cost = { N: 2 ** logN, r: R, p: P, maxmem: MEMORY }
  let running = 0
  const waiting: (() => void)[] = []
  async function derive(password: string, salt: Buffer): Promise<Buffer> {
    while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await new Promise((resolve, reject) =>
        scrypt(password.normalize('NFKC'), salt, BYTES, cost, (fault, key) =>
          fault ? reject(fault) : resolve(key),
        ),
      )
    } finally {
      running--
      waiting.shift()?.()
    }
  }
  const nobody = randomBytes(16)
  return {
    async hash(password) {
      const salt = randomBytes(16)
      const key = await derive(password, salt)
      return ['scrypt', logN, R, P, salt.toString('base64url'), key.toString('base64url')].join('$')
    },
    async matches(password, hash) {
      const [, , , , salt, key] = hash?.split('$') ?? []
      const found = await derive(password, salt ? Buffer.from(salt, 'base64url') : nobody)
      const expected = key ? Buffer.from(key, 'base64url') : Buffer.alloc(BYTES)
      return timingSafeEqual(found, expected) && hash !== null
    },
  }
}
