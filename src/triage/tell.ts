import type { NodeKey } from '../content/flow.ts'
import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import { graver } from '../content/vocabulary.ts'
import type { Effect, Reply, Session, Turn } from './conversation.ts'
import { dangerCard, waitsAfter } from './danger-card.ts'
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
 * (`before`: the walk before this answer, null on arrival), and asks what is asked next. `told`: what
 * a corrected answer passes again and need not be said twice.
 */
export function tell(
  guide: Guide,
  session: Session,
  before: Walk | null,
  now: number,
  at: number,
  first: readonly Reply[] = [],
  told: ReadonlySet<NodeKey> = new Set(),
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
    const { choices, ...plain } = dangerCard(guide, dangerKind, danger, { lang, now })
    const finding = { danger, kind: dangerKind, words: [], rule: 'chosen' }
    effects.push({ kind: 'danger', finding })
    // Tapped or typed, the gravest cases wait: what follows is told when the resident goes on.
    if (danger === 'emergency' && waitsAfter(dangerKind)) {
      const untold = session.untold ?? { answers: session.answers.length - 1, asides: session.asides.length }
      return {
        session: {
          ...session,
          carded,
          danger,
          holding: true,
          untold,
          listened: 0,
          at: Math.max(at, session.at),
        },
        replies: [...replies, choices ? { ...plain, choices } : plain],
        effects,
      }
    }
    replies.push(plain)
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
    if ((node.kind === 'say' && !told.has(passed.visit)) || node.kind === 'end')
      replies.push({ from: 'bot', lang, text: inLang(node.text, lang) })
    if (node.kind === 'refer') {
      const earlier = after.passed.slice(0, after.passed.indexOf(passed))
      const result = showPoints(guide, { ...session, shown }, passed, now, earlier)
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
