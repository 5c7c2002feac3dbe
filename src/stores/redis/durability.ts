import type { Redis } from 'ioredis'

/** What a server promises about what it has acknowledged. */
export interface Durability {
  /** What makes it unfit for records that must not be lost, one sentence each with what to set. */
  readonly weak: readonly string[]
  /** Each write must be followed by WAITAOF, as the server syncs only once a second by itself. */
  readonly waitAof: boolean
}

const WAITAOF_SINCE = [7, 2] as const

function atLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number)
  return a > major || (a === major && b >= minor)
}

/** null when this user may not ask. */
async function setting(redis: Redis, name: string): Promise<string | null> {
  try {
    const [, value] = (await redis.config('GET', name)) as unknown as readonly string[]
    return value ?? null
  } catch (fault) {
    if (/^(NOPERM|ERR unknown command)/.test((fault as Error).message)) return null
    throw fault
  }
}

/** Asks the server how durable it is. Rejects when it cannot be asked at all. */
export async function durabilityOf(redis: Redis, canWaitAof: boolean): Promise<Durability> {
  const [info, ...settings] = await Promise.all([
    redis.info('server'),
    ...['appendonly', 'appendfsync', 'maxmemory-policy'].map((name) => setting(redis, name)),
  ])
  if (settings.includes(null))
    return {
      weak: ['Redis does not let its settings be read: allow this user the command CONFIG|GET.'],
      waitAof: false,
    }
  const [appendonly, appendfsync, policy] = settings
  const version = /redis_version:([\d.]+)/.exec(info)?.[1] ?? '0.0'
  const waitAof = appendfsync !== 'always' && canWaitAof && atLeast(version, WAITAOF_SINCE)
  const weak: string[] = []
  if (appendonly !== 'yes')
    weak.push('Redis keeps no append-only file, so a restart loses records: set "appendonly yes".')
  else if (appendfsync !== 'always' && !waitAof)
    weak.push(
      `Redis acknowledges before it has synced (appendfsync ${appendfsync}): set "appendfsync always".`,
    )
  if (policy !== 'noeviction')
    weak.push(
      `Redis may throw records away when memory is short (maxmemory-policy ${policy}): set "maxmemory-policy noeviction".`,
    )
  return { weak, waitAof }
}
