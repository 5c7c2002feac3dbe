import { afterAll, beforeAll, test } from 'vitest'
import { allDialogues } from '../dialogues/dialogue.ts'
import { play } from '../dialogues/play.ts'
import { type WorkerStage, workerStage } from './worker-players.ts'

/** One of each of these; `npm run test:workerd` plays them all. */
const FEW = ['ageing', 'card', 'corrections', 'danger', 'household', 'hardship', 'place', 'unknown']
const mihon = allDialogues().filter(([, dialogue]) => dialogue.区 === 'mihon')
const few = FEW.flatMap((name) => mihon.filter(([title]) => title.startsWith(`${name}.yaml`)).slice(0, 1))

let stage: WorkerStage
beforeAll(async () => {
  stage = await workerStage()
})
afterAll(() => stage.stop())

test.each(few)('in workerd, %s', async (_title, dialogue) => {
  await play(dialogue, await stage.player(dialogue))
})
