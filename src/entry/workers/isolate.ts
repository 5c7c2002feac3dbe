import type { Hono } from 'hono'
import { INBOX, OUTBOX } from '../../bot/in-flight.ts'
import { CASES } from '../../cases/case-news.ts'
import type { Clock, Log, Store } from '../../ports.ts'
import { perRequestStore, type StoreScope } from '../../stores/per-request.ts'
import { assemble } from '../assemble.ts'
import { type Config, ConfigFault, readConfig } from '../config.ts'
import { makeGuide } from '../make-guide.ts'
import type { connect } from './connect.ts'
import { loadAssets, loadManifest } from './load-assets.ts'
import type { WorkerEnv } from './platform.ts'
import type { Backlog } from './work-off.ts'

/** What an isolate keeps between requests: all that is loaded, and no connection. */
export interface Isolate {
  readonly app: Hono
  readonly backlog: Backlog
  readonly store: Store
  /** What follows the clock, once a minute. Never rejects. */
  readonly minute: () => Promise<void>
  scope(): StoreScope
}

/** What a test may replace; the product has `Date.now` and Redis. */
export interface WorkerParts {
  readonly clock: Clock
  readonly log: Log
  readonly connect: typeof connect
}

/** Nothing can be kept in an isolate, so what a process makes for itself must be set here. */
function complete(config: Config) {
  const { redisUrl, appSecret, publicUrl } = config
  if (redisUrl === null || appSecret === null || publicUrl === null)
    throw new ConfigFault(
      'On Workers REDIS_URL, APP_SECRET and PUBLIC_URL must be set: wrangler secret put REDIS_URL, wrangler secret put APP_SECRET, and PUBLIC_URL in wrangler.toml.',
    )
  return { redisUrl, appSecret, publicUrl }
}

/** Loads everything and wires the service. Rejects with `ConfigFault` when a setting is wrong. */
export async function openIsolate(env: WorkerEnv, parts: WorkerParts): Promise<Isolate> {
  const { clock, log } = parts
  const manifest = await loadManifest(env.ASSETS)
  const variables = Object.entries(env).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  const config = readConfig(Object.fromEntries(variables), manifest.wards)
  const { redisUrl, appSecret, publicUrl } = complete(config)
  const loaded = makeGuide(await loadAssets(env.ASSETS, manifest, config.ward))
  const { store, scope } = perRequestStore(() => parts.connect(redisUrl, config, log))
  const { app, line, staff, keeping } = assemble({
    store,
    loaded,
    config,
    appSecret,
    publicUrl,
    clock,
    log,
    perRequest: true,
  })
  const queues = [
    ...(line
      ? [
          { name: INBOX, worker: line.inbox },
          { name: OUTBOX, worker: line.outbox },
        ]
      : []),
    { name: CASES, worker: staff.feed },
  ]
  const minute = async () => {
    await Promise.all([line?.minute(), staff.watch.tick(), keeping.runOnce().catch(() => 0)])
  }
  return { app, store, scope, minute, backlog: { store, queues, clock } }
}
