import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import { graver } from '../content/vocabulary.ts'
import type { Effect, Reply, Session, Turn } from './conversation.ts'
import { dangerCard } from './danger-card.ts'
import type { Guide } from './guide.ts'
import { handOver } from './hand-over.ts'
import { askReply } from './options.ts'
import { showPoints } from './show-points.ts'
import { type Passed, type Walk, walk } from './walk.ts'

/** What the new walk passed that the old one had not: from where they part. */
function newlyPassed(before: Walk | null, after: Walk): readonly Passed[] {
  const known = before?.passed ?? []
  let same = 0
  while (same < known.length && known[same]?.visit === after.passed[same]?.visit) same++
  return after.passed.slice(same)
}

/**
 * Tells the resident everything that follows from the session's answers and had not been told before
 * (`before`: the walk before this answer, null on arrival), and asks what is asked next.
 */
export function tell(
  guide: Guide,
  session: Session,
  before: Walk | null,
  now: number,
  at: number,
  first: readonly Reply[] = [],
): Turn {
  const after = walk(guide, session, now)
  const replies: Reply[] = [...first]
  const effects: Effect[] = []
  let shown = session.shown
  const { lang } = session

  const { danger, dangerKind } = after.situation
  let { carded } = session
  const card = `${dangerKind}.${danger}`
  if (
    danger !== 'none' &&
    dangerKind &&
    (before?.situation.danger ?? 'none') === 'none' &&
    !carded.includes(card)
  ) {
    carded = [...carded, card]
    const { choices: _, ...shownCard } = dangerCard(guide, dangerKind, danger, { lang, now })
    replies.push(shownCard)
    effects.push({ kind: 'danger', finding: { danger, kind: dangerKind, words: [], rule: 'chosen' } })
  }
  const { elsewhere } = after.situation
  if (elsewhere && !before?.situation.elsewhere) {
    const contact = guide.desk.elsewhereContact(elsewhere)
    const lines = [
      fill(inLang(guide.phrases['place-elsewhere'], lang), { municipality: elsewhere }),
      ...(contact
        ? [
            fill(inLang(guide.phrases['place-elsewhere-contact'], lang), {
              municipality: elsewhere,
              ...contact,
            }),
          ]
        : []),
    ]
    replies.push({ from: 'bot', lang, text: lines.join('\n') })
  }

  for (const passed of newlyPassed(before, after)) {
    const { node } = passed
    if (node.kind === 'say' || node.kind === 'end')
      replies.push({ from: 'bot', lang, text: inLang(node.text, lang) })
    if (node.kind === 'refer') {
      const result = showPoints(guide, { ...session, shown }, passed, now)
      replies.push(...result.replies)
      effects.push(...result.effects)
      shown = [...new Set([...shown, ...result.shown])]
    }
    if (node.kind === 'handoff') {
      const result = handOver(guide, session, passed.situation, node.reason, now, inLang(node.text, lang))
      replies.push(...result.replies)
      effects.push(...result.effects)
    }
  }
  if (after.asking) replies.push(askReply(guide, session, after.asking))
  const grave = graver(session.danger, danger)
  return {
    session: { ...session, shown, carded, danger: grave, at: Math.max(at, session.at) },
    replies,
    effects,
  }
}
