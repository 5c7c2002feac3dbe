import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allDialogues } from '../dialogues/dialogue.ts'
import { play } from '../dialogues/play.ts'
import { faultsOf } from './line-limits.ts'
import { linePlayer } from './line-player.ts'
import { linePlatform } from './platform.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

/** A locked screen shows altText of every object, and the beginning of every text. */
function previewsOf(
  messages: readonly { readonly type: string; readonly text?: string; readonly altText?: string }[],
) {
  const grave = messages.some(({ text }) => text?.includes(GRAVE))
  return messages.filter(({ text, altText }) =>
    altText === undefined ? grave && !NEUTRAL.test(text ?? '') : !NEUTRAL.test(altText),
  )
}
const NEUTRAL = /^(ご案内があります|おしらせが あります|There is a message for you)/
/** What only a talk about violence at home says. */
const GRAVE = '名前も住所も聞きません'

test.each(allDialogues('line'))('on LINE, %s', async (_title, dialogue) => {
  const platform = linePlatform()
  server.resetHandlers(...platform.handlers)
  const player = await linePlayer(dialogue, platform)
  await play(dialogue, player)
  expect(platform.inbox.flatMap((sent) => faultsOf(sent.messages))).toEqual([])
  // Replies cost nothing: no talk with the bot costs a push.
  expect(platform.calls.filter((call) => call !== 'reply')).toEqual([])
  for (const { messages } of platform.inbox) expect(previewsOf(messages)).toEqual([])
})
