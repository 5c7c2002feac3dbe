import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'

export const REDIS_SERVER = '/usr/bin/redis-server'

/** Settings under which nothing acknowledged is lost; each can be given otherwise. */
const DURABLE = {
  appendonly: 'yes',
  appendfsync: 'always',
  'maxmemory-policy': 'noeviction',
  save: '',
} as const

export interface RedisServer {
  readonly port: number
  readonly url: string
  /** Its data folder. */
  readonly dir: string
  kill(signal?: NodeJS.Signals): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  /** Ends it and forgets its data. */
  remove(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** A real redis-server on loopback with a data folder of its own. Resolves when it answers. */
export async function startRedis({
  port: wanted,
  ...settings
}: Readonly<Record<string, string>> = {}): Promise<RedisServer> {
  const port = wanted ? Number(wanted) : await freePort()
  const dir = mkdtempSync(join(tmpdir(), 'madoguchi-redis-'))
  const args = Object.entries({ ...DURABLE, ...settings }).flatMap(([name, value]) => [`--${name}`, value])
  let child: ChildProcess | null = null

  async function start(): Promise<void> {
    child = spawn(REDIS_SERVER, ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const { stdout } = child
    await new Promise<void>((resolve, reject) => {
      let said = ''
      stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Ready to accept connections')) resolve()
      })
      child?.once('error', reject)
      child?.once('exit', (code) => reject(new Error(`redis-server ended with ${code}:\n${said}`)))
    })
  }
  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const going = child
    if (!going || going.exitCode !== null || going.signalCode !== null) return
    const ended = once(going, 'exit')
    going.kill(signal)
    await ended
  }
  await start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    dir,
    kill,
    signal: (name) => void child?.kill(name),
    start,
    async remove() {
      child?.kill('SIGCONT')
      await kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export interface RedisCluster {
  readonly url: string
  readonly nodes: readonly RedisServer[]
  remove(): Promise<void>
}

const SLOTS = 16_384

/** Three masters that know each other. */
export async function startCluster(): Promise<RedisCluster> {
  const settings = { 'cluster-enabled': 'yes', 'cluster-node-timeout': '2000' }
  const nodes = await Promise.all([0, 1, 2].map(() => startRedis(settings)))
  const clients = nodes.map(({ port }) => new Redis(port, '127.0.0.1'))
  const [first] = nodes
  await Promise.all(
    clients.map(async (client, i) => {
      const from = Math.ceil((i * SLOTS) / 3)
      const to = Math.ceil(((i + 1) * SLOTS) / 3) - 1
      await client.cluster('ADDSLOTSRANGE', from, to)
      if (i > 0 && first) await client.cluster('MEET', '127.0.0.1', first.port)
    }),
  )
  // Nodes tell each other by gossip, and there is no event for it.
  const joined = async (client: Redis) => String(await client.cluster('INFO')).includes('cluster_state:ok')
  while (!(await Promise.all(clients.map(joined))).every(Boolean))
    await new Promise((resolve) => setImmediate(resolve))
  for (const client of clients) client.disconnect()
  return {
    url: first?.url ?? '',
    nodes,
    remove: async () => void (await Promise.all(nodes.map((node) => node.remove()))),
  }
}
