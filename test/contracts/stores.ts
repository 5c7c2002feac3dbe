import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Store } from '../../src/ports.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { redisStore } from '../../src/stores/redis.ts'
import { sqliteStore } from '../../src/stores/sqlite.ts'
import { quiet } from '../support/canaries/watch.ts'
import { type RedisServer, startCluster, startRedis } from '../support/redis-server.ts'

/** A store of one test. */
export interface Made {
  readonly store: Store
  /** The same records, opened by another process as it were; absent where they die with it. */
  reopen?: () => Promise<Store>
  /** Every byte that stands on disk. */
  files?: () => Buffer
  cleanup: () => Promise<void>
}

/** Started when first asked for. */
function once<T>(start: () => Promise<T>) {
  let made: Promise<T> | null = null
  return {
    get: () => {
      made ??= start()
      return made
    },
    started: () => made,
  }
}
const redis = once(() => startRedis())
const cluster = once(() => startCluster())
/** To be called by each file that uses the makers. */
export const removeServers = () =>
  afterAll(async () => {
    await (await redis.started())?.remove()
    await (await cluster.started())?.remove()
  })

const bytesIn = (dir: string): Buffer =>
  Buffer.concat(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  )

let spaces = 0
/** A store over servers that others use as well, in a space of its own. */
async function onRedis(url: string, servers: readonly RedisServer[], clock: () => number): Promise<Made> {
  const space = `t${spaces++}`
  const open = async () => {
    const opened = redisStore(url, { space, log: quiet, strict: true, clock })
    const { weak } = await opened.asked
    if (weak.length > 0) throw new Error(weak.join('\n'))
    return opened
  }
  let store = await open()
  return {
    get store() {
      return store
    },
    reopen: async () => {
      await store.close()
      store = await open()
      return store
    },
    files: () => Buffer.concat(servers.map(({ dir }) => bytesIn(dir))),
    cleanup: () => store.close(),
  }
}

/** One of each store there is, by its name. */
export const makers: Readonly<Record<string, (clock: () => number) => Promise<Made>>> = {
  memory: async (clock) => {
    const store = memoryStore(clock)
    return { store, cleanup: () => store.close() }
  },
  sqlite: async (clock) => {
    const dir = mkdtempSync(join(tmpdir(), 'madoguchi-store-'))
    let store = sqliteStore(join(dir, 'store.db'), clock)
    return {
      store,
      reopen: async () => {
        await store.close()
        store = sqliteStore(join(dir, 'store.db'), clock)
        return store
      },
      files: () => bytesIn(dir),
      cleanup: async () => {
        await store.close()
        rmSync(dir, { recursive: true })
      },
    }
  },
  redis: async (clock) => {
    const server = await redis.get()
    return onRedis(server.url, [server], clock)
  },
  'a cluster of Redis': async (clock) => {
    const { url, nodes } = await cluster.get()
    return onRedis(url, nodes, clock)
  },
}
