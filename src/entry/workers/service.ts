import { ConfigFault } from '../config.ts'
import { type Isolate, openIsolate, type WorkerParts } from './isolate.ts'
import { once } from './once.ts'
import type { ExecutionContext, WorkerEnv } from './platform.ts'
import { workOff } from './work-off.ts'

/** `waitUntil` is cut 30 s after the response; what is left then passes to the object's alarm. */
const WORK_MS = 20_000
/** When the alarm looks after work whose invocation was ended in its midst: a lease later. */
const TAKE_OVER_MS = 6_000
/** Who looks through the queues says so at least this often. */
const LOOK_MS = 500
/** Calls to LINE are given up after 4 s; a danger card may be on its way while we answer 503. */
const LAST_CALLS_MS = 4_500

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The service on Workers: requests, the clock's calls, and what carries on work that outlives a request. */
export function workerService(parts: WorkerParts) {
  const { log, clock } = parts
  const isolateOf = once((env: WorkerEnv) => openIsolate(env, parts))
  // One invocation of an isolate looks through the queues at a time, however many brought work.
  let looker: symbol | null = null
  let lookedAt = 0

  function mayLook(who: symbol): boolean {
    const now = Date.now()
    if (looker !== who && looker !== null && now - lookedAt < LOOK_MS) return false
    looker = who
    lookedAt = now
    return true
  }

  /** Has the object look at the queues then, should this invocation not come that far. */
  async function arrange(env: WorkerEnv, inMs: number): Promise<void> {
    const object = env.CONTINUATION.get(env.CONTINUATION.idFromName('queues'))
    await object.fetch(`https://continuation.invalid/?in=${Math.round(inMs)}`, { method: 'POST' })
  }

  async function carryOn(env: WorkerEnv, { backlog }: Isolate): Promise<void> {
    const who = Symbol()
    if (backlog.queues.length === 0 || !mayLook(who)) return
    const arranged = arrange(env, TAKE_OVER_MS)
    try {
      const due = await workOff(backlog, WORK_MS, () => mayLook(who))
      if (due !== null && looker === who) await arrange(env, due - clock())
    } catch {
      log('error', 'queue-away', { queue: 'line' })
    } finally {
      if (looker === who) looker = null
      await arranged.catch(() => log('warn', 'continuation-away'))
    }
  }

  /** Works the queues off with a connection of its own. Resolves with when to look again, null when all is done. */
  async function drain(
    env: WorkerEnv,
    context: ExecutionContext,
    forMs: number,
    before: (isolate: Isolate) => Promise<void> = async () => {},
  ): Promise<number | null> {
    const isolate = await isolateOf(env, context)
    const scope = isolate.scope()
    try {
      return await scope.run(async () => {
        await before(isolate)
        return workOff(isolate.backlog, forMs)
      })
    } finally {
      await scope.close()
    }
  }

  return {
    async fetch(request: Request, env: WorkerEnv, context: ExecutionContext): Promise<Response> {
      let isolate: Isolate
      try {
        isolate = await isolateOf(env, context)
      } catch (fault) {
        const advice = fault instanceof ConfigFault ? fault.message : null
        log('error', 'not-started', { fault: (fault as Error).name, advice })
        return new Response('いま準備ができていません。少し待ってから、もう一度お試しください。', {
          status: 503,
          headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
        })
      }
      const scope = isolate.scope()
      const answered = scope.run(async () => watched(request, await isolate.app.fetch(request, env)))
      const rest = async () => {
        const { response, over } = await answered
        await over
        if (scope.enqueued) await scope.run(() => carryOn(env, isolate))
        else if (response.status === 503) await pause(LAST_CALLS_MS)
        await scope.close()
      }
      // From the start: a turn under way is finished also when its reader has gone.
      context.waitUntil(rest())
      return (await answered).response
    },

    /** Cron, each minute: sweeps, follows the clock, and works off what everybody else has left. */
    async scheduled(_event: unknown, env: WorkerEnv, context: ExecutionContext): Promise<void> {
      const due = await drain(env, context, WORK_MS, async ({ store, minute }) => {
        await Promise.all([store.sweep(clock()).catch(() => log('warn', 'sweep-failed')), minute()])
      })
      if (due !== null) await arrange(env, due - clock())
    },

    drain,
    parts,
  }
}

export type WorkerService = ReturnType<typeof workerService>

/** The response, and when it has been sent whole or its reader has gone: event streams outlive their handler. */
function watched(
  request: Request,
  response: Response,
): { readonly response: Response; readonly over: Promise<void> } {
  const stream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (!stream || !response.body) return { response, over: Promise.resolve() }
  const through = new TransformStream()
  const over = response.body.pipeTo(through.writable, { signal: request.signal }).catch(() => {})
  return { response: new Response(through.readable, response), over }
}
