import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { redisStore } from '../../src/stores/redis.ts'
import { quiet } from '../support/canaries/watch.ts'
import { freePort, REDIS_SERVER, startRedis } from '../support/redis-server.ts'

/** A sentinel that alone decides when its master is gone. */
async function startSentinel(master: number) {
  const dir = mkdtempSync(join(tmpdir(), 'madoguchi-sentinel-'))
  const port = await freePort()
  const file = join(dir, 'sentinel.conf')
  const watch = [
    `sentinel monitor records 127.0.0.1 ${master} 1`,
    'sentinel down-after-milliseconds records 500',
    'sentinel failover-timeout records 5000',
  ]
  writeFileSync(file, [`port ${port}`, 'bind 127.0.0.1', `dir ${dir}`, ...watch].join('\n'))
  const child = spawn(REDIS_SERVER, [file, '--sentinel'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const heard = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    for (const look of heard) look()
  })
  return {
    port,
    /** Resolves when it has said that. */
    says: (words: string) =>
      new Promise<void>((resolve) => {
        const look = () => said.includes(words) && resolve()
        heard.add(look)
        look()
      }),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

test('behind Sentinel the store follows its records to the server that took over', async () => {
  const master = await startRedis()
  onTestFinished(master.remove)
  const replica = await startRedis({ replicaof: `127.0.0.1 ${master.port}` })
  onTestFinished(replica.remove)
  const sentinel = await startSentinel(master.port)
  onTestFinished(sentinel.stop)
  await sentinel.says('+slave')
  const url = `redis://127.0.0.1:${sentinel.port}?sentinel=records`
  const store = redisStore(url, { space: 't', log: quiet, strict: true })
  expect((await store.asked).weak).toEqual([])
  expect(await store.commit({ unit: 'a', puts: [{ key: 'k', value: 'one', expect: 0 }] })).toEqual({
    ok: true,
  })
  // Replication is not part of the promise: wait for it here.
  const other = redisStore(replica.url, { space: 't', log: quiet, strict: false })
  await other.asked
  await expect.poll(async () => (await other.get('a', 'k'))?.value, { timeout: 20_000 }).toBe('one')
  await other.close()

  await master.kill()
  await sentinel.says('+switch-master')
  const write = () => store.commit({ unit: 'a', puts: [{ key: 'later', value: 'two', expect: 'any' }] })
  await expect.poll(() => write().catch(() => null), { timeout: 20_000 }).toEqual({ ok: true })
  expect((await store.get('a', 'k'))?.value).toBe('one')
  await store.close()
})
