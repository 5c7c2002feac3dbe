export interface Bucket {
  /** How many at once. */
  readonly burst: number
  readonly perSecond: number
  /** Epoch ms. */
  readonly clock: () => number
}

const MOST_KEYS = 20_000

/**
 * A limit per key, in the memory of this process: what it protects is this process. `take` answers with 0,
 * or with the seconds until the next is let through.
 */
export function tokenBucket({ burst, perSecond, clock }: Bucket) {
  const buckets = new Map<string, { left: number; at: number }>()

  const present = (key: string) => {
    const now = clock()
    const known = buckets.get(key) ?? { left: burst, at: now }
    const since = Math.max(0, now - known.at) / 1000
    // The newest stand last, so that the longest unused go first when there are too many.
    buckets.delete(key)
    const bucket = { left: Math.min(burst, known.left + since * perSecond), at: now }
    buckets.set(key, bucket)
    if (buckets.size > MOST_KEYS) for (const oldest of buckets.keys()) return remove(oldest, bucket)
    return bucket
  }
  const remove = <T>(key: string, bucket: T) => {
    buckets.delete(key)
    return bucket
  }

  return {
    take(key: string): number {
      const bucket = present(key)
      if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perSecond)
      bucket.left -= 1
      return 0
    },
    /** Gives one back: what was tried was in order. */
    giveBack(key: string): void {
      const bucket = present(key)
      bucket.left = Math.min(burst, bucket.left + 1)
    },
  }
}
