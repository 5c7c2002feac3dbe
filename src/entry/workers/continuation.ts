import type { ExecutionContext, ObjectState, WorkerEnv } from './platform.ts'
import type { WorkerService } from './service.ts'

/** An alarm may run for 15 minutes; ours comes back instead. */
const WORK_MS = 60_000
const AWAY_MS = 5_000

/**
 * The Durable Object that carries on work which outlives its request: its alarm survives the isolate, and the
 * platform repeats one that failed. It keeps nothing else; everything is in Redis.
 */
export function continuationOf(service: Pick<WorkerService, 'drain' | 'parts'>) {
  const { clock, log } = service.parts
  return class Continuation {
    readonly #state: ObjectState & ExecutionContext
    readonly #env: WorkerEnv

    constructor(state: ObjectState & ExecutionContext, env: WorkerEnv) {
      this.#state = state
      this.#env = env
    }

    /** `POST ?in=<ms>`: look at the queues then, or earlier if that was arranged before. */
    async fetch(request: Request): Promise<Response> {
      await this.#arrange(Number(new URL(request.url).searchParams.get('in') ?? 0))
      return new Response(null, { status: 204 })
    }

    async alarm(): Promise<void> {
      try {
        const due = await service.drain(this.#env, this.#state, WORK_MS)
        if (due !== null) await this.#arrange(due - clock())
      } catch (fault) {
        log('error', 'queue-away', { queue: 'line', fault: (fault as Error).name })
        await this.#arrange(AWAY_MS)
      }
    }

    async #arrange(inMs: number): Promise<void> {
      const { storage } = this.#state
      const at = Date.now() + Math.max(0, inMs)
      const arranged = await storage.getAlarm()
      if (arranged === null || arranged > at) await storage.setAlarm(at)
    }
  }
}
