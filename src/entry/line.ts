import type { Hono } from 'hono'
import { inboundOf, inboxWorker } from '../bot/inbox.ts'
import { intake } from '../bot/intake.ts'
import { outboxWorker } from '../bot/outbox.ts'
import { pace } from '../bot/pace.ts'
import type { QueueWorker } from '../bot/queue-worker.ts'
import type { TurnTaker } from '../bot/take-turn.ts'
import { type LineCredentials, lineAccess } from '../channels/line/access.ts'
import { lineCalls } from '../channels/line/call.ts'
import { lineKeys } from '../channels/line/keys.ts'
import { lineMenus } from '../channels/line/menu/line-menus.ts'
import { menuWatch } from '../channels/line/menu/menu-watch.ts'
import { standingAt } from '../channels/line/menu/standing.ts'
import { plainLine } from '../channels/line/plain.ts'
import { postback } from '../channels/line/postback.ts'
import { lineSender } from '../channels/line/send.ts'
import { GROUP_LINE } from '../channels/line/words.ts'
import { writeLine } from '../channels/line/write.ts'
import { fill, type Phrases } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Ward } from '../content/ward.ts'
import { lineRoutes } from '../http/line.ts'
import type { Clock, Log, Menus, Received, Sealer, Store } from '../ports.ts'
import { languageOf } from '../triage/language.ts'
import type { Message } from '../triage/message.ts'
import { wordsOf } from '../triage/step.ts'

export interface LineSettings {
  readonly turns: TurnTaker
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly log: Log
  readonly appSecret: string
  readonly phrases: Phrases
  readonly switchboard: string
  /** Texts that are not read together with their neighbours (`triage/stands-alone.ts`). */
  readonly alone: (text: string) => boolean
  readonly secrets: readonly string[]
  readonly credentials: LineCredentials
  readonly apiBase: string
  readonly dataApiBase?: string
  readonly botUserId?: string | null
  readonly sendTimeoutMs?: number
  /** null: not known, and the menu is never that of the closed hours. */
  readonly staffHours?: Ward['staffHours']
  /** How long an event waits for an earlier one still on its way. At most 1 s, as answers wait with it. */
  readonly holdMs?: number
}

export interface Line {
  readonly routes: Hono
  readonly workers: { start(): void; stop(): Promise<void> }
  /** For runtimes without background work, and for tests. */
  readonly inbox: QueueWorker
  readonly outbox: QueueWorker
  readonly menus: Menus
  /** Everything that follows the clock; to be called once a minute. Never rejects. */
  readonly minute: () => Promise<void>
}

const HOLD_MS = 400

/** The LINE channel, wired: the webhook and the two workers behind it. */
export function createLine(settings: LineSettings): Line {
  const { turns, store, sealer, clock, log, phrases } = settings
  const keys = lineKeys(settings.appSecret)
  const buttons = postback(keys)
  const { credentials, apiBase } = settings
  const calls = lineCalls({
    access: lineAccess(credentials, { apiBase, clock, log }),
    apiBase,
    dataApiBase: settings.dataApiBase ?? apiBase,
    ...(settings.sendTimeoutMs ? { timeoutMs: settings.sendTimeoutMs } : {}),
  })
  const courier = lineSender(calls)
  const menus = lineMenus(calls, clock)
  const write = (messages: readonly Message[], conversation: string) =>
    writeLine(messages, { dataOf: (choice) => buttons.write(conversation, choice), phrases })
  const plainWords = (text: string) => plainLine([{ type: 'text', text }])

  const cardFor = (received: Received): Message | null => {
    const inbound = inboundOf([received])
    return inbound && turns.cardWithoutStore(inbound, languageOf(wordsOf(inbound)) ?? 'ja')
  }
  const { turn, urgently } = pace()
  const holdMs = settings.holdMs ?? HOLD_MS
  const urgent = (received: Received) => cardFor(received) !== null
  const shared = { store, sealer, clock, log }
  const inbox = inboxWorker({
    ...shared,
    turns,
    courier,
    write,
    groupLine: () => plainWords(GROUP_LINE),
    alone: settings.alone,
    pace: { turn },
    holdMs,
    urgent,
    apology: () => plainWords(fill(inLang(phrases.fault, 'ja'), { phone: settings.switchboard })),
  })
  const outbox = outboxWorker({ ...shared, courier, plain: plainLine })
  const routes = lineRoutes({
    urgently,
    secrets: settings.secrets,
    botUserId: settings.botUserId ?? null,
    intake: intake({ store, sealer, clock, holdMs }),
    reading: { pseudonym: keys.pseudonym, readTap: buttons.read },
    urgent,
    answerAtOnce(received) {
      const card = received.standby || received.replyToken === null ? null : cardFor(received)
      const [request] = card ? write([card], received.conversation) : []
      return request && received.replyToken !== null ? courier.reply(received.replyToken, request) : null
    },
    clock,
    log,
  })
  return {
    routes,
    inbox,
    outbox,
    menus,
    minute: menuWatch({ menus, standing: standingAt(settings.staffHours ?? null), clock, log }),
    workers: {
      start() {
        inbox.start()
        outbox.start()
      },
      async stop() {
        // The inbox first: what it decides while draining is still sent.
        await inbox.stop(4_000)
        await outbox.stop(6_000)
      },
    },
  }
}
