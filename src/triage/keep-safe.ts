import type { DangerFinding } from '../text/understanding.ts'
import type { Session, Turn } from './conversation.ts'
import type { Guide } from './guide.ts'
import { aboutViolence } from './hand-over.ts'
import { withoutHousehold } from './session.ts'
import { walk } from './walk.ts'

/** A card for violence at home counts from the message that calls for it: already its answer is a safe one. */
export function cardedNow({ danger, kind }: DangerFinding): readonly string[] {
  return kind === 'dv' ? [`${kind}.${danger}`] : []
}

/** The session in which a message is answered, when its danger is to be heeded. */
export function alert(session: Session, finding: DangerFinding): Session {
  return { ...session, carded: [...new Set([...session.carded, ...cardedNow(finding)])] }
}

/** In talks about violence at home nothing of a household is kept, and nothing may be read over a shoulder. */
export function keepSafe(guide: Guide, turn: Turn, now: number): Turn {
  const { session } = turn
  return aboutViolence(session, walk(guide, session, now).situation)
    ? {
        ...turn,
        session: withoutHousehold(session),
        replies: turn.replies.map((reply) => ({ ...reply, discreet: true as const })),
      }
    : turn
}
