import { randomBytes } from 'node:crypto'
import type { Bot } from '../../src/bot/controller.ts'
import { inboxWorker } from '../../src/bot/inbox.ts'
import { intake } from '../../src/bot/intake.ts'
import { outboxWorker } from '../../src/bot/outbox.ts'
import { queueWorker } from '../../src/bot/queue-worker.ts'
import { turnTaker } from '../../src/bot/take-turn.ts'
import { businessTime } from '../../src/cases/business-time.ts'
import { caseBook } from '../../src/cases/case-book.ts'
import { caseIndex, feeder } from '../../src/cases/case-index.ts'
import { CASES } from '../../src/cases/case-news.ts'
import { OWNER } from '../../src/cases/ownership.ts'
import { turnCases } from '../../src/cases/turn-case.ts'
import { replyDelivery } from '../../src/entry/deliver-reply.ts'
import type { Batch, Courier, Store } from '../../src/ports.ts'
import { sealer } from '../../src/stores/seal.ts'
import type { DangerFinding } from '../../src/text/understanding.ts'
import type { Effect, Reply } from '../../src/triage/conversation.ts'
import type { Guide } from '../../src/triage/guide.ts'
import type { Message } from '../../src/triage/message.ts'

/** What a message is on this wire: nothing is lost of who said it. */
export interface Sent {
  readonly from: Message['from']
  readonly text: string
}

/** The order in which everything of a conversation took hold, kept by the store itself in the same steps. */
export const ORDER = 'order'
export type Entry =
  | { readonly kind: 'owner'; readonly value: string }
  | { readonly kind: 'said'; readonly ids: readonly string[] }
  | { readonly kind: 'marked'; readonly job: string }

const text = (ja: string) => ({ ja, easy: ja, en: ja })
const guide = {
  flows: new Map(),
  nodes: new Map(),
  intents: new Map(),
  phrases: {
    'staff-now': text('{by}'),
    'staff-soon': text('{by}'),
    'staff-later': text('{when} {by}'),
    fault: text('{phone}'),
  },
  desk: { switchboard: '03-0000-0000', points: () => [], generalDesk: () => ({ id: 'desk' }) },
} as unknown as Guide

const NONE: DangerFinding = { danger: 'none', kind: null, words: [], rule: null }
const DANGER: DangerFinding = { danger: 'emergency', kind: 'self_harm', words: [], rule: 'test' }

/** Yields to a person as the real one does; asks for one at 「人」, finds danger at 「危」, forgets at 「消」. */
const bot: Bot = async ({ inbound, session, owner }) => {
  const said = inbound.content.kind === 'text' ? inbound.content.text : ''
  const danger = said.includes('危')
  const card: Reply = { from: 'system', lang: 'ja', text: `card ${inbound.id}` }
  const effects: Effect[] = danger ? [{ kind: 'danger', finding: DANGER }] : []
  if (owner.kind === 'person') return { session, replies: danger ? [card] : [], effects }
  if (said.includes('人')) effects.push({ kind: 'handoff', reason: 'asked' })
  const answer: Reply = { from: 'bot', lang: 'ja', text: `bot ${inbound.id}` }
  return { session, replies: danger ? [card, answer] : [answer], effects }
}

/** The store, keeping in each step of a conversation the order of what is looked for here. */
function observed(store: Store): Store {
  const entriesOf = (batch: Batch): Entry[] => [
    ...(batch.puts ?? []).flatMap(({ key, value }): Entry[] => {
      if (key === OWNER) return [{ kind: 'owner', value }]
      return key.startsWith('out:') && 'attempts' in JSON.parse(value)
        ? [{ kind: 'marked', job: key.slice(4) }]
        : []
    }),
    ...(batch.appends ?? [])
      .filter(({ stream }) => stream === 'messages')
      .map(({ values }): Entry => ({ kind: 'said', ids: values })),
  ]
  return {
    ...store,
    commit(batch) {
      const entries = entriesOf(batch)
      if (entries.length === 0) return store.commit(batch)
      const values = entries.map((entry) => JSON.stringify(entry))
      const order = { stream: ORDER, expect: 'any' as const, at: 0, values }
      return store.commit({ ...batch, appends: [...(batch.appends ?? []), order] })
    },
  }
}

export interface Sends {
  /** By outbox job, one entry an attempt. */
  readonly attempts: Map<string, (readonly Sent[])[]>
}

/** The job of a reply of staff, whose words are its name in parts: 「talk-1-2 a 3」. */
function staffJob([first]: readonly Sent[]): string | null {
  if (first?.from !== 'staff') return null
  const [talk, ...rest] = first.text.split(' ')
  return `${talk}/staff-${[talk, ...rest].join('-')}`
}

/** One process of the service over a store others use as well: turns, outbox, cases and their lists. */
export function startProcess(
  bare: Store,
  { sends, secret }: { readonly sends: Sends; readonly secret: string },
) {
  const store = observed(bare)
  const clock = Date.now
  const log = () => {}
  const seal = sealer(secret)
  const random = { token: () => randomBytes(24).toString('base64url') }
  const time = businessTime('24/7')
  const staff = async () => ({ any: true, onDuty: true, teams: new Set(['one']) })
  const write = (messages: readonly Message[]) =>
    messages.length > 0 ? [messages.map(({ from, text: words }): Sent => ({ from, text: words }))] : []
  const send = async (job: string, messages: readonly object[]) => {
    sends.attempts.set(job, [...(sends.attempts.get(job) ?? []), messages as readonly Sent[]])
    await new Promise((resolve) => setImmediate(resolve))
    return { kind: 'accepted' as const, requestId: null }
  }
  const courier = {
    // The token of an answer is named after its event, and so after its job; staff may use one nobody needed.
    reply: (token, messages) => send(staffJob(messages as readonly Sent[]) ?? token, messages),
    push: (_to, messages, once) => send(once, messages),
    working: async () => {},
    read: async () => {},
  } as Courier
  const cases = turnCases({ store, sealer: seal, guide, time, hoursKnown: true, staff })
  const turns = turnTaker({
    store,
    sealer: seal,
    bot,
    guide,
    findDanger: () => NONE,
    clock,
    random,
    log,
    cases,
  })
  const book = caseBook({
    store,
    sealer: seal,
    clock,
    random,
    core: 'core',
    onDuty: () => true,
    deliver: replyDelivery({ store, sealer: seal, clock, write }).deliver,
    told: () => {},
  })
  const index = caseIndex({ store, book, log })
  const shared = { store, sealer: seal, clock, log, courier }
  const inbox = inboxWorker({
    ...shared,
    turns,
    write,
    groupLine: () => [],
    slowLine: () => [],
    apology: () => [],
    alone: () => true,
    holdMs: 0,
    urgent: () => true,
    beside: () => null,
    replies: {
      asksWay: () => false,
      way: () => {
        throw new Error('nobody asks')
      },
    },
  })
  const budget = { spend: async () => true, spent: async () => 0 }
  const outbox = outboxWorker({ ...shared, budget, plain: () => [] })
  const feed = queueWorker({ store, queue: CASES, clock, log, handle: feeder(store, clock), perLane: 50 })
  const workers = [inbox, outbox, feed]
  for (const worker of workers) worker.start()
  const door = intake({ store, sealer: seal, clock, holdMs: 0 })
  return {
    store,
    book,
    index,
    turns,
    /** A resident writes on LINE. */
    async say(conversation: string, id: string, words: string): Promise<void> {
      await door.keep(
        {
          id,
          conversation,
          at: clock(),
          to: `U${conversation}`,
          replyToken: `${conversation}/${id}`,
          standby: false,
          what: { kind: 'said', content: { kind: 'text', text: words }, messageId: null },
        },
        { urgent: true },
      )
      await door.wake({ urgent: true })
    },
    async stop() {
      for (const worker of workers) await worker.stop(2_000)
    },
  }
}

export type Process = ReturnType<typeof startProcess>
