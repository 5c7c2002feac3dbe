import type { Log, Store } from '../../ports.ts'
import { redisStore } from '../../stores/redis.ts'
import type { Config } from '../config.ts'

/** LINE waits two seconds for its 200: by then the store has answered, or the resident is told. */
const PATIENCE_MS = 800

/** A connection of one request. Resolves when Redis can be asked, or is too late: calls then say so. */
export async function connect(
  url: string,
  config: Pick<Config, 'ward' | 'production'>,
  log: Log,
): Promise<Store> {
  const store = redisStore(url, { space: config.ward, log, strict: config.production })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS)
  })
  await Promise.race([store.asked, late])
  clearTimeout(timer)
  return store
}
