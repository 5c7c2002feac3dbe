import type { Context } from 'hono'
import type { TurnTaker } from '../bot/take-turn.ts'
import type { Lang } from '../content/vocabulary.ts'
import type { Clock } from '../ports.ts'
import type { Message } from '../triage/message.ts'
import { peerOf } from './peer.ts'
import type { TalkSessions } from './talk-sessions.ts'
import { tokenBucket } from './token-bucket.ts'

export interface Begun {
  readonly token: string
  readonly conversation: string
  readonly messages: readonly Message[]
}

/** A whole ward may stand behind one address. */
const LIMIT = { burst: 5_000, perSecond: 100 }

/** Begins web conversations: the token, the first turn, and a limit; a number is the seconds to wait. */
export function talkOpener(parts: {
  readonly turns: TurnTaker
  readonly sessions: TalkSessions
  readonly clock: Clock
}) {
  const { turns, sessions, clock } = parts
  const opening = tokenBucket({ ...LIMIT, clock })
  return async (c: Context, lang: Lang, lifeMs: number): Promise<Begun | number> => {
    const wait = opening.take(peerOf(c))
    if (wait > 0) return wait
    const { token, conversation, puts, kept } = sessions.begin(lifeMs)
    // Side by side: they wait for one sync of the disk, and neither says anything before both are kept.
    const [messages] = await Promise.all([
      turns.take(
        { id: 'arrive', conversation, channel: 'web', at: clock(), content: { kind: 'arrive', lang } },
        { lang, also: () => ({ puts }) },
      ),
      kept,
    ])
    return { token, conversation, messages }
  }
}
export type OpenTalk = ReturnType<typeof talkOpener>
