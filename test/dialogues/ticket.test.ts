import { expect, test } from 'vitest'
import { openTicket } from '../../src/bot/tickets.ts'
import type { InboundContent } from '../../src/triage/conversation.ts'
import { service } from './players.ts'

async function talk() {
  const played = await service({ 区: 'chuo', 日時: '2026-11-24T10:00:00+09:00' })
  let n = 0
  const take = (content: InboundContent, conversation = 'c1') => {
    played.tick()
    return played.turns.take({
      id: `t${n++}`,
      conversation,
      channel: 'web',
      at: played.clock(),
      content,
    })
  }
  const say = async (text: string, conversation?: string) => {
    const messages = await take({ kind: 'text', text }, conversation)
    return messages.findLast((message) => message.card)?.card?.ticket ?? null
  }
  await take({ kind: 'arrive' })
  return { ...played, take, say }
}

test('同じお話のあいだ、受付のことばは同じで、そのお話を開く', async () => {
  const { say, store, clock } = await talk()
  await say('家賃が払えません')
  const ticket = await say('まだ言われていない')
  expect(ticket).toMatch(/^[あ-ん]{4}$/)
  expect(await say('ここではない気がする')).toBe(ticket)
  expect(await openTicket(store, ticket ?? '', clock())).toEqual({
    conversation: 'c1',
    episode: 1,
    check: 'area',
  })
})

test('町を言った人の受付のことばは、町で確かめる', async () => {
  const { say, store, clock } = await talk()
  await say('母の物忘れがひどくて心配です')
  const ticket = await say('月島一丁目')
  expect(await openTicket(store, ticket ?? '', clock())).toMatchObject({ check: 'town' })
})

test('消してと言うと、受付のことばは何も開かない', async () => {
  const { say, take, store, clock } = await talk()
  await say('家賃が払えません')
  const ticket = (await say('まだ言われていない')) ?? ''
  await take({ kind: 'command', command: 'forget' })
  expect(await openTicket(store, ticket, clock())).toBe(null)
  expect(await store.get(`ticket:${ticket}`, 'talk')).toBe(null)
})

test('画面を閉じて消したときも、受付のことばは何も開かない', async () => {
  const { say, turns, store, clock } = await talk()
  await say('家賃が払えません')
  const ticket = (await say('まだ言われていない')) ?? ''
  await turns.transcript.erase('c1', clock())
  expect(await openTicket(store, ticket, clock())).toBe(null)
})

test('書かれた受付のことばへの返事は、あるものでもないものでも同じ', async () => {
  const { say, take } = await talk()
  await say('家賃が払えません')
  const ticket = (await say('まだ言われていない')) ?? ''
  const answer = async (typed: string, conversation: string) => {
    await take({ kind: 'arrive' }, conversation)
    return (await take({ kind: 'text', text: typed }, conversation)).map(({ text }) => text)
  }
  expect(await answer(ticket, 'c2')).toEqual(await answer('さくらい', 'c3'))
})
