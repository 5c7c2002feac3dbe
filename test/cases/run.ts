import { parseArgs } from 'node:util'
import { redisStore } from '../../src/stores/redis.ts'
import { startRedis } from '../support/redis-server.ts'
import { sequences } from './sequences.ts'

/** `npm run test:sequences -- [--count 10000 --seed 1]`: random talks on two processes over one Redis; exit 1 when anything is lost or said over a person. */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const server = await startRedis()
const connect = async () => {
  const store = redisStore(server.url, { space: 's', log: () => {}, strict: true, commandTimeoutMs: 20_000 })
  await store.asked
  return store
}
const stores = [await connect(), await connect()] as const
const account = await sequences(stores, { count: Number(values.count), seed: Number(values.seed) })
const { overPerson, lost, split, wrongReplies } = account
console.log(JSON.stringify(account))
for (const store of stores) await store.close()
await server.remove()
process.exit(overPerson.length + lost.length + split.length + wrongReplies.length === 0 ? 0 : 1)
