import type { DangerFinding } from '../text/understanding.ts'
import type { Inbound, Reply, Session, Turn } from '../triage/conversation.ts'
import type { Interrupt } from '../triage/interrupts.ts'

/** Who owns the conversation: the bot answers unless a person does. */
export type Owner =
  | { readonly kind: 'bot' }
  | { readonly kind: 'queue' }
  | { readonly kind: 'person'; readonly id: string }

/**
 * All that one turn carries through Botkit. It is the only state of a turn and ends with it: the
 * middleware fills it, the dialog and the interrupts set `turn`, the adapter gathers `sent`.
 */
export interface TurnFrame {
  readonly inbound: Inbound
  /** Epoch ms. */
  readonly now: number
  readonly owner: Owner
  session: Session
  finding: DangerFinding
  interrupt: Interrupt | null
  turn: Turn | null
  readonly sent: Reply[]
  /** What went wrong; Botkit's callbacks swallow exceptions, so they are carried here. */
  fault: unknown
}

export const TURN_FRAME = Symbol('turn frame')
