import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { Log } from '../../ports.ts'
import { StoreDown } from '../../ports.ts'
import { type Durability, durabilityOf } from './durability.ts'
import { SCRIPTS } from './scripts.ts'
import { readTarget, type Target } from './target.ts'

type Client = Redis | Cluster

/** A connection whose server has been asked what it promises. */
export interface Connection {
  /** Throws `StoreDown` while there is none, or only one that loses records in production. */
  client(): { readonly client: Client; readonly waitAof: boolean }
  /** Resolves when the server has first been asked; never, while it is away. */
  readonly asked: Promise<Durability>
  /** A second connection of the same kind that only listens. */
  listener(): Client
  readonly clustered: () => boolean
  /** Writes the append-only files anew, without what is no longer there. One that is being written is enough. */
  rewrite(): Promise<void>
  close(): void
}

export interface ConnectionOptions {
  readonly log: Log
  /** Refuse a server that may lose what it has acknowledged. Otherwise it is only warned of. */
  readonly strict: boolean
  readonly commandTimeoutMs?: number
}

/** Fails at once instead of waiting, and sends nothing twice by itself: whoever asked knows what may be repeated. */
const common = (commandTimeout: number) => ({
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout,
  connectTimeout: 2_000,
  socketTimeout: 5_000,
  retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 5), 1_000),
  // After a fail-over the old master refuses writes: look for the new one.
  reconnectOnError: (fault: Error) => fault.message.startsWith('READONLY'),
})
const listening = { enableOfflineQueue: true, maxRetriesPerRequest: null }

/** Answers come in their long-known shapes. */
const single = (options: RedisOptions) => ({ ...options, replyMapping: 'legacy' as const })

/** `CLUSTER SLOTS` of one node tells the others. */
function clusterOf(target: Extract<Target, { kind: 'cluster' }>, redisOptions: RedisOptions): Cluster {
  const {
    db: _none,
    host: _host,
    port: _port,
    replyMapping: _as,
    ...options
  } = {
    ...redisOptions,
    ...target.options,
  }
  return new Cluster([...target.nodes], {
    enableOfflineQueue: redisOptions.enableOfflineQueue ?? false,
    scripts: { ...SCRIPTS },
    slotsRefreshTimeout: 2_000,
    clusterRetryStrategy: (times) => Math.min(50 * times, 1_000),
    redisOptions: options,
  })
}

/** Connects, and goes on connecting for as long as the process lives. Throws for an address that is none. */
export function connectRedis(url: string, options: ConnectionOptions): Connection {
  const { log, strict } = options
  const read = readTarget(url)
  if (!read) throw new TypeError('not an address of Redis')
  let target: Target = read
  const settings = common(options.commandTimeoutMs ?? 500)
  const asked = Promise.withResolvers<Durability>()
  let closed = false
  let usable: { readonly client: Client; readonly waitAof: boolean } | null = null
  let why = 'Redis is away'

  /** Called on every connect: a server that took over may be set otherwise. */
  async function ask(client: Client): Promise<void> {
    usable = null
    try {
      const nodes = client instanceof Cluster ? client.nodes('master') : [client]
      if (nodes.length === 0) return
      const answers = await Promise.all(nodes.map((node) => durabilityOf(node, !(client instanceof Cluster))))
      const weak = [...new Set(answers.flatMap((answer) => answer.weak))]
      const durability = { weak, waitAof: answers.some(({ waitAof }) => waitAof) }
      for (const sentence of weak) log(strict ? 'error' : 'warn', 'redis-weak', { sentence })
      if (closed || client !== present) return
      if (weak.length > 0 && strict) why = 'Redis is not durable'
      else usable = { client, waitAof: durability.waitAof }
      asked.resolve(durability)
    } catch (fault) {
      log('warn', 'redis-not-asked', { fault: (fault as Error).name })
      // Nobody else asks again while the connection stands.
      if (!closed && client === present) setTimeout(() => void ask(client), 500).unref()
    }
  }

  function watch(client: Client): Client {
    let down = false
    client.on('error', (fault: Error) => {
      if (!down) log('error', 'redis-away', { fault: (fault as NodeJS.ErrnoException).code ?? fault.name })
      down = true
    })
    const lost = () => {
      if (client !== present) return
      usable = null
      why = 'Redis is away'
    }
    client.on('close', lost)
    client.on('end', lost)
    client.on('ready', () => {
      if (down) log('info', 'redis-back')
      down = false
      void recognise(client)
    })
    if (client instanceof Cluster) client.on('+node', () => void (client.status === 'ready' && ask(client)))
    return client
  }

  /** One address may be a node of a cluster, which only it can tell. */
  async function recognise(client: Client): Promise<void> {
    if (closed || client !== present) return
    if (client instanceof Redis && target.kind === 'one') {
      const info = await client.info('cluster').catch(() => '')
      if (info.includes('cluster_enabled:1')) {
        const { host = '127.0.0.1', port = 6_379 } = target.options
        target = { kind: 'cluster', nodes: [{ host, port }], options: target.options }
        client.disconnect()
        present = watch(clusterOf(target, settings))
        return
      }
    }
    await ask(client)
  }

  const open = (more: RedisOptions): Client =>
    target.kind === 'cluster'
      ? clusterOf(target, { ...settings, ...more })
      : new Redis(single({ ...settings, ...target.options, ...more, scripts: { ...SCRIPTS } }))
  let present: Client = open({})
  watch(present)

  return {
    asked: asked.promise,
    client() {
      if (!usable) throw new StoreDown(why)
      return usable
    },
    listener() {
      const client = open(listening)
      // Whoever listens also looks for itself; the other connection tells that Redis is away.
      client.on('error', () => {})
      return client
    },
    clustered: () => target.kind === 'cluster',
    async rewrite() {
      for (const node of present instanceof Cluster ? present.nodes('master') : [present])
        await node.bgrewriteaof().catch((fault: Error) => {
          if (!/already in progress/.test(fault.message)) throw fault
        })
    },
    close() {
      closed = true
      usable = null
      present.disconnect()
    },
  }
}
