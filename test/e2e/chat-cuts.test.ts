import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Message } from '../../src/triage/message.ts'
import { createRest } from '../../src/ui/chat/rest.ts'
import { createTalk, freshId, type Talk } from '../../src/ui/chat/talk.ts'
import { dice } from '../crash/dice.ts'
import { type CuttingProxy, cuttingProxy } from './cutting-proxy.ts'
import { type Service, startService } from './service.ts'

const TALKS = 25
const CUTS = 1_000

let service: Service
let way: CuttingProxy
beforeAll(async () => {
  service = await startService()
  way = await cuttingProxy(service.url, dice(8))
}, 300_000)
afterAll(async () => {
  await way?.close()
  await service?.stop()
})

const SAID = [
  '母の物忘れが心配です',
  '帆風一丁目',
  '人と話す',
  '家賃が払えません',
  '戻る',
  'わからない',
  '最初から',
]

/** The page's own client, over the way that breaks. */
async function resident() {
  let token = ''
  const rest = createRest(2, 20)
  const talk: Talk = createTalk({
    base: '/chat',
    rest,
    fetch: async (path, init) => {
      const response = await fetch(`${way.url}${path}`, init)
      token ||= new Headers(init?.headers).get('authorization')?.slice('Bearer '.length) ?? ''
      return response
    },
  })
  while (true) {
    const opened = await talk.open('ja').catch(() => null)
    if (opened) break
    await rest.wait(0, 0)
  }
  const heard: Message[] = []
  void talk.listen({
    message: (message) => void heard.push(message),
    erased: () => {},
    connected: () => {},
    over: () => {},
  })
  return { talk, heard, token: () => token }
}

it('千回つながりが切れても、言葉は一つも失われず、二度届かない', async () => {
  const residents = await Promise.all(Array.from({ length: TALKS }, resident))
  const answers = new Map<string, readonly Message[]>()
  await Promise.all(
    residents.map(async ({ talk }) => {
      for (const text of SAID) {
        const id = freshId()
        const outcome = await talk.send(id, { text }, () => {})
        answers.set(id, outcome.kind === 'answered' ? outcome.messages : [])
      }
    }),
  )
  // What waits for news is cut as often as what is said.
  await expect.poll(way.cuts, { timeout: 40_000 }).toBeGreaterThanOrEqual(CUTS)
  way.mend()

  for (const { heard, token } of residents) {
    const response = await fetch(`${service.url}/api/chat`, {
      headers: { authorization: `Bearer ${token()}` },
    })
    const { messages } = (await response.json()) as { messages: Message[] }
    expect(messages.filter(({ from }) => from === 'resident').map(({ text }) => text)).toEqual(SAID)
    const after = messages.filter(({ id }) => !id.startsWith('arrive'))
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(after.length)
    expect(heard.map(({ id }) => id)).toEqual(after.map(({ id }) => id))
  }
  expect([...answers.values()].every((messages) => messages.length > 0)).toBe(true)
}, 200_000)
