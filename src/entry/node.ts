import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { Invocation } from '../build/run.ts'
import { sqliteStore } from '../stores/sqlite.ts'
import { appSecret } from './app-secret.ts'
import { assemble } from './assemble.ts'
import { type Config, ConfigFault, readConfig } from './config.ts'
import { listen } from './listen.ts'
import { loadGuide, wardsIn } from './load.ts'
import { log } from './log.ts'

const SWEEP_MS = 60_000
/** Whoever stops a process gives it ten seconds. */
const DRAIN_MS = 8_000

/** The data folder, made where it is missing. Throws `ConfigFault` when nothing can be kept there. */
function openData(config: Config) {
  try {
    mkdirSync(config.dataDir, { recursive: true })
    return { secret: appSecret(config), store: sqliteStore(join(config.dataDir, `${config.ward}.db`)) }
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    throw new ConfigFault(
      `DATA_DIR cannot be used (${code}): set it to a folder this process may write to, with an intact database or none.`,
    )
  }
}

/** Everything that serves, built over the embedded store. */
async function open(folders: Invocation, config: Config, publicUrl: string) {
  const { secret, store } = openData(config)
  const loaded = await loadGuide(folders, config.ward)
  const clock = Date.now
  const runtime = { store, loaded, config, appSecret: secret, publicUrl, clock, log }
  return { ...assemble({ ...runtime, worker: `${process.pid}` }), store, ward: loaded.ward }
}

/** Serves. Resolves when the process has been asked to end and everything under way is done. */
export async function main(folders: Invocation): Promise<number> {
  try {
    const config = readConfig(process.env, await wardsIn(folders.content))
    if (config.redisUrl)
      throw new ConfigFault(
        'REDIS_URL is set, but this version keeps its records in DATA_DIR only: unset it.',
      )
    return await run(folders, config)
  } catch (fault) {
    if (!(fault instanceof ConfigFault)) throw fault
    console.error(fault.message)
    return 1
  }
}

async function run(folders: Invocation, config: Config): Promise<number> {
  const started = performance.now()
  const whole = Promise.withResolvers<Hono>()
  const server = await listen(config, whole.promise)
  const publicUrl = config.publicUrl ?? `http://localhost:${server.port}`
  const { app, store, line, ward } = await open(folders, config, publicUrl).catch(async (fault) => {
    await server.close(0)
    throw fault
  })
  whole.resolve(app)
  line?.workers.start()
  const sweeper = setInterval(
    () => void store.sweep(Date.now()).catch(() => log('warn', 'sweep-failed')),
    SWEEP_MS,
  )
  log('info', 'ready', {
    ward: config.ward,
    port: server.port,
    line: line !== null,
    ready_ms: Math.round(performance.now() - started),
    process_ms: Math.round(performance.now()),
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  })
  console.error(`まどぐち（${ward.name}） ${publicUrl}`)

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  clearInterval(sweeper)
  await Promise.all([server.close(DRAIN_MS), line?.workers.stop()])
  await store.close()
  return 0
}
