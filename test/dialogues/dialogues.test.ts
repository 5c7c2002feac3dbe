import { describe, test } from 'vitest'
import { allDialogues } from './dialogue.ts'
import { play } from './play.ts'
import { terminalPlayer, webPlayer } from './players.ts'

const PLAYERS = { terminal: terminalPlayer, web: webPlayer }

describe.each(Object.entries(PLAYERS))('%s', (_channel, makePlayer) => {
  test.each(allDialogues())('%s', async (_title, dialogue) => {
    await play(dialogue, await makePlayer(dialogue))
  })
})
