import * as script from 'browser:chat/client.ts'
import * as style from 'browser:page.css'
import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createBot } from '../bot/controller.ts'
import { turnTaker } from '../bot/take-turn.ts'
import type { Invocation } from '../build/run.ts'
import { createApp } from '../http/app.ts'
import { chatRoutes } from '../http/chat.ts'
import { healthRoutes } from '../http/health.ts'
import { lineRoutes } from '../http/line.ts'
import { pageRoutes } from '../http/pages.ts'
import { sealer } from '../stores/seal.ts'
import { sqliteStore } from '../stores/sqlite.ts'
import { appSecret, random, tokenDigest } from './app-secret.ts'
import { type Config, ConfigFault, readConfig } from './config.ts'
import { createLine } from './line.ts'
import { loadGuide, wardsIn } from './load.ts'
import { log } from './log.ts'

const SWEEP_MS = 60_000
const DRAIN_MS = 10_000

/** Everything that serves, built over the embedded store. */
async function assemble(folders: Invocation, config: Config) {
  mkdirSync(config.dataDir, { recursive: true })
  const secret = appSecret(config)
  const { guide, ward, findDanger } = await loadGuide(folders, config.ward)
  const store = sqliteStore(join(config.dataDir, `${config.ward}.db`))
  const bot = createBot(guide, findDanger)
  const seal = sealer(secret)
  const clock = Date.now
  const turns = turnTaker({ store, sealer: seal, bot, guide, findDanger, clock, log })
  const chat = chatRoutes({ turns, store, random, clock, digest: tokenDigest(secret) })
  const line = config.line
    ? createLine({
        ...config.line,
        turns,
        store,
        sealer: seal,
        clock,
        log,
        worker: `${process.pid}`,
        appSecret: secret,
        phrases: guide.phrases,
        switchboard: ward.switchboard.phone,
      })
    : null
  const { publicUrl, production } = config
  const pages = pageRoutes({
    api: chat,
    random,
    ward,
    script,
    style,
    publicUrl,
    line: line !== null,
    production,
  })
  const app = createApp({
    log,
    switchboard: ward.switchboard.phone,
    modules: [healthRoutes(store), line?.routes ?? lineRoutes(null), chat, pages],
  })
  return { app, store, line, ward }
}

/** Stops taking requests and waits for those under way, at most 10 s. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(timer)
}

/** Serves. Resolves when the process has been asked to end and everything under way is done. */
export async function main(folders: Invocation): Promise<number> {
  const started = performance.now()
  let config: Config
  try {
    config = readConfig(process.env, await wardsIn(folders.content))
    if (config.redisUrl)
      throw new ConfigFault(
        'REDIS_URL is set, but this version keeps its records in DATA_DIR only: unset it.',
      )
  } catch (fault) {
    if (!(fault instanceof ConfigFault)) throw fault
    console.error(fault.message)
    return 1
  }
  const { app, store, line, ward } = await assemble(folders, config)
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }) as Server
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve)
      server.once('error', reject)
    })
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    console.error(`Cannot listen on port ${config.port} (${code}): set PORT to another one.`)
    await store.close()
    return 1
  }
  line?.workers.start()
  const sweeper = setInterval(
    () => void store.sweep(Date.now()).catch(() => log('warn', 'sweep-failed')),
    SWEEP_MS,
  )
  log('info', 'ready', {
    ward: config.ward,
    port: config.port,
    line: line !== null,
    ready_ms: Math.round(performance.now() - started),
    process_ms: Math.round(performance.now()),
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  })
  console.error(`まどぐち（${ward.name}） ${config.publicUrl}`)

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  clearInterval(sweeper)
  await Promise.all([drain(server), line?.workers.stop()])
  await store.close()
  return 0
}
