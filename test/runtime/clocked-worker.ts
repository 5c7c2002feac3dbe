import { AsyncLocalStorage } from 'node:async_hooks'
import { connect } from '../../src/entry/workers/connect.ts'
import { continuationOf } from '../../src/entry/workers/continuation.ts'
import { log } from '../../src/entry/workers/log.ts'
import type { ExecutionContext, WorkerEnv } from '../../src/entry/workers/platform.ts'
import { workerService } from '../../src/entry/workers/service.ts'
import type { Store } from '../../src/ports.ts'

/** The product's Worker with a clock that each request brings along: dialogues play at a time of their own. */
const told = new AsyncLocalStorage<number>()
const clock = () => told.getStore() ?? Date.now()

/** Redis lives in real time: lifetimes begin there, not at the dialogue's hour. */
function inRealTime(store: Store): Store {
  const shift = () => Date.now() - clock()
  return {
    ...store,
    commit: ({ puts = [], ...batch }) =>
      store.commit({
        ...batch,
        puts: puts.map((put) =>
          put.expires === undefined ? put : { ...put, expires: put.expires + shift() },
        ),
      }),
  }
}

const service = workerService({
  clock,
  log,
  connect: async (...args) => inRealTime(await connect(...args)),
})

export const Continuation = continuationOf(service)

export default {
  fetch: (request: Request, env: WorkerEnv, context: ExecutionContext) =>
    told.run(Number(request.headers.get('test-clock') ?? Date.now()), () =>
      service.fetch(request, env, context),
    ),
  scheduled: service.scheduled,
}
