import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { createBot } from '../../bot/controller.ts'
import { turnTaker } from '../../bot/take-turn.ts'
import type { Invocation } from '../../build/run.ts'
import { readTerminal } from '../../channels/terminal/read.ts'
import { writeTerminal } from '../../channels/terminal/write.ts'
import { memoryStore } from '../../stores/memory.ts'
import { sealer } from '../../stores/seal.ts'
import type { InboundContent } from '../../triage/conversation.ts'
import type { Message } from '../../triage/message.ts'
import { loadGuide, wardsIn } from '../load.ts'
import { momentFrom, optionsFrom, runCommand, WrongUsage } from './options.ts'

const USAGE = 'usage: npm run chat [-- --ward W] [--at ISO]'

/** `npm run chat`: the conversation in the terminal. Nothing is kept when it ends. */
export function main({ argv, ...folders }: Invocation): Promise<number> {
  return runCommand(USAGE, async () => {
    const options = optionsFrom(argv, ['ward', 'at'])
    const wards = await wardsIn(folders.content)
    const ward = options.ward ?? process.env.WARD ?? 'chuo'
    if (!wards.includes(ward)) throw new WrongUsage(`--ward must be one of: ${wards.join(', ')}`)
    const ahead = momentFrom(options.at) - Date.now()
    const clock = () => Date.now() + ahead
    const { guide, findDanger } = await loadGuide(folders, ward)
    const store = memoryStore(clock)
    const turns = turnTaker({
      store,
      sealer: sealer(`terminal:${process.pid}:${Date.now()}`),
      bot: createBot(guide, findDanger),
      guide,
      findDanger,
      clock,
      random: { token: () => randomBytes(24).toString('base64url') },
      log: (level, event) => console.error(`${level}: ${event}`),
    })

    let shown: readonly Message[] = []
    let n = 0
    const take = async (content: InboundContent) => {
      const inbound = {
        id: `t${n++}`,
        conversation: 'terminal',
        channel: 'terminal' as const,
        at: clock(),
        content,
      }
      shown = await turns.take(inbound)
      process.stdout.write(`\n${writeTerminal(shown)}\n`)
    }
    await take({ kind: 'arrive' })
    const lines = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: process.stdin.isTTY,
    })
    lines.setPrompt('> ')
    lines.prompt()
    for await (const line of lines) {
      await take(readTerminal(line, shown))
      lines.prompt()
    }
    return 0
  })
}
