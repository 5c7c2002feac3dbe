import { connect } from './workers/connect.ts'
import { continuationOf } from './workers/continuation.ts'
import { log } from './workers/log.ts'
import { workerService } from './workers/service.ts'

const service = workerService({ clock: Date.now, log, connect })

export const Continuation = continuationOf(service)

/** The service on Cloudflare Workers; `wrangler.toml` says what is bound. */
export default { fetch: service.fetch, scheduled: service.scheduled }
