import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsOf } from '../../src/entry/staff.ts'
import { redisStore } from '../../src/stores/redis.ts'
import { sealer } from '../../src/stores/seal.ts'
import { type Service, startService } from '../e2e/service.ts'
import { quiet } from '../support/canaries/watch.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { type RunningWorker, startWorker } from './worker.ts'

const SECRET = 'a secret of the tests'
const PASSWORD = 'a password of the tests'
let redis: RedisServer
let node: Service
let worker: RunningWorker
beforeAll(async () => {
  redis = await startRedis()
  const variables = { WARD: 'mihon', REDIS_URL: redis.url, APP_SECRET: SECRET }
  const store = redisStore(redis.url, { space: 'mihon', log: quiet, strict: true })
  await store.asked
  const parts = { store, sealer: sealer(SECRET), clock: Date.now, appSecret: SECRET }
  const accounts = accountsOf(parts, { name: 'みほん区' })
  const sato = { username: 'sato', name: '佐藤', role: 'staff', team: 'fukushi' } as const
  await accounts.add({ ...sato, password: PASSWORD, totp: false })
  await store.close()
  ;[node, worker] = await Promise.all([startService(variables), startWorker(variables)])
}, 90_000)
afterAll(async () => {
  await Promise.all([node?.stop(), worker?.stop()])
  await redis.remove()
})

const post = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
interface Listed {
  readonly cases: readonly { readonly id: string; readonly version: number }[]
}

test('a person asked for on Workers is found on Node, answered there, and heard on Workers', async () => {
  const begun = (await (await post(`${worker.url}/api/chat`, {})).json()) as {
    token: string
    conversation: string
  }
  const talk = { authorization: `Bearer ${begun.token}` }
  await post(`${worker.url}/api/chat/messages`, { id: 'a', text: '人と話す' }, talk)
  const cookies = await Promise.all(
    [node.url, worker.url].map(async (url) => {
      const signed = await post(`${url}/api/staff/session`, { username: 'sato', password: PASSWORD })
      expect(signed.status).toBe(204)
      return signed.headers.get('set-cookie')?.split(';')[0] ?? ''
    }),
  )
  const list = async (url: string, cookie: string) => {
    const answer = await fetch(`${url}/api/staff/cases?view=queue`, { headers: { cookie } })
    return ((await answer.json()) as Listed).cases
  }
  await expect.poll(() => list(node.url, cookies[0] ?? ''), { timeout: 5_000 }).toHaveLength(1)
  const [waiting] = await list(worker.url, cookies[1] ?? '')
  expect(waiting?.id).toBe(begun.conversation)
  const act = async (url: string, cookie: string | undefined, name: string, body: object) => {
    const answer = await post(`${url}/api/staff/cases/${begun.conversation}/${name}`, body, {
      cookie: cookie ?? '',
    })
    return { status: answer.status, body: (await answer.json()) as { version: number } }
  }
  const claimed = await act(node.url, cookies[0], 'claim', { version: waiting?.version })
  expect(claimed.status).toBe(200)
  const again = await act(worker.url, cookies[1], 'claim', { version: waiting?.version })
  expect(again.status).toBe(409)
  await act(worker.url, cookies[1], 'reply', { version: claimed.body.version, text: '佐藤です' })
  const heard = await fetch(`${worker.url}/api/chat`, { headers: talk })
  const { messages } = (await heard.json()) as { messages: { from: string; text: string }[] }
  expect(messages.at(-1)).toMatchObject({ from: 'staff', text: '佐藤です' })
  const silent = await post(`${worker.url}/api/chat/messages`, { id: 'b', text: 'はい' }, talk)
  expect(await silent.json()).toEqual({ messages: [] })
}, 60_000)
