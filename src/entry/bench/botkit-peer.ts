import type { AddressInfo } from 'node:net'
import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder-core'
import { Botkit, BotkitConversation } from 'botkit'

/**
 * The peer of `npm run bench -- turns`: stock Botkit as its documentation starts it, with its own
 * Express server, its MemoryStorage and one conversation of three questions.
 */
interface Posted {
  readonly user: string
  readonly text: string
}
interface ExpressAnswer {
  json(body: unknown): void
}

/** What botbuilder-adapter-web does with a POST: the turn's messages are the response. */
class WebAdapter extends BotAdapter {
  async processActivity(
    request: { readonly body: Posted },
    response: ExpressAnswer,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const { user, text } = request.body
    const context = new TurnContext(this as BotAdapter, {
      type: 'message',
      timestamp: new Date(),
      channelId: 'webchat',
      conversation: { id: user, name: '', isGroup: false, conversationType: 'personal' },
      from: { id: user, name: '' },
      recipient: { id: 'bot', name: '' },
      channelData: request.body,
      text,
    })
    const said: Partial<Activity>[] = []
    context.turnState.set('said', said)
    await this.runMiddleware(context, logic)
    response.json({ messages: said.map((activity) => ({ text: activity.text })) })
  }
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    ;(context.turnState.get('said') as Partial<Activity>[]).push(...activities)
    return activities.map((_, i) => ({ id: String(i) }))
  }
  override async updateActivity(): Promise<undefined> {
    return undefined
  }
  override async deleteActivity(): Promise<void> {}
  override async continueConversation(): Promise<void> {}
}

process.env.PORT = '0'
const controller = new Botkit({ adapter: new WebAdapter(), disable_console: true })
const consult = new BotkitConversation('consult', controller)
consult.ask('どなたのことですか。', async () => {}, 'who')
consult.ask('どのようなことでお困りですか。', async () => {}, 'what')
consult.ask('お住まいの町はどちらですか。', async () => {}, 'where')
consult.say('ありがとうございます。{{vars.where}}の窓口におつなぎします。')
controller.addDialog(consult)
controller.on('message', async (bot) => {
  await bot.beginDialog('consult')
})
controller.ready(() => {
  const { port } = controller.http.address() as AddressInfo
  process.stderr.write(`${JSON.stringify({ event: 'ready', port })}\n`)
})
