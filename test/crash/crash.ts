import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { lastMetrics } from '../support/canaries/watch.ts'
import { freePort, type RedisServer, startRedis } from '../support/redis-server.ts'
import { type Account, account } from './account.ts'
import { type Child, child } from './child.ts'
import { type Dice, dice } from './dice.ts'
import { AMBIGUOUS, linePlatform } from './line-platform.ts'
import { openStore, recordsOf, working } from './records.ts'
import { residents, type SentEvent } from './residents.ts'
import { type Webhooks, webhooks } from './webhooks.ts'

export interface CrashOptions {
  readonly events: number
  readonly kills: number
  readonly seed: number
  readonly processes: number
  /** Several processes need Redis. */
  readonly store: 'sqlite' | 'redis'
  /** Events a second. */
  readonly rate: number
  /** The longest a process stands still. */
  readonly longestPauseMs: number
  /** The repository, or a copy of it, with everything built. */
  readonly program: string
}

export interface CrashReport extends Account {
  readonly sent: number
  readonly kills: number
  /** Of them: kills of redis-server. */
  readonly redisKills: number
  readonly pauses: number
  readonly seconds: number
  /** Processes that ended although nobody had killed them. */
  readonly falls: readonly string[]
  readonly ackMs: { readonly p50: number; readonly p99: number; readonly most: number }
  readonly webhooks: Readonly<Record<string, number>>
  readonly calls: Readonly<Record<string, number>>
  readonly faults: Readonly<Record<string, number>>
  readonly ambiguous: number
  /** Messages LINE would have refused. */
  readonly wrong: readonly string[]
  /** Lines of the service's log, warnings and errors, by name. */
  readonly log: Readonly<Record<string, number>>
}

const RESIDENTS = 200
const SECRET = 'a-channel-secret-of-the-crash-test'
const ACCESS = 'an-access-token-of-the-crash-test'
const APP_SECRET = 'an-application-secret-of-the-crash-test'
/** So many stand still for every one that is killed. */
const PAUSE_SHARE = 0.05
/** One kill in four takes redis-server instead of a process. */
const REDIS_SHARE = 0.25
const LONGEST_REST_MS = 1_000
const LONGEST_SETTLING_MS = 180_000

/** Residents write, processes die and come back, and in the end every word is accounted for. */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const started = performance.now()
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-crash-'))
  const platform = await linePlatform(dice(options.seed), ACCESS)
  const redis = options.store === 'redis' ? await startRedis() : null
  const redisWithUs = () => redis?.signal('SIGKILL')
  process.once('exit', redisWithUs)
  const log = new Map<string, number>()
  const services: { readonly url: string; readonly process: Child }[] = []
  for (let i = 0; i < options.processes; i++) {
    const port = await freePort()
    const env = {
      PATH: process.env.PATH ?? '',
      WARD: 'mihon',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      APP_SECRET,
      ...(redis ? { REDIS_URL: redis.url } : {}),
      LINE_CHANNEL_SECRET: SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: ACCESS,
      LINE_API_BASE_URL: platform.url,
    }
    const onLine = (line: string) => {
      const name = /"level":"(?:warn|error)","event":"([\w-]+)"/.exec(line)?.[1]
      if (name) log.set(name, (log.get(name) ?? 0) + 1)
    }
    const made = child(process.execPath, ['src/build/launch.mjs', 'node'], {
      cwd: options.program,
      env,
      onLine,
    })
    services.push({ url: `http://127.0.0.1:${port}`, process: made })
  }
  try {
    for (const service of services) service.process.begin()
    for (const service of services) await untilReady(service.url)
    const chance = dice(options.seed + 1)
    const line = webhooks({
      platform,
      secret: SECRET,
      // Whatever stands before the processes passes over one that refuses connections.
      target: () => {
        const there = services.filter((service) => service.process.isRunning())
        const [any] = services
        return (there[chance.below(there.length)] ?? any)?.url ?? ''
      },
    })
    const spanMs = (options.events / options.rate) * 1000
    const [events, disturbed] = await Promise.all([
      write(dice(options.seed + 2), line, options, spanMs),
      disturb(
        dice(options.seed + 3),
        services.map((service) => service.process),
        redis,
        options,
        spanMs,
      ),
    ])
    await line.done()
    const store = await openStore(dataDir, redis?.url ?? null)
    const giveUp = Date.now() + LONGEST_SETTLING_MS
    while ((await working(store)) && Date.now() < giveUp) await pause(500)
    for (const service of services) {
      await lastMetrics(service.url)
      await service.process.end('SIGTERM')
    }
    const pseudonym = lineKeys(APP_SECRET).pseudonym
    const result = await account({
      events,
      acknowledged: line.acknowledged,
      firstSent: line.firstSent,
      accepted: platform.accepted,
      conversationOf: pseudonym,
      records: await recordsOf(store),
    })
    await store.close()
    return {
      ...result,
      ...disturbed,
      sent: events.length,
      seconds: (performance.now() - started) / 1000,
      falls: services.flatMap((service) => service.process.falls),
      ackMs: percentiles(line.ackMs),
      webhooks: counts(line.statuses),
      calls: counts(platform.answers),
      faults: counts(platform.faults),
      ambiguous: AMBIGUOUS.reduce((sum, fault) => sum + (platform.faults.get(fault) ?? 0), 0),
      wrong: platform.wrong,
      log: counts(log),
    }
  } finally {
    for (const service of services) await service.process.dispose()
    platform.close()
    await redis?.remove()
    process.off('exit', redisWithUs)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function untilReady(url: string): Promise<void> {
  const giveUp = Date.now() + 30_000
  while (Date.now() < giveUp) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await pause(100)
  }
  throw new Error('the service did not become ready')
}

/** Writes at the given rate: mostly one bubble, now and then several, turned round, or in one webhook. */
async function write(chance: Dice, line: Webhooks, { events, rate }: CrashOptions, spanMs: number) {
  const from = Date.now()
  const who = residents(chance, RESIDENTS)
  const sent: SentEvent[] = []
  const writes = (user: string) => {
    const event = who.writes(user)
    sent.push(event)
    return event
  }
  const post = (batch: readonly SentEvent[], afterMs = 0) => {
    line.send(batch, afterMs)
    if (chance.chance(0.1)) line.repeat(batch, afterMs + chance.below(3_000))
  }
  while (sent.length < events) {
    const kind = chance.below(100)
    const user = who.someone()
    if (kind < 10) {
      const first = writes(user)
      post([writes(user)])
      post([first], chance.below(200))
    } else if (kind < 15) {
      const users = new Set(Array.from({ length: 2 + chance.below(4) }, () => who.someone()))
      post([...users].map(writes))
    } else if (kind < 20) {
      for (let i = 0; i < 3; i++) post([writes(user)], i * chance.below(150))
    } else post([writes(user)])
    await pause(Math.max(0, from + Math.min((sent.length / rate) * 1000, spanMs) - Date.now()))
  }
  return sent
}

/** Ends and stops processes at random moments, and brings them back. */
async function disturb(
  chance: Dice,
  processes: readonly Child[],
  redis: RedisServer | null,
  { kills, longestPauseMs }: CrashOptions,
  spanMs: number,
): Promise<{ kills: number; redisKills: number; pauses: number }> {
  const done = { kills: 0, redisKills: 0, pauses: 0 }
  const back: Promise<unknown>[] = []
  const from = Date.now()
  while (done.kills < kills) {
    const next = from + ((done.kills + 0.2 + chance.below(80) / 100) / kills) * spanMs
    await pause(Math.max(100, next - Date.now()))
    const rest = chance.below(LONGEST_REST_MS)
    if (redis && chance.chance(REDIS_SHARE)) {
      await redis.kill()
      done.kills += 1
      done.redisKills += 1
      await pause(rest)
      await redis.start()
      continue
    }
    const awake = processes.filter((process) => process.isAwake())
    const victim = awake[chance.below(awake.length)]
    if (!victim) continue
    if (chance.chance(PAUSE_SHARE)) {
      victim.pause(chance.below(longestPauseMs))
      done.pauses += 1
      continue
    }
    await victim.end('SIGKILL')
    done.kills += 1
    back.push(pause(rest).then(() => victim.begin()))
  }
  await Promise.all(back)
  return done
}

function percentiles(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), most: sorted.at(-1) ?? 0 }
}

const counts = (map: ReadonlyMap<string, number>) => Object.fromEntries([...map].sort())
