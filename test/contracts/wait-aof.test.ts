import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StoreDown } from '../../src/ports.ts'
import { redisStore } from '../../src/stores/redis.ts'
import { quiet } from '../support/canaries/watch.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'

const WAITAOF = /\*4\r\n\$7\r\nwaitaof\r\n\$1\r\n1\r\n\$1\r\n0\r\n\$3\r\n\d{3}\r\n/gi
const instead = (synced: number) => `*3\r\n$4\r\nEVAL\r\n$12\r\nreturn {${synced},0}\r\n$1\r\n0\r\n`

/** A server that syncs once a second, made to look like one of 7.4, which has WAITAOF; `synced` is its answer. */
async function newerRedis(server: RedisServer) {
  const state = { synced: 1, asked: 0 }
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    const redis = connect(server.port, '127.0.0.1')
    for (const socket of [client, redis]) sockets.add(socket.on('error', () => {}))
    client.on('data', (bytes) => {
      const text = bytes.toString('latin1')
      state.asked += text.match(WAITAOF)?.length ?? 0
      redis.write(text.replace(WAITAOF, instead(state.synced)), 'latin1')
    })
    // The same length, so that the reply stays whole.
    redis.on('data', (bytes) =>
      client.write(
        bytes.toString('latin1').replace('redis_version:7.0.15', 'redis_version:7.4.10'),
        'latin1',
      ),
    )
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    state,
    url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
    },
  }
}

describe('a Redis that syncs once a second by itself and has WAITAOF', () => {
  let server: RedisServer
  let proxy: Awaited<ReturnType<typeof newerRedis>>
  beforeAll(async () => {
    server = await startRedis({ appendfsync: 'everysec' })
    proxy = await newerRedis(server)
  })
  afterAll(async () => {
    proxy.close()
    await server.remove()
  })
  const put = (key: string) => ({ unit: 'a', puts: [{ key, value: 'one', expect: 0 }] })

  test('is taken in production, and every write waits until it is on disk', async () => {
    const store = redisStore(proxy.url, { space: 't', log: quiet, strict: true })
    expect(await store.asked).toEqual({ weak: [], waitAof: true })
    expect(await store.commit(put('k'))).toEqual({ ok: true })
    expect(proxy.state.asked).toBe(1)

    proxy.state.synced = 0
    await expect(store.commit(put('other'))).rejects.toBeInstanceOf(StoreDown)
    await store.close()
  })

  test('without WAITAOF it is refused in production and a warning elsewhere', async () => {
    const weak = [expect.stringContaining('set "appendfsync always"')]
    const strict = redisStore(server.url, { space: 't', log: quiet, strict: true })
    expect((await strict.asked).weak).toEqual(weak)
    await expect(strict.commit(put('k2'))).rejects.toBeInstanceOf(StoreDown)
    const lenient = redisStore(server.url, { space: 't', log: quiet, strict: false })
    expect((await lenient.asked).weak).toEqual(weak)
    expect(await lenient.commit(put('k2'))).toEqual({ ok: true })
    await Promise.all([strict.close(), lenient.close()])
  })
})
