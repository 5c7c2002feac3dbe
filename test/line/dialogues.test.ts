import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allDialogues } from '../dialogues/dialogue.ts'
import { faultsOf } from './line-limits.ts'
import { linePlayer } from './line-player.ts'
import { linePlatform } from './platform.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

test.each(allDialogues())('on LINE, %s', async (_title, dialogue) => {
  const platform = linePlatform()
  server.resetHandlers(...platform.handlers)
  const player = await linePlayer(dialogue, platform)
  let last = await player.arrive()
  for (const exchange of dialogue.会話) {
    const acts = exchange.住民 ?? exchange.押す ?? exchange.位置 ?? exchange.スタンプ
    if (acts !== undefined) last = await player.act(exchange, last)
    for (const words of exchange.案内 ?? []) expect(last.text).toContain(words)
    for (const words of exchange.言わない ?? []) expect(last.text).not.toContain(words)
    const card = last.messages.findLast((message) => message.card)?.card
    if (card) for (const words of [card.ticket, ...card.lines]) expect(last.text).toContain(words)
    if (exchange.返事 !== undefined) expect(last.messages).toHaveLength(exchange.返事)
  }
  await player.end()
  expect(platform.inbox.flatMap((sent) => faultsOf(sent.messages))).toEqual([])
  expect(platform.calls.filter((call) => call !== 'reply')).toEqual([])
})
