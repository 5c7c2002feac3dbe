import { createHash, randomBytes } from 'node:crypto'
import { createBot } from '../../src/bot/controller.ts'
import { turnTaker } from '../../src/bot/take-turn.ts'
import { readTerminal } from '../../src/channels/terminal/read.ts'
import { writeTerminal } from '../../src/channels/terminal/write.ts'
import { createApp } from '../../src/http/app.ts'
import { chatRoutes } from '../../src/http/chat.ts'
import { talkOpener } from '../../src/http/talk-opener.ts'
import { talkSessions } from '../../src/http/talk-sessions.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { sealer } from '../../src/stores/seal.ts'
import type { InboundContent } from '../../src/triage/conversation.ts'
import type { Message } from '../../src/triage/message.ts'
import { guideOf } from '../support/built.ts'
import { quiet } from '../support/canaries/watch.ts'
import type { Dialogue, Exchange } from './dialogue.ts'

/** What a resident sees of one turn, whatever the channel. */
export interface Seen {
  readonly messages: readonly Message[]
  /** All of it as the channel shows it. */
  readonly text: string
}

/** A channel that a dialogue can be played through. */
export interface Player {
  readonly channel: 'line' | 'web' | 'terminal'
  arrive(): Promise<Seen>
  act(exchange: Exchange, last: Seen): Promise<Seen>
  end(): Promise<void>
}

const random = { token: () => randomBytes(24).toString('base64url') }

/** The service as it runs, over a store in memory and a clock that moves ten seconds a turn. */
export async function service(dialogue: Pick<Dialogue, '区' | '日時'>) {
  const { guide, ward, findDanger } = await guideOf(dialogue.区)
  let now = Date.parse(dialogue.日時)
  const clock = () => now
  const store = memoryStore(clock)
  const bot = createBot(guide, findDanger)
  const turns = turnTaker({
    store,
    sealer: sealer('a secret of the tests'),
    bot,
    guide,
    findDanger,
    clock,
    random,
    log: quiet,
  })
  return { guide, ward, store, turns, clock, tick: (hours = 0) => (now += 10_000 + hours * 3_600_000) }
}

export function choiceLabelled(last: Seen, label: string): string {
  const choices = last.messages.findLast((message) => message.choices)?.choices ?? []
  const found = choices.find((choice) => choice.label === label)
  if (!found)
    throw new Error(
      `「${label}」というボタンはありません。あるのは: ${choices.map((c) => c.label).join('、')}`,
    )
  return found.id
}

/** The button with that label, as it was last shown. */
export function oldChoice(shown: readonly Message[], label: string): string {
  const found = shown.flatMap(({ choices }) => choices ?? []).findLast((choice) => choice.label === label)
  if (!found) throw new Error(`「${label}」というボタンは、まだ出ていません。`)
  return found.id
}

function contentOf(exchange: Exchange, last: Seen, shown: readonly Message[]): InboundContent {
  if (exchange.古いボタン) return { kind: 'tap', choice: oldChoice(shown, exchange.古いボタン) }
  if (exchange.押す !== undefined) return { kind: 'tap', choice: choiceLabelled(last, exchange.押す) }
  if (exchange.位置) return { kind: 'location', lat: exchange.位置[0], lng: exchange.位置[1] }
  if (exchange.スタンプ) return { kind: 'sticker', keywords: exchange.スタンプ }
  return { kind: 'text', text: exchange.住民 ?? '' }
}

/** The terminal: typed lines in, lines out; buttons are pressed by their number. */
export async function terminalPlayer(dialogue: Dialogue): Promise<Player> {
  const { turns, clock, tick } = await service(dialogue)
  let n = 0
  const shown: Message[] = []
  const take = async (content: InboundContent, hours?: number): Promise<Seen> => {
    tick(hours)
    const inbound = {
      id: `t${n++}`,
      conversation: 'terminal',
      channel: 'terminal' as const,
      at: clock(),
      content,
    }
    const messages = await turns.take(inbound, { lang: dialogue.ことば as 'ja' })
    shown.push(...messages)
    return { messages, text: writeTerminal(messages) }
  }
  return {
    channel: 'terminal',
    arrive: () => take({ kind: 'arrive' }),
    act: async (exchange, last) => {
      const content = contentOf(exchange, last, shown)
      if (exchange.古いボタン) return take(content, exchange.時間後)
      if (content.kind !== 'tap')
        return take(
          content.kind === 'text' ? readTerminal(content.text, last.messages) : content,
          exchange.時間後,
        )
      const choices = last.messages.findLast((message) => message.choices)?.choices ?? []
      const number = choices.findIndex((choice) => choice.id === content.choice) + 1
      return take(readTerminal(String(number), last.messages), exchange.時間後)
    },
    end: async () => {},
  }
}

/** The web: the HTTP surface of `contract.md`. */
export async function webPlayer(dialogue: Dialogue): Promise<Player> {
  const { turns, store, clock, tick, ward } = await service(dialogue)
  const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
  const sessions = talkSessions({ store, random, clock, digest })
  const open = talkOpener({ turns, sessions, clock })
  const app = createApp({
    log: quiet,
    switchboard: ward.switchboard.phone,
    modules: [chatRoutes({ turns, store, sessions, open, clock })],
  })
  return httpPlayer(dialogue, async (path, init) => app.request(path, init), tick)
}

/** The web over any way to send a request; `tick` moves the service's clock by ten seconds and so many hours. */
export function httpPlayer(
  dialogue: Pick<Dialogue, 'ことば'>,
  request: (
    path: string,
    init: { method: string; headers?: Record<string, string>; body: string },
  ) => Promise<Response>,
  tick: (hours?: number) => void,
): Player {
  let token = ''
  let n = 0
  const shown: Message[] = []
  const seen = (messages: readonly Message[]): Seen => ({
    messages,
    text: messages
      .map((message) =>
        [
          message.text,
          ...(message.points ?? []).map((point) => JSON.stringify(point)),
          ...(message.card ? [JSON.stringify(message.card)] : []),
        ].join('\n'),
      )
      .join('\n'),
  })
  return {
    channel: 'web',
    async arrive() {
      const made = await request('/api/chat', {
        method: 'POST',
        body: JSON.stringify({ lang: dialogue.ことば }),
      })
      const body = (await made.json()) as { token: string; messages: Message[] }
      token = body.token
      shown.push(...body.messages)
      return seen(body.messages)
    },
    async act(exchange, last) {
      tick(exchange.時間後)
      const content = contentOf(exchange, last, shown)
      const body =
        content.kind === 'tap'
          ? { choice: content.choice }
          : content.kind === 'location'
            ? { location: { lat: content.lat, lng: content.lng } }
            : { text: content.kind === 'text' ? content.text : exchange.スタンプ?.join(' ') }
      const answer = await request('/api/chat/messages', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ id: `w${n++}`, ...body }),
      })
      if (answer.status !== 200) throw new Error(`the chat answered ${answer.status}: ${await answer.text()}`)
      const { messages } = (await answer.json()) as { messages: Message[] }
      shown.push(...messages)
      return seen(messages)
    },
    end: async () => {},
  }
}
