import { describe, expect, test } from 'vitest'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { postback } from '../../src/channels/line/postback.ts'
import type { Platform } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { event, START, said, stage } from './stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})
const texts = () =>
  platform.inbox.map((sent) => sent.messages.map((message) => message.text?.split('\n')[0]).join('|'))

describe('an event', () => {
  test('F-11: of 100 events one that cannot be handled is buried with an alarm and an apology, 99 are answered', async () => {
    const at = stage(platform)
    const { bot: _, ...turns } = { bot: 0, ...at.turns }
    const poisoned = stage(platform, {
      store: at.store,
      turns: {
        ...turns,
        take: async (inbound, options) => {
          if (inbound.content.kind === 'text' && inbound.content.text === '毒') throw new TypeError('poison')
          return at.turns.take(inbound, options)
        },
      },
    })
    const batch = Array.from({ length: 100 }, (_, i) =>
      said(i === 40 ? '毒' : `${i}`, {
        source: { type: 'user', userId: `U${i % 50}` },
        timestamp: START + i,
      }),
    )
    expect((await poisoned.deliver(batch)).status).toBe(200)
    for (let i = 0; i < 100; i++) {
      at.time.now = poisoned.time.now
      await poisoned.work(500)
    }
    expect(texts().filter((text) => /^\d+: \d+$/.test(text))).toHaveLength(99)
    expect(texts().filter((text) => text.startsWith('不具合です'))).toHaveLength(1)
    expect(await at.store.dead('line-in')).toHaveLength(1)
    expect(poisoned.events('inbox-dead')).toHaveLength(1)
  })

  test('F-12: in standby the words and the danger are kept for staff, and nothing is sent', async () => {
    const at = stage(platform)
    await at.deliver([said('死にたい', { mode: 'standby', replyToken: undefined })])
    await at.work()
    expect(platform.calls).toEqual([])
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(kept.map(({ message }) => message.text)).toEqual(['死にたい'])
    expect(await at.store.read(conversation, 'case', 0)).toHaveLength(1)
  })

  test('F-13: a group that invites the account hears one polite line, by reply only', async () => {
    const at = stage(platform)
    const group = { type: 'group', groupId: 'C1' }
    await at.deliver([event({ type: 'join' }, { source: group }), said('母が…', { source: group })])
    await at.work()
    expect(platform.inbox).toHaveLength(1)
    expect(platform.inbox[0]?.way).toBe('reply')
  })

  test('a button of this chat is a tap; of another chat, altered or old it is explained', async () => {
    const at = stage(platform)
    const keys = lineKeys('an application secret')
    const data = (user: string) => postback(keys).write(keys.pseudonym(user), '1.start.story:yes')
    const tap = (data: string | null) => event({ type: 'postback', postback: { data } })
    await at.deliver([tap(data('U4af4980629')), tap(data('U999')), tap('1AAAA'), tap('0old')])
    await at.work()
    expect(texts()).toEqual([
      '1: tap 1.start.story:yes',
      '2: unreadable-tap',
      '3: unreadable-tap',
      '4: unreadable-tap',
    ])
  })

  test('a rich menu button is its command in every chat, and the one that opens the keyboard says nothing', async () => {
    const at = stage(platform)
    const buttons = postback(lineKeys('an application secret'))
    const tap = (command: string, userId: string) =>
      event(
        { type: 'postback', postback: { data: buttons.writeForAll(command) } },
        { source: { type: 'user', userId } },
      )
    await at.deliver([tap('!person', 'U1'), tap('!person', 'U2'), tap('!keyboard', 'U3')])
    await at.work()
    expect(texts()).toEqual(['1: tap !person', '1: tap !person'])
    expect(at.events('line-ignored')).toHaveLength(1)
  })

  test.each([
    [
      'a sticker',
      event({ type: 'message', message: { type: 'sticker', id: '1', keywords: ['sad'], text: '死にたい' } }),
      'ご案内があります',
    ],
    [
      'a photo',
      event({ type: 'message', message: { type: 'image', id: '1', contentProvider: { type: 'line' } } }),
      '1: media',
    ],
    [
      'a map position',
      event({ type: 'message', message: { type: 'location', id: '1', latitude: 35, longitude: 139 } }),
      '1: location',
    ],
    ['a follow', event({ type: 'follow', follow: { isUnblocked: false } }), 'LINEにも残ります'],
    ['a follow after a block', event({ type: 'follow', follow: { isUnblocked: true } }), '1: command'],
  ])('%s is read as what it is', async (_name, one, first) => {
    const at = stage(platform)
    await at.deliver([one])
    await at.work()
    expect(texts()[0]?.split('|')[0]).toBe(first)
  })

  test('an unsent message is gone from transcript and memory, and staff see that it was taken back', async () => {
    const at = stage(platform)
    const one = said('夫の名前は太郎です')
    await at.deliver([one])
    await at.work()
    const { id } = one.message as { id: string }
    await at.deliver([
      event({ type: 'unsend', unsend: { messageId: id } }, { replyToken: undefined, timestamp: START + 1 }),
    ])
    await at.work()
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(kept[0]?.message.text).toBe('（送信が取り消されました）')
    expect((await at.turns.transcript.open(conversation)).session?.recent).toEqual([])
  })

  test('F-10: an unsend that comes before its message keeps the message from ever being used', async () => {
    const at = stage(platform)
    const one = said('夫の名前は太郎です')
    const { id } = one.message as { id: string }
    await at.deliver([event({ type: 'unsend', unsend: { messageId: id } }, { replyToken: undefined })])
    await at.work()
    await at.deliver([one])
    await at.work()
    expect(platform.calls).toEqual([])
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    expect(await at.turns.transcript.since(conversation, 0)).toEqual([])
  })

  test('F-40: after an unfollow nothing is pushed; a message opens the way again', async () => {
    const at = stage(platform)
    platform.faults.push('503')
    await at.deliver([said('こんにちは')])
    at.time.now += 60_000
    await at.work(0)
    await at.deliver([event({ type: 'unfollow' }, { replyToken: undefined, timestamp: START + 1 })])
    await at.work()
    expect(platform.inbox).toEqual([])
    expect(at.events('line-blocked')).toHaveLength(1)
    await at.deliver([said('また来ました', { timestamp: at.time.now })])
    await at.work()
    expect(texts()).toEqual(['2: また来ました'])
  })

  test('F-56: who leaves while a person is asked for is seen by staff, and nothing more is pushed', async () => {
    const at = stage(platform)
    await at.deliver([said('人と話す')])
    await at.work()
    platform.faults.push('503')
    await at.deliver([said('もしもし', { timestamp: at.time.now })])
    await at.deliver([event({ type: 'unfollow' }, { replyToken: undefined, timestamp: at.time.now + 1 })])
    await at.work(600)
    at.time.now += 60_000
    await at.work(600_000)
    expect(platform.calls).not.toContain('push')
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const staff = (await at.store.read(conversation, 'case', 0)).map(({ value }) => JSON.parse(value))
    expect(staff.map(({ kind }) => kind)).toContain('handoff')
    expect(staff.map(({ kind }) => kind)).toContain('left')
  })

  test('F-56: 「やめる」 while a person is asked for is in the transcript staff read, and nothing is pushed', async () => {
    const at = stage(platform)
    await at.deliver([said('人と話す')])
    await at.work()
    await at.deliver([said('やめる', { timestamp: at.time.now })])
    await at.work(600_000)
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(kept.map(({ message }) => message.text)).toContain('やめる')
    expect(platform.calls).not.toContain('push')
  })

  test('消して leaves neither texts nor the LINE id, and its answer still arrives', async () => {
    const at = stage(platform)
    await at.deliver([said('こんにちは'), said('消して', { timestamp: START + 1 })])
    await at.work()
    expect(texts()).toEqual(['1: こんにちは', '2: 消して'])
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    expect(await at.turns.transcript.since(conversation, 0)).toEqual([])
    expect(await at.store.get(conversation, 'line-user')).toBeNull()
  })
})
