import { AREAS, type Area } from '../content/vocabulary.ts'
import type { Clock, Store } from '../ports.ts'
import type { Guide } from '../triage/guide.ts'
import { readTicket } from '../triage/ticket.ts'
import { walk } from '../triage/walk.ts'
import { openTicket } from './tickets.ts'
import type { Transcript } from './transcript.ts'

/** What somebody says who wants to go on with a talk from another device. */
export interface Claimed {
  readonly ticket: string
  /** A town or an address in it, as written; empty when none is said. */
  readonly town: string
  readonly area: string
}

interface Parts {
  readonly store: Store
  readonly transcript: Transcript
  readonly guide: Guide
  readonly clock: Clock
}

const TRIES = 'tries'
const MOST_WRONG = 5
const LOCKED_MS = 3_600_000

/**
 * The conversation a ticket opens, once its check fits too; null otherwise, and nobody learns why. After
 * five wrong checks a ticket opens nothing for an hour, wherever they were tried.
 */
export function talkResumer({ store, transcript, guide, clock }: Parts) {
  async function fits(
    conversation: string,
    check: 'town' | 'area',
    { town, area }: Claimed,
  ): Promise<boolean> {
    const { session } = await transcript.open(conversation)
    if (!session) return false
    const { situation } = walk(guide, session, clock())
    if (check === 'area') return situation.areas.includes(AREAS.find((one) => one === area) as Area)
    const read = guide.desk.readAddress(town)
    const known = situation.place?.town
    if (known === undefined) return false
    return (read.kind === 'place' && read.place.town === known) || guide.key(town) === guide.key(known)
  }

  return async (claimed: Claimed): Promise<string | null> => {
    const now = clock()
    const unit = `ticket:${readTicket(claimed.ticket) ?? '-'}`
    const [talk, tried] = [await openTicket(store, claimed.ticket, now), await store.get(unit, TRIES)]
    const wrong = Number(tried?.value ?? 0)
    const right = talk !== null && (await fits(talk.conversation, talk.check, claimed))
    if (right && wrong < MOST_WRONG) return talk.conversation
    if (talk !== null) {
      const put = { key: TRIES, value: String(wrong + 1), expect: 'any' as const, expires: now + LOCKED_MS }
      await store.commit({ unit, puts: [put] })
    }
    return null
  }
}
export type ResumeTalk = ReturnType<typeof talkResumer>
