import { ROOT } from '../../src/build/inputs.ts'
import type { Role } from '../../src/cases/access.ts'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { senderName } from '../../src/channels/line/words.ts'
import { accountsOf } from '../../src/entry/staff.ts'
import { redisStore } from '../../src/stores/redis.ts'
import { sealer } from '../../src/stores/seal.ts'
import { type Child, child } from '../crash/child.ts'
import { dice } from '../crash/dice.ts'
import { linePlatform } from '../crash/line-platform.ts'
import { webhooks } from '../crash/webhooks.ts'
import { TELLING } from '../support/canaries/canaries.ts'
import { lastMetrics, quiet } from '../support/canaries/watch.ts'
import { freePort, startRedis } from '../support/redis-server.ts'

const SECRET = 'a-channel-secret-of-the-sequences'
const ACCESS = 'an-access-token-of-the-sequences'
const APP_SECRET = 'an-application-secret-of-the-sequences'
const PASSWORD = 'a password of the sequences'
const WARD = 'mihon'

/** Who is signed in at both processes. */
const STAFF: Readonly<Record<'a' | 'b' | 'c' | 'admin', { readonly role: Role; readonly team: string }>> = {
  a: { role: 'staff', team: 'one' },
  b: { role: 'lead', team: 'one' },
  c: { role: 'staff', team: 'two' },
  admin: { role: 'admin', team: 'one' },
}
export type Username = keyof typeof STAFF

/** One LINE message as it arrived: under whose name, and whether somebody is named in it. */
export interface Heard {
  readonly from: 'bot' | 'system' | 'staff'
  readonly names: boolean
}

const SPEAKERS = new Map((['bot', 'system', 'staff'] as const).map((from) => [senderName(from), from]))

/** Whoever speaks without a name is the service itself. */
function heard(message: unknown): Heard {
  const { sender } = message as { sender?: { name: string } }
  const from = SPEAKERS.get(sender?.name ?? '') ?? 'bot'
  return { from, names: JSON.stringify(message).includes(TELLING.name) }
}

async function signIn(url: string, username: string): Promise<string> {
  const answer = await fetch(`${url}/api/staff/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  if (answer.status !== 204) throw new Error(`signing in was answered with ${answer.status}`)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function untilReady(service: Child, url: string): Promise<void> {
  for (;;) {
    if (service.falls.length > 0) throw new Error(service.falls.join('\n'))
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * The service twice, as `npm start` runs it: two processes of the operating system over one redis-server, with
 * LINE and signed-in staff on the other side of their HTTP.
 */
export async function twoServices(seed: number) {
  // Rewritten, the file would no longer tell what happened in which order.
  const redis = await startRedis({ 'auto-aof-rewrite-percentage': '0' })
  const remember = (messages: readonly unknown[]) => messages.map(heard)
  // Without the fault that hangs: of retries there are enough, and a talk that stands still shows nothing.
  const kinds = ['500', 'reset', 'accept-reset', 'accept-500'] as const
  const platform = await linePlatform(dice(seed), ACCESS, { kinds, remember })
  const store = redisStore(redis.url, { space: WARD, log: quiet, strict: true, commandTimeoutMs: 20_000 })
  await store.asked
  const seal = sealer(APP_SECRET)
  const accounts = accountsOf(
    { store, sealer: seal, clock: Date.now, appSecret: APP_SECRET },
    { name: 'みほん区' },
  )
  for (const [username, { role, team }] of Object.entries(STAFF))
    await accounts.add({ username, name: username, role, team, password: PASSWORD, totp: false })

  const log = new Map<string, number>()
  const onLine = (line: string) => {
    const name = /"level":"(?:warn|error)","event":"([\w-]+)"/.exec(line)?.[1]
    if (name) log.set(name, (log.get(name) ?? 0) + 1)
  }
  const start = async () => {
    const port = await freePort()
    const env = {
      PATH: process.env.PATH ?? '',
      WARD,
      HOST: '127.0.0.1',
      PORT: String(port),
      REDIS_URL: redis.url,
      APP_SECRET,
      LINE_CHANNEL_SECRET: SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: ACCESS,
      LINE_API_BASE_URL: platform.url,
    }
    const made = child(process.execPath, ['src/build/launch.mjs', 'node'], { cwd: ROOT, env, onLine })
    return { url: `http://127.0.0.1:${port}`, process: made }
  }
  const services = [await start(), await start()] as const
  const withUs = () => redis.signal('SIGKILL')
  process.once('exit', withUs)

  async function stop(): Promise<void> {
    for (const service of services) {
      await lastMetrics(service.url)
      await service.process.dispose()
    }
    await store.close()
    platform.close()
    await redis.remove()
    process.off('exit', withUs)
  }
  try {
    for (const { process } of services) process.begin()
    for (const { process, url } of services) await untilReady(process, url)
    const [first] = services
    const names = Object.keys(STAFF) as Username[]
    const signed = await Promise.all(
      names.map(async (name) => [name, await signIn(first.url, name)] as const),
    )
    const chance = dice(seed + 1)
    const { pseudonym } = lineKeys(APP_SECRET)
    const urls = [services[0].url, services[1].url] as const
    return {
      urls,
      /** The session of each of the staff, good at both processes. */
      cookies: Object.fromEntries(signed) as Readonly<Record<Username, string>>,
      store,
      sealer: seal,
      platform,
      line: webhooks({ platform, secret: SECRET, target: () => chance.pick(urls) }),
      /** Somebody on LINE, and the conversation they have. */
      resident(name: string) {
        const user = `U${Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32)}`
        return { user, conversation: pseudonym(user) }
      },
      /** Where redis-server writes down everything that it does. */
      journal: { dir: redis.dir, space: WARD },
      /** Warnings and errors of both, by name. */
      log,
      /** Each time a process ended by itself. */
      falls: () => services.flatMap(({ process }) => process.falls),
      stop,
    }
  } catch (fault) {
    await stop()
    throw fault
  }
}

export type TwoServices = Awaited<ReturnType<typeof twoServices>>
