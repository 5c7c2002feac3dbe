import * as script from 'browser:chat/client.ts'
import * as sideScript from 'browser:chat/side/client.ts'
import * as widget from 'browser:chat/widget.ts'
import * as style from 'browser:page.css'
import type { Hono } from 'hono'
import { createBot } from '../bot/controller.ts'
import type { QueueWorker } from '../bot/queue-worker.ts'
import { retentionWorker } from '../bot/retention.ts'
import { turnTaker } from '../bot/take-turn.ts'
import type { Mailer } from '../cases/notify-staff.ts'
import { personalWords } from '../directory/personal-words.ts'
import { createApp } from '../http/app.ts'
import { chatRoutes } from '../http/chat.ts'
import { flowRoutes } from '../http/flows.ts'
import { healthRoutes } from '../http/health.ts'
import { lineRoutes } from '../http/line.ts'
import { oneTimeLinkRoutes } from '../http/one-time-link.ts'
import { openApiRoutes } from '../http/openapi.ts'
import { pageRoutes } from '../http/pages.ts'
import { staffPageRoutes } from '../http/staff-page.ts'
import { talkOpener } from '../http/talk-opener.ts'
import { talkSessions } from '../http/talk-sessions.ts'
import type { Clock, Log, Store } from '../ports.ts'
import { sealer } from '../stores/seal.ts'
import { standsAlone } from '../triage/stands-alone.ts'
import { random, tokenDigest } from './bearer-token.ts'
import type { Config } from './config.ts'
import { replyDelivery } from './deliver-reply.ts'
import { createLine, type Line } from './line.ts'
import type { Loaded } from './make-guide.ts'
import { ownerMenu } from './owner-menu.ts'
import { createStaff, type Staff } from './staff.ts'

/** What differs between runtimes. */
export interface Runtime {
  readonly store: Store
  readonly loaded: Pick<Loaded, 'guide' | 'ward' | 'findDanger' | 'readings' | 'canned'>
  readonly config: Pick<Config, 'line' | 'production' | 'redisUrl' | 'previousSecrets'>
  readonly appSecret: string
  readonly publicUrl: string
  readonly clock: Clock
  readonly log: Log
  /** More modules of the HTTP surface, where the runtime has what they need. */
  readonly more?: readonly Hono[]
  /** How staff are told by e-mail; absent where nothing can be sent. */
  readonly mailer?: Mailer
  /** A connection to the store belongs to one request. */
  readonly perRequest?: boolean
}

/** Everything that serves, wired. Starts nothing: the runtime decides when the queues are worked off. */
export interface Assembled {
  readonly app: Hono
  /** null where LINE is not configured. */
  readonly line: Line | null
  readonly staff: Staff
  /** Erases what has been kept long enough. */
  readonly keeping: QueueWorker
}

/** The one wiring of the service, whatever it runs on. */
export function assemble(runtime: Runtime): Assembled {
  const { store, config, appSecret, publicUrl, clock, log } = runtime
  const { guide, ward, findDanger, readings, canned } = runtime.loaded
  const bot = createBot(guide, findDanger)
  // Who somebody is hangs on the oldest secret still in use, what is written on the newest.
  const { previousSecrets } = config
  const identity = previousSecrets.at(-1) ?? appSecret
  const seal = sealer(appSecret, previousSecrets)
  const staff = createStaff({
    store,
    sealer: seal,
    clock,
    appSecret: identity,
    log,
    guide,
    ward,
    canned,
    publicUrl,
    mailer: runtime.mailer ?? null,
    perRequest: runtime.perRequest ?? false,
  })
  const { cases } = staff
  const personal = personalWords(ward)
  const turns = turnTaker({ store, sealer: seal, bot, guide, findDanger, clock, random, log, cases })
  const sessions = talkSessions({ store, random, clock, digest: tokenDigest(identity) })
  const open = talkOpener({ turns, sessions, clock })
  const chat = chatRoutes({ turns, store, sessions, open, clock })
  const line = config.line
    ? createLine({
        ...config.line,
        turns,
        store,
        sealer: seal,
        clock,
        log,
        appSecret: identity,
        phrases: guide.phrases,
        switchboard: ward.switchboard.phone,
        staffHours: ward.staffHours,
        lane: ward.lineLane,
        monthlyPushes: ward.linePushes,
        wholeTowns: ward.towns.filter(({ chome }) => chome === null).map(({ name }) => name),
        publicUrl,
        personal: (text) => personal(text).left.length > 0,
        random,
        digest: tokenDigest(identity),
        alone: standsAlone(guide),
      })
    : null
  const showOwner = line ? ownerMenu({ store, sealer: seal, menus: line.menus }) : async () => {}
  const staffRoutes = staff.routes({
    transcript: turns.transcript,
    replies: replyDelivery({
      store,
      sealer: seal,
      clock,
      write: line?.write ?? null,
      notice: line?.replies ?? null,
    }),
    told: (id, state) => void showOwner(id, state),
    read: (id) => void line?.seen(id),
    style: style.name,
  })
  const pages = pageRoutes({
    chat: { turns, store, sessions, open, random, clock, guide, readings, api: chat },
    ward,
    script,
    sideScript,
    style,
    widget,
    publicUrl,
    line: line !== null,
    production: config.production,
    redis: config.redisUrl !== null,
  })
  const links = line
    ? oneTimeLinkRoutes({
        links: line.links,
        sessions,
        ward,
        style: style.name,
        secure: publicUrl.startsWith('https://'),
      })
    : null
  const flows = flowRoutes({ guide, ward, style: style.name, clock })
  const app = createApp({
    log,
    switchboard: ward.switchboard.phone,
    modules: [
      healthRoutes(store),
      line?.routes ?? lineRoutes(null),
      chat,
      ...(links ? [links] : []),
      staffRoutes,
      staffPageRoutes(ward),
      openApiRoutes(`まどぐち（${ward.name}）`, publicUrl),
      pages,
      flows,
      ...(runtime.more ?? []),
    ],
  })
  const keeping = retentionWorker({ store, transcript: turns.transcript, clock, log })
  return { app, line, staff, keeping }
}
