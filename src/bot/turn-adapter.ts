import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core'
import type { Channel, Reply } from '../triage/conversation.ts'
import { TURN_FRAME, type TurnFrame } from './turn-frame.ts'

/**
 * Under this name the dialogs library keeps, for the length of a turn, which kinds of memory there are. It
 * holds nothing of the turn, and finding it out anew takes longer than many a turn.
 */
const DIALOG_MEMORY = 'DialogStateManagerConfiguration'

/**
 * A Bot Framework adapter that sends nothing: what the bot says fills the turn's buffer, so that the
 * session and everything said are written once, together, after the turn. One per channel, as Botkit
 * expects; how a reply looks on the wire is the channel's own business (`src/channels`).
 */
export class TurnAdapter extends BotAdapter {
  readonly channel: Channel
  #dialogMemory: unknown

  constructor(channel: Channel) {
    super()
    this.channel = channel
  }

  /** Runs one inbound through the bot. Rejects only for faults of the machinery itself. */
  async take(frame: TurnFrame, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const { inbound } = frame
    const activity: Partial<Activity> = {
      type: 'message',
      id: inbound.id,
      channelId: this.channel,
      from: { id: inbound.conversation, name: '' },
      recipient: { id: 'madoguchi', name: '' },
      conversation: { id: inbound.conversation, name: '', isGroup: false, conversationType: 'personal' },
      text: inbound.content.kind === 'text' ? inbound.content.text : '',
      channelData: { frame },
    }
    const context = new TurnContext(this as BotAdapter, activity)
    context.turnState.set(TURN_FRAME, frame)
    if (this.#dialogMemory !== undefined) context.turnState.set(DIALOG_MEMORY, this.#dialogMemory)
    await this.runMiddleware(context, logic)
    this.#dialogMemory ??= context.turnState.get(DIALOG_MEMORY)
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const frame = context.turnState.get(TURN_FRAME) as TurnFrame
    return activities.map((activity) => {
      const reply = (activity.channelData as { reply?: Reply } | undefined)?.reply
      if (reply) frame.sent.push(reply)
      return { id: String(frame.sent.length) }
    })
  }

  override async updateActivity(): Promise<undefined> {
    throw new Error('a sent message is never changed')
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('a sent message is never taken back')
  }

  override async continueConversation(
    _reference: Partial<ConversationReference>,
    _logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    throw new Error('a conversation goes on through its inbox, not from here')
  }
}
