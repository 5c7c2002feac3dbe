import type { DialogContext } from 'botbuilder-dialogs'
import { Botkit, type BotkitMessage, type BotWorker } from 'botkit'
import type { DangerFinding } from '../text/understanding.ts'
import type { Channel, Inbound, Reply, Session, Turn } from '../triage/conversation.ts'
import type { Guide } from '../triage/guide.ts'
import { interruptReader } from '../triage/interrupts.ts'
import { step } from '../triage/step.ts'
import { GuideDialog } from './guide-dialog.ts'
import { followLanguage, mayLeave, noticeDanger, yieldToOwner } from './middleware.ts'
import { TurnAdapter } from './turn-adapter.ts'
import type { Owner, TurnFrame } from './turn-frame.ts'

export interface BotInput {
  readonly inbound: Inbound
  readonly session: Session
  readonly owner: Owner
  /** Epoch ms. */
  readonly now: number
}

/** Runs one turn. Rejects when the turn failed; what was decided is returned, nothing has been sent or stored. */
export type Bot = (input: BotInput) => Promise<Turn>

/**
 * Botkit keeps its dialog state nowhere: every turn starts from the session alone. The state is what it is
 * after a turn, so that there never is a change to write.
 */
const nowhere = {
  read: async (keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, { dialogState: { dialogStack: [] } }])),
  write: async () => {},
  delete: async () => {},
}

const NO_FINDING: DangerFinding = { danger: 'none', kind: null, words: [], rule: null }
/** What is said although a person owns the talk is the service's own word. */
function unowned(frame: TurnFrame, turn: Turn): Turn {
  if (frame.owner.kind !== 'person') return turn
  return { ...turn, replies: turn.replies.map((reply) => ({ ...reply, from: 'system' })) }
}

const frameOf = (message: BotkitMessage) => (message as unknown as { frame: TurnFrame }).frame

/**
 * The conversation's runtime: one Botkit controller, an adapter per channel, receive middleware for
 * danger, language and ownership, send middleware as the last fence, interrupts for the words valid
 * at any moment, and the guide as its dialog. Policy lives in `src/triage`.
 */
export function createBot(
  guide: Guide,
  findDanger: (text: string, recent: readonly string[]) => DangerFinding,
): Bot {
  const adapters: Readonly<Record<Channel, TurnAdapter>> = {
    line: new TurnAdapter('line'),
    web: new TurnAdapter('web'),
    terminal: new TurnAdapter('terminal'),
  }
  const controller = new Botkit({
    adapter: adapters.web,
    storage: nowhere,
    disable_webserver: true,
    disable_console: true,
  })
  const readInterrupt = interruptReader(guide.key)

  controller.middleware.receive.use((_bot: BotWorker, message: BotkitMessage, next: () => void) => {
    const frame = frameOf(message)
    try {
      noticeDanger(frame, findDanger)
      followLanguage(frame)
      const { content } = frame.inbound
      if (content.kind === 'text') frame.interrupt = readInterrupt(content.text)
      if (yieldToOwner(frame, guide)) frame.interrupt = null
    } catch (fault) {
      frame.fault = fault
    }
    next()
  })
  controller.middleware.send.use((bot: BotWorker, message: BotkitMessage, next: () => void) => {
    const frame = bot.getConfig('activity').channelData.frame as TurnFrame
    const reply = (message.channelData as { reply?: Reply } | undefined)?.reply
    if (reply && !mayLeave(frame, reply)) frame.fault ??= new Error('the bot would have talked over a person')
    next()
  })

  // Botkit leaves a rejected handler hanging, so every handler settles its fault in the frame.
  const settle = (work: (bot: BotWorker, frame: TurnFrame) => Promise<void>) => {
    return async (bot: BotWorker, message: BotkitMessage) => {
      const frame = frameOf(message)
      try {
        if (frame.fault === null && frame.turn === null) await work(bot, frame)
        for (const reply of frame.turn?.replies ?? [])
          await bot.say({ text: reply.text, channelData: { reply } })
      } catch (fault) {
        frame.fault ??= fault
      }
    }
  }
  controller.addDialog(new GuideDialog('guide', guide))
  controller.interrupts(
    async (message) => frameOf(message).interrupt !== null,
    'message',
    settle(async (_bot, frame) => {
      if (!frame.interrupt) return
      const inbound: Inbound = { ...frame.inbound, content: { kind: 'command', ...frame.interrupt } }
      frame.turn = unowned(frame, step(guide, frame.session, inbound, frame.finding, frame.now))
    }),
  )
  controller.on(
    'message',
    // Not `bot.beginDialog`: its waterfall around a dialog resumes conversations, and ours ends with the turn.
    settle(async (bot) => {
      await (bot.getConfig('dialogContext') as DialogContext).beginDialog('guide')
    }),
  )

  return async ({ inbound, session, owner, now }) => {
    const frame: TurnFrame = {
      inbound,
      now,
      owner,
      session,
      finding: NO_FINDING,
      interrupt: null,
      turn: null,
      sent: [],
      fault: null,
    }
    await adapters[inbound.channel].take(frame, (context) => controller.handleTurn(context))
    if (frame.fault !== null) throw frame.fault
    if (!frame.turn) throw new Error('the bot came to no decision')
    return { ...frame.turn, replies: frame.sent }
  }
}
