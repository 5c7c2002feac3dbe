import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { messagingApi } from '@line/bot-sdk'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { plainLine } from '../../src/channels/line/plain.ts'
import { postback } from '../../src/channels/line/postback.ts'
import { createLine } from '../../src/entry/line.ts'
import { sealer } from '../../src/stores/seal.ts'
import type { Message } from '../../src/triage/message.ts'
import { standsAlone } from '../../src/triage/stands-alone.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { choiceLabelled, oldChoice, type Player, type Seen, service } from '../dialogues/players.ts'
import { watched } from '../support/canaries/watch.ts'
import type { Platform } from './platform.ts'

const SECRET = 'a channel secret'
const APP_SECRET = 'a secret of the tests'
const USER = 'U4af4980629'

/** LINE: signed webhooks in, requests to a stand-in for LINE out; buttons are pressed by the data LINE got. */
export async function linePlayer(dialogue: Dialogue, platform: Platform): Promise<Player> {
  const { turns, guide, ward, store, clock, tick } = await service(dialogue)
  const answers: Message[] = []
  const shown: Message[] = []
  const faults: string[] = []
  const line = createLine({
    turns: {
      ...turns,
      async take(inbound, options) {
        const messages = await turns.take(inbound, options)
        answers.push(...messages)
        shown.push(...messages)
        return messages
      },
    },
    store,
    sealer: sealer(APP_SECRET),
    clock,
    log: watched((level, event) => void (level === 'error' && faults.push(event))),
    appSecret: APP_SECRET,
    phrases: guide.phrases,
    switchboard: ward.switchboard.phone,
    secrets: [SECRET],
    credentials: { kind: 'long-lived', token: 'token' },
    apiBase: platform.api,
    lane: 'protected_link' as const,
    monthlyPushes: null,
    publicUrl: 'https://madoguchi.test',
    personal: () => false,
    wholeTowns: ward.towns.filter(({ chome }) => chome === null).map(({ name }) => name),
    random: { token: () => randomBytes(24).toString('base64url') },
    digest: (token: string) => createHash('sha256').update(token).digest('base64url'),
    alone: standsAlone(guide),
    holdMs: 0,
  })
  const keys = lineKeys(APP_SECRET)
  let n = 0
  let ids = 0
  let lastId = ''

  const happen = (what: object, hours?: number) => happenAll([what], hours)

  async function happenAll(all: readonly object[], hours?: number): Promise<Seen> {
    tick(hours)
    answers.length = 0
    const from = platform.inbox.length
    const events = all.map((what, i) => {
      const id = `01E${n++}`
      return {
        webhookEventId: id,
        replyToken: `r-${id}`,
        timestamp: clock() + i,
        mode: 'active',
        source: { type: 'user', userId: USER },
        deliveryContext: { isRedelivery: false },
        ...what,
      }
    })
    const body = JSON.stringify({ destination: 'U0', events })
    const signature = createHmac('sha256', SECRET).update(body).digest('base64')
    const headers = { 'x-line-signature': signature }
    const answer = await line.routes.request('/line/webhook', { method: 'POST', body, headers })
    if (answer.status !== 200) throw new Error(`the webhook answered ${answer.status}`)
    while ((await line.inbox.runOnce()) + (await line.outbox.runOnce()) > 0);
    if (faults.length > 0) throw new Error(`alarms: ${faults.join(' ')}`)
    const text = platform.inbox
      .slice(from)
      .flatMap((sent) => plainLine(sent.messages))
      .map((message) => message.text)
      .join('\n')
    return { messages: [...answers], text }
  }
  const saying = (message: object) => {
    lastId = `9${n}${ids++}`
    return { type: 'message', message: { id: lastId, ...message } }
  }
  const says = (message: object, hours?: number) => happen(saying(message), hours)

  /** The data of the button with that choice, as LINE holds it: quick reply or page. */
  function dataOf(choice: string): string {
    const sent = platform.inbox.at(-1)?.messages as unknown as messagingApi.Message[]
    const data = postback(keys).write(keys.pseudonym(USER), choice) ?? ''
    if (!JSON.stringify(sent).includes(data)) throw new Error(`no button of the last answer is ${choice}`)
    return data
  }

  return {
    channel: 'line',
    async arrive() {
      const hello = await happen({ type: 'follow', follow: { isUnblocked: false } })
      if (dialogue.ことば === 'ja') return hello
      const data = postback(keys).writeForAll(`!language.${dialogue.ことば}`)
      return happen({ type: 'postback', postback: { data } })
    },
    act(exchange, last) {
      if (exchange.取り消す)
        return happen({ type: 'unsend', unsend: { messageId: lastId }, replyToken: undefined })
      if (exchange.吹き出し)
        return happenAll(
          exchange.吹き出し.map((text) => saying({ type: 'text', text })),
          exchange.時間後,
        )
      if (exchange.古いボタン) {
        const data = postback(keys).write(keys.pseudonym(USER), oldChoice(shown, exchange.古いボタン))
        return happen({ type: 'postback', postback: { data } }, exchange.時間後)
      }
      if (exchange.押す !== undefined)
        return happen(
          { type: 'postback', postback: { data: dataOf(choiceLabelled(last, exchange.押す)) } },
          exchange.時間後,
        )
      if (exchange.位置)
        return says(
          { type: 'location', latitude: exchange.位置[0], longitude: exchange.位置[1] },
          exchange.時間後,
        )
      if (exchange.スタンプ) return says({ type: 'sticker', keywords: exchange.スタンプ }, exchange.時間後)
      return says({ type: 'text', text: exchange.住民 ?? '' }, exchange.時間後)
    },
    end: async () => {},
  }
}
