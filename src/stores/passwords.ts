import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Passwords } from '../ports.ts'

/** OWASP's figures for scrypt at 32 MB: every runtime has it, and nobody's sign-in needs more memory than that. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const BYTES = 32
/** Two at a time: guessing must not take the memory or the processor of residents. */
const AT_ONCE = 2

/** scrypt with a salt of its own each: `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`. */
export function passwords(): Passwords {
  let running = 0
  const waiting: (() => void)[] = []
  async function derive(password: string, salt: Buffer): Promise<Buffer> {
    while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await new Promise((resolve, reject) =>
        scrypt(password.normalize('NFKC'), salt, BYTES, COST, (fault, key) =>
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
      return ['scrypt', 15, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
    },
    async matches(password, hash) {
      const [, , , , salt, key] = hash?.split('$') ?? []
      const found = await derive(password, salt ? Buffer.from(salt, 'base64url') : nobody)
      const expected = key ? Buffer.from(key, 'base64url') : Buffer.alloc(BYTES)
      return timingSafeEqual(found, expected) && hash !== null
    },
  }
}
