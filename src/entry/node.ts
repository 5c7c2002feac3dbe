import { mkdirSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Hono } from 'hono'
import { INBOX, OUTBOX } from '../bot/in-flight.ts'
import type { Invocation } from '../build/run.ts'
import { CASES } from '../cases/case-news.ts'
import type { Mailer } from '../cases/notify-staff.ts'
import { metrics } from '../http/metrics.ts'
import type { Store } from '../ports.ts'
import { sqliteStore } from '../stores/sqlite.ts'
import { appSecret } from './app-secret.ts'
import { assemble } from './assemble.ts'
import { random } from './bearer-token.ts'
import { type Config, ConfigFault, readConfig } from './config.ts'
import { listen } from './listen.ts'
import { loadGuide, wardsIn } from './load.ts'
import { log } from './log.ts'
import type { Staff } from './staff.ts'

const MINUTE_MS = 60_000
const CALM_MS = 10_000
/** Whoever stops a process gives it ten seconds. */
const DRAIN_MS = 8_000

/** How long a start waits for Redis; after that the process lives, and is not ready until Redis is there. */
const REDIS_MS = 2_000

interface Records {
  readonly store: Store
  readonly secret: string
}

/** The data folder, made where it is missing. Throws `ConfigFault` when nothing can be kept there. */
function openData(config: Config): Records {
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

/** Throws `ConfigFault` in production when the server may lose what it has acknowledged. */
async function openRedis(config: Config, url: string): Promise<Records> {
  // Loaded by those who need it: the client takes 6 MB.
  const { redisStore } = await import('../stores/redis.ts')
  const store = redisStore(url, { space: config.ward, log, strict: config.production })
  const asked = await Promise.race([store.asked, setTimeout(REDIS_MS, null, { ref: false })])
  if (config.production && asked && asked.weak.length > 0) {
    await store.close()
    throw new ConfigFault(['REDIS_URL names a server that may lose records.', ...asked.weak].join('\n'))
  }
  return { store, secret: appSecret(config) }
}

/** While nobody has an account: a link for the first one, printed once and good for a day. */
async function offerFirstAccount({ accounts }: Staff, publicUrl: string): Promise<void> {
  try {
    const token = random.token()
    if (await accounts.offerSetup(token))
      console.error(
        `職員の登録がまだありません。最初の管理者の登録（24時間、一度だけ）： ${publicUrl}/staff#setup=${token}`,
      )
  } catch {
    log('warn', 'first-account-not-offered')
  }
}

/** Whom letters come from: the mailbox that sends them, where its name is one. */
function senderOf(smtpUrl: string, publicUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username)
  return user.includes('@') ? user : `madoguchi@${new URL(publicUrl).hostname}`
}

async function mailerFor(smtpUrl: string, publicUrl: string): Promise<Mailer> {
  // Loaded by those who need it, like Redis.
  const { smtpMailer } = await import('../channels/mail/mailer.ts')
  return smtpMailer(smtpUrl, senderOf(smtpUrl, publicUrl))
}

/** Everything that serves, built over the store that is configured. */
async function open(folders: Invocation, config: Config, publicUrl: string) {
  const [{ store, secret }, loaded] = await Promise.all([
    config.redisUrl ? openRedis(config, config.redisUrl) : openData(config),
    loadGuide(folders, config.ward),
  ])
  const clock = Date.now
  const watched = metrics({ store, queues: [INBOX, OUTBOX, CASES], clock, log })
  const assembled = assemble({
    store,
    loaded,
    config,
    appSecret: secret,
    publicUrl,
    clock,
    log: watched.log,
    more: [watched.routes],
    ...(config.smtpUrl ? { mailer: await mailerFor(config.smtpUrl, publicUrl) } : {}),
  })
  watched.also(
    {
      cases_open: 'Cases that are open',
      cases_overdue: 'Cases whose promise is over',
      case_orphans: 'Open cases nobody would take up: must be 0',
    },
    async () => {
      const { open, overdue, orphans } = await assembled.staff.watch.integrity(false)
      return { cases_open: open, cases_overdue: overdue, case_orphans: orphans.length }
    },
  )
  const { line } = assembled
  if (line) {
    const { linePushes } = loaded.ward
    watched.also(
      {
        line_pushes: 'Pushes of this month, Asia/Tokyo',
        ...(linePushes === null ? {} : { line_pushes_allowed: 'Pushes a month the LINE plan allows' }),
      },
      async () => ({ line_pushes: await line.budget.spent(), line_pushes_allowed: linePushes ?? 0 }),
    )
  }
  return { ...assembled, store, ward: loaded.ward }
}

/** Serves. Resolves when the process has been asked to end and everything under way is done. */
export async function main(folders: Invocation): Promise<number> {
  try {
    const config = readConfig(process.env, await wardsIn(folders.content))
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
  const { app, store, line, staff, keeping, ward } = await open(folders, config, publicUrl).catch(
    async (fault) => {
      await server.close(0)
      throw fault
    },
  )
  whole.resolve(app)
  line?.workers.start()
  staff.workers.start()
  keeping.start()
  const everyMinute = setInterval(() => {
    void store.sweep(Date.now()).catch(() => log('warn', 'sweep-failed'))
    void line?.minute()
  }, MINUTE_MS)
  log('info', 'ready', {
    ward: config.ward,
    port: server.port,
    line: line !== null,
    ready_ms: Math.round(performance.now() - started),
    process_ms: Math.round(performance.now()),
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  })
  console.error(`まどぐち（${ward.name}） ${publicUrl}`)
  void line?.minute()
  // What the next start need not compile is kept now: a process that is killed has no end to keep it at.
  void setTimeout(CALM_MS, null, { ref: false }).then(() => flushCompileCache())
  await offerFirstAccount(staff, publicUrl)

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  clearInterval(everyMinute)
  await Promise.all([server.close(DRAIN_MS), line?.workers.stop(), staff.workers.stop(), keeping.stop(1_000)])
  await store.close()
  return 0
}
