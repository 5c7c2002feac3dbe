import { inLang } from '../content/text.ts'
import type { Clock, Randomness } from '../ports.ts'
import { askRating } from '../triage/afterwards.ts'
import type { Reply } from '../triage/conversation.ts'
import type { Guide } from '../triage/guide.ts'
import { messageOf } from '../triage/message.ts'
import { commandChoice } from '../triage/options.ts'
import type { CaseBook, CaseOutline } from './case-book.ts'
import type { CaseIndex } from './case-index.ts'

interface Parts {
  readonly book: Pick<CaseBook, 'speak'>
  readonly index: CaseIndex
  readonly guide: Guide
  readonly clock: Clock
  readonly random: Randomness
}

const WEEK_MS = 7 * 24 * 3_600_000
/** Asked late is asked out of the blue: what was missed for so long is left. */
const LATE_MS = 3 * 24 * 3_600_000

/** Which question of 「いかがでしたか」 is due; null for none. After the first only who was invited is asked. */
export function ratingDue({ state, facts }: CaseOutline, now: number): number | null {
  if (state.phase !== 'resolved' || !facts || facts.violence || state.closedAt === null) return null
  if (state.outcome === 'declined' || facts.stopped) return null
  const due = (week: number) => {
    const at = (state.closedAt ?? 0) + week * WEEK_MS
    return now >= at && now < at + LATE_MS && !state.asked.includes(week)
  }
  return [0, ...(state.invited ? [1, 4] : [])].find(due) ?? null
}

/** What the bot says by itself: how it was, and what staff asked it to ask. Never where violence is spoken of. */
export function afterwardsWatch({ book, index, guide, clock, random }: Parts) {
  const checkIn = (found: CaseOutline): Reply | null => {
    const { state, facts } = found
    if (state.phase !== 'open' || !state.followUp || state.followUp.on > clock()) return null
    if (!facts || facts.violence || facts.stopped) return null
    const { lang } = facts
    return {
      from: 'bot',
      lang,
      text: inLang(guide.phrases['check-in'], lang),
      choices: [
        commandChoice('person', inLang(guide.phrases.person, lang)),
        commandChoice('continue', inLang(guide.phrases.continue, lang)),
      ],
    }
  }
  return {
    async tick(): Promise<void> {
      for (const known of [...index.all()]) {
        if (ratingDue(known, clock()) === null && checkIn(known) === null) continue
        await book.speak(known.id, (found) => {
          const id = `after-${random.token()}`
          const asks = checkIn(found)
          if (asks)
            return { event: { kind: 'checked-in', message: id }, message: messageOf(asks, id, clock()) }
          const week = ratingDue(found, clock())
          if (week === null) return null
          const reply = askRating(guide, found.facts?.lang ?? 'ja', week)
          return { event: { kind: 'asked', week, message: id }, message: messageOf(reply, id, clock()) }
        })
      }
    },
  }
}
