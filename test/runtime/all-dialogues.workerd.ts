import { afterAll, beforeAll, test } from 'vitest'
import { allDialogues } from '../dialogues/dialogue.ts'
import { play } from '../dialogues/play.ts'
import { type WorkerStage, workerStage } from './worker-players.ts'

let stage: WorkerStage
beforeAll(async () => {
  stage = await workerStage()
})
afterAll(() => stage.stop())

test.each(allDialogues())('in workerd, %s', async (_title, dialogue) => {
  await play(dialogue, await stage.player(dialogue))
})
