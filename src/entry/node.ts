import * as script from 'browser:chat/client.ts'
import * as style from 'browser:page.css'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createBot } from '../bot/controller.ts'
import { turnTaker } from '../bot/take-turn.ts'
import type { Invocation } from '../build/run.ts'
import { createApp } from '../http/app.ts'
import { chatRoutes } from '../http/chat.ts'
import { healthRoutes } from '../http/health.ts'
import { pageRoutes } from '../http/pages.ts'
import type { Log } from '../ports.ts'
import { sealer } from '../stores/seal.ts'
import { sqliteStore } from '../stores/sqlite.ts'
import { findDanger } from '../text/danger.ts'
import { type Config, ConfigFault, readConfig } from './config.ts'
import { loadGuide, wardsIn } from './load.ts'

/** One JSON line an event: ids and codes only. */
export const log: Log = (level, event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
}

/** The secret all keys are derived from: given, or made once and kept in the data folder, readable by its owner. */
function appSecret(config: Config): string {
  if (config.appSecret) return config.appSecret
  const file = join(config.dataDir, 'app-secret')
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  }
  return readFileSync(file, 'utf8').trim()
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
  mkdirSync(config.dataDir, { recursive: true })
  const secret = appSecret(config)
  const { guide, ward } = await loadGuide(folders, config.ward)
  const store = sqliteStore(join(config.dataDir, `${config.ward}.db`))
  const bot = createBot(guide, findDanger)
  const turns = turnTaker({ store, sealer: sealer(secret), bot, guide, findDanger, clock: Date.now, log })
  const digest = (text: string) => createHmac('sha256', `${secret}:token`).update(text).digest('base64url')
  const random = { token: () => randomBytes(24).toString('base64url') }

  const chat = chatRoutes({ turns, store, random, clock: Date.now, digest })
  const { publicUrl, production } = config
  const line = config.line !== null
  const pages = pageRoutes({
    api: chat,
    random,
    ward,
    script,
    style,
    publicUrl,
    line,
    store: 'sqlite',
    production,
  })
  const app = createApp({
    log,
    switchboard: ward.switchboard.phone,
    modules: [healthRoutes(store), chat, pages],
  })
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const ready = Math.round(performance.now() - started)
  log('info', 'ready', { ward: config.ward, port: config.port, line: config.line !== null, ready_ms: ready })
  console.error(`まどぐち（${ward.name}） ${config.publicUrl}`)

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  server.close()
  await store.close()
  return 0
}
void createHash
