import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Bot } from '../../src/bot/controller.ts'
import { turnTaker } from '../../src/bot/take-turn.ts'
import { createLine, type LineSettings } from '../../src/entry/line.ts'
import type { Store } from '../../src/ports.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { sealer } from '../../src/stores/seal.ts'
import type { DangerFinding } from '../../src/text/understanding.ts'
import { dangerCard } from '../../src/triage/danger-card.ts'
import type { Guide } from '../../src/triage/guide.ts'
import { wordsOf } from '../../src/triage/step.ts'
import { watched } from '../support/canaries/watch.ts'
import type { Platform } from './platform.ts'
import { PHRASES } from './samples.ts'

const text = (ja: string) => ({ ja, easy: ja, en: ja, zh: ja, ko: ja, vi: ja, ne: ja })
const guide = {
  flows: new Map(),
  nodes: new Map(),
  phrases: {
    ...PHRASES,
    person: text('人と話す'),
    continue: text('話を続ける'),
    fault: text('不具合です（{phone}）'),
    slow: text('時間がかかっています（{phone}）'),
    'link-offer': text('区の画面で話せます'),
    'link-open': text('区の画面で続ける'),
    'notice-line': text('LINEにも残ります'),
    'reply-notice': text('職員の返事があります'),
    'reply-read': text('返事を読む'),
    'reply-way': text('ここから読めます'),
  },
  danger: {
    cards: {
      self_harm: {
        emergency: text('つらいなかで書いてくださったのですね。'),
        concern: text('気になりました。'),
      },
    },
    closing: { emergency: text('ひとりで抱えないでください。'), concern: text('いつでもどうぞ。') },
  },
  desk: {
    switchboard: '03-0000-0000',
    lines: () => [{ name: 'いのちの電話', number: '0120-783-556', hours: '24時間', open: true }],
  },
} as unknown as Guide

const findDanger = (words: string): DangerFinding =>
  words.includes('死にたい')
    ? { danger: 'emergency', kind: 'self_harm', words: ['死にたい'], rule: 'test' }
    : { danger: 'none', kind: null, words: [], rule: null }

/** Says again what was said, with how often it has heard something: the order of turns is in the answers. */
const echo: Bot = async ({ inbound, session, owner, now }) => {
  const words = wordsOf(inbound)
  const finding = findDanger(words)
  const count = session.misses + 1
  const card = finding.kind ? [dangerCard(guide, finding.kind, 'emergency', { lang: 'ja', now })] : []
  const { content } = inbound
  const shown =
    content.kind === 'text' ? words : content.kind === 'tap' ? `tap ${content.choice}` : content.kind
  const forget = words === '消して' ? [{ kind: 'forget' as const }] : []
  const person = words === '人と話す' ? [{ kind: 'handoff' as const, reason: 'asked' as const }] : []
  return {
    session: { ...session, misses: count, recent: words ? [words] : [] },
    replies:
      owner.kind === 'person'
        ? card
        : [
            ...card,
            {
              from: 'bot',
              lang: 'ja',
              text: `${count}: ${shown}`,
              choices: [{ id: '1.start.story:yes', label: 'はい' }],
            },
          ],
    effects: [...(finding.kind ? [{ kind: 'danger' as const, finding }] : []), ...forget, ...person],
  }
}

export const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8'
export const START = Date.UTC(2026, 10, 22, 1, 0, 0)

/** The LINE channel over a store in memory and a clock that moves when told. */
export function stage(platform: Platform, options: Partial<LineSettings> & { bot?: Bot } = {}) {
  const time = { now: START }
  const clock = () => time.now
  const store: Store = options.store ?? memoryStore(clock)
  const lines: { level: string; event: string; fields: object }[] = []
  const log = watched((level, event, fields = {}) => void lines.push({ level, event, fields }))
  const seal = sealer('an application secret')
  const turns = turnTaker({
    store,
    sealer: seal,
    bot: options.bot ?? echo,
    guide,
    findDanger,
    clock,
    random: { token: () => randomBytes(24).toString('base64url') },
    log,
  })
  const settings: LineSettings = {
    turns,
    store,
    sealer: seal,
    clock,
    log,
    appSecret: 'an application secret',
    phrases: guide.phrases,
    switchboard: '03-0000-0000',
    secrets: [SECRET],
    credentials: { kind: 'long-lived', token: 'token' },
    apiBase: platform.api,
    sendTimeoutMs: 80,
    lane: 'protected_link' as const,
    monthlyPushes: null,
    publicUrl: 'https://madoguchi.test',
    personal: () => false,
    wholeTowns: ['みほん町'],
    random: { token: () => randomBytes(24).toString('base64url') },
    digest: (token: string) => createHash('sha256').update(token).digest('base64url'),
    alone: (text) => text.length === 1 || /^(\d+|消して)$/.test(text),
    ...options,
  }
  const line = createLine(settings)

  return {
    ...line,
    store,
    turns,
    time,
    lines,
    settings,
    events: (name: string) => lines.filter((one) => one.event === name),
    /** Delivers a webhook as LINE does. */
    async deliver(
      events: unknown,
      more: {
        secret?: string
        signature?: string
        body?: string | Uint8Array<ArrayBuffer>
        destination?: string
      } = {},
    ) {
      const body = more.body ?? JSON.stringify({ destination: more.destination ?? 'U0', events })
      const signature =
        more.signature ??
        createHmac('sha256', more.secret ?? SECRET)
          .update(body)
          .digest('base64')
      return line.routes.request('/line/webhook', {
        method: 'POST',
        body,
        headers: { 'X-Line-Signature': signature },
      })
    },
    /** Works until nothing can be done before `ms` have passed. */
    async work(ms = 5_000) {
      const end = time.now + ms
      for (;;) {
        const done = (await line.inbox.runOnce()) + (await line.outbox.runOnce())
        if (done > 0) continue
        if (time.now >= end) return
        time.now += 100
      }
    },
  }
}

let count = 0
/** A webhook event of a user; every field can be given. */
export function event(what: object, more: object = {}): Record<string, unknown> {
  count += 1
  const id = `01EVENT${String(count).padStart(6, '0')}`
  return {
    webhookEventId: id,
    timestamp: START,
    mode: 'active',
    source: { type: 'user', userId: 'U4af4980629' },
    replyToken: `reply-${id}`,
    deliveryContext: { isRedelivery: false },
    ...what,
    ...more,
  }
}

/** A text message event. */
export const said = (words: string, more: object = {}) =>
  event(
    { type: 'message', message: { type: 'text', id: `9${count + 1}0000000000000001`, text: words } },
    more,
  )
