import type { Hono } from 'hono'
import { inboxWorker } from '../bot/inbox.ts'
import { intake } from '../bot/intake.ts'
import { type OneTimeLinks, oneTimeLinks } from '../bot/one-time-link.ts'
import { outboxWorker } from '../bot/outbox.ts'
import { pace } from '../bot/pace.ts'
import { protectedLane } from '../bot/protected-lane.ts'
import { type PushBudget, pushBudget } from '../bot/push-budget.ts'
import type { QueueWorker } from '../bot/queue-worker.ts'
import { type ReplyNotice, replyNotice } from '../bot/reply-notice.ts'
import { inboundOf } from '../bot/take-burst.ts'
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
import type { Ward, WardFile } from '../content/ward.ts'
import { lineRoutes } from '../http/line.ts'
import type { Clock, Log, Menus, Randomness, Received, Sealer, Store } from '../ports.ts'
import type { PersonalKind } from '../text/personal.ts'
import { languageOf } from '../triage/language.ts'
import type { Message, Outbound } from '../triage/message.ts'
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
  /** What may be said on LINE (`ward.yaml`). */
  readonly lane: WardFile['lineLane']
  /** Pushes a month the account may make; null when nobody has said. */
  readonly monthlyPushes: number | null
  /** The address residents reach us at. */
  readonly publicUrl: string
  /** Towns of the ward that have no 丁目. */
  readonly wholeTowns: readonly string[]
  /** Whether a private person could be found by what stands in a text. */
  readonly personal: (text: string) => boolean
  readonly random: Randomness
  readonly digest: (token: string) => string
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
  readonly links: OneTimeLinks
  readonly budget: PushBudget
  /** A person has read what this resident wrote; LINE shows it. Never rejects. */
  readonly seen: (conversation: string) => Promise<void>
  /** What LINE is told of answers that are read on our own page. */
  readonly replies: ReplyNotice
  /** Messages as requests to LINE, each at most five objects. */
  readonly write: (messages: readonly Outbound[], conversation: string) => readonly (readonly object[])[]
  /** Everything that follows the clock; to be called once a minute. Never rejects. */
  readonly minute: () => Promise<void>
}

const HOLD_MS = 400
const LINK = 'link'
const NEVER_KEPT: readonly PersonalKind[] = ['my-number', 'card']
const NOT_ON_LINE: readonly PersonalKind[] = [...NEVER_KEPT, 'phone', 'house']

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
  const write = (messages: readonly Outbound[], conversation: string) =>
    writeLine(messages, { dataOf: (choice) => buttons.write(conversation, choice), phrases })
  const plainWords = (text: string) => plainLine([{ type: 'text', text }])

  const cardFor = (received: Received): Message | null => {
    const inbound = inboundOf([received])
    return inbound && turns.cardWithoutStore(inbound, languageOf(wordsOf(inbound)) ?? 'ja')
  }
  const links = oneTimeLinks({
    store,
    random: settings.random,
    clock,
    digest: settings.digest,
    hide: (conversation) => keys.hide(LINK, conversation).toString('base64url'),
    reveal: (hidden) => keys.reveal(LINK, Buffer.from(hidden, 'base64url')),
  })
  const page = `${settings.publicUrl}/chat/in/`
  const replies = replyNotice({ lane: settings.lane, phrases, links, page, isPersonal: settings.personal })
  const budget = pushBudget({ store, clock, log, monthly: settings.monthlyPushes })
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
    alone: (text) => settings.alone(text) || replies.asksWay({ kind: 'text', text }),
    replies,
    pace: { turn },
    holdMs,
    urgent,
    beside: protectedLane({ lane: settings.lane, phrases, links, page }),
    slowLine: () => plainWords(fill(inLang(phrases.slow, 'ja'), { phone: settings.switchboard })),
    apology: () => plainWords(fill(inLang(phrases.fault, 'ja'), { phone: settings.switchboard })),
  })
  const outbox = outboxWorker({ ...shared, courier, budget, plain: plainLine })
  const routes = lineRoutes({
    urgently,
    secrets: settings.secrets,
    botUserId: settings.botUserId ?? null,
    intake: intake({ store, sealer, clock, holdMs }),
    reading: {
      pseudonym: keys.pseudonym,
      readTap: buttons.read,
      drops: settings.lane === 'in_line_with_notice' ? NEVER_KEPT : NOT_ON_LINE,
      wholeTowns: settings.wholeTowns,
    },
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
    links,
    replies,
    budget,
    async seen(conversation) {
      try {
        const kept = await store.get(conversation, 'line-read')
        if (!kept) return
        await courier.read(kept.value)
        await store.commit({ unit: conversation, deletes: [{ key: 'line-read' }] })
      } catch (fault) {
        log('info', 'line-not-marked-read', { fault: (fault as Error).name })
      }
    },
    write,
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
