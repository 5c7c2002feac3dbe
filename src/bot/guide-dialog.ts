import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs'
import type { Guide } from '../triage/guide.ts'
import { step } from '../triage/step.ts'
import { TURN_FRAME, type TurnFrame } from './turn-frame.ts'

/** The guided questions as a Botkit dialog. It ends with the turn: where we are is replayed, never stored here. */
export class GuideDialog extends Dialog {
  readonly #guide: Guide

  constructor(id: string, guide: Guide) {
    super(id)
    this.#guide = guide
  }

  override async beginDialog(context: DialogContext): Promise<DialogTurnResult> {
    const frame = context.context.turnState.get(TURN_FRAME) as TurnFrame
    frame.turn = step(this.#guide, frame.session, frame.inbound, frame.finding, frame.now)
    return context.endDialog()
  }
}
