import { mkdirSync } from 'node:fs'
import { child, freePort } from './child.ts'

/** Every answered write is on disk, nothing is ever evicted: what the service asks of a Redis. */
const DURABLE = [
  ['--appendonly', 'yes'],
  ['--appendfsync', 'always'],
  ['--maxmemory-policy', 'noeviction'],
  ['--save', ''],
].flat()

/** A real redis-server on loopback with its files in this folder; it can be killed and comes back with them. */
export async function redisProcess(folder: string) {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const process = child(
    '/usr/bin/redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...DURABLE],
    { cwd: folder, env: {} },
  )
  return { url: `redis://127.0.0.1:${port}`, process }
}
