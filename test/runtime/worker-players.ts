import type { Dialogue } from '../dialogues/dialogue.ts'
import { httpPlayer, type Player } from '../dialogues/players.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { type RunningWorker, startWorker } from './worker.ts'

export interface WorkerStage {
  player(dialogue: Dialogue): Promise<Player>
  stop(): Promise<void>
}

/** Workers in workerd, one a ward, over one real Redis; each starts when its ward is first played. */
export async function workerStage(): Promise<WorkerStage> {
  const redis: RedisServer = await startRedis()
  const workers = new Map<string, Promise<RunningWorker>>()
  const workerOf = (ward: string) => {
    const known =
      workers.get(ward) ??
      startWorker(
        { WARD: ward, REDIS_URL: redis.url, APP_SECRET: 'a secret of the tests' },
        { clocked: true },
      )
    workers.set(ward, known)
    return known
  }
  return {
    async player(dialogue) {
      const { url } = await workerOf(dialogue.区)
      let now = Date.parse(dialogue.日時)
      return httpPlayer(
        dialogue,
        (path, init) =>
          fetch(url + path, { ...init, headers: { ...init.headers, 'test-clock': String(now) } }),
        (hours = 0) => {
          now += 10_000 + hours * 3_600_000
        },
      )
    },
    async stop() {
      for (const worker of workers.values()) await (await worker).stop()
      await redis.remove()
    },
  }
}
