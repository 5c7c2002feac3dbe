import type { InboundContent } from '../../triage/conversation.ts'
import type { Message } from '../../triage/message.ts'

/** A typed line: the number of a choice just shown is that choice, anything else is what was said. */
export function readTerminal(line: string, shown: readonly Message[]): InboundContent {
  const choices = shown.findLast((message) => message.choices)?.choices ?? []
  const number = /^\s*(\d{1,2})\s*$/.exec(line.normalize('NFKC'))?.[1]
  const chosen = number ? choices[Number(number) - 1] : undefined
  return chosen ? { kind: 'tap', choice: chosen.id } : { kind: 'text', text: line }
}
