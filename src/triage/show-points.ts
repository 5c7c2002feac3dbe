import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Effect, Reply, Session, Situation } from './conversation.ts'
import type { Guide } from './guide.ts'
import type { Passed } from './walk.ts'

export interface Shown {
  readonly replies: readonly Reply[]
  readonly effects: readonly Effect[]
  readonly shown: readonly string[]
}

/** 「『物忘れ』とあったので」: the resident sees why, in the words they used. */
function leadText(guide: Guide, text: string, situation: Situation, session: Session): string {
  const { lang } = session
  const heard =
    situation.words.length > 0 && situation.danger === 'none'
      ? fill(inLang(guide.phrases.heard, lang), {
          words: situation.words
            .slice(0, 2)
            .map((w) => `「${w}」`)
            .join(''),
        })
      : ''
  return heard ? `${heard}\n${text}` : text
}

/**
 * The result: who is responsible, or, when that is not decided, who can be asked now. Never empty:
 * the ward-wide desk stands in where nothing else can be named.
 */
export function showPoints(guide: Guide, session: Session, passed: Passed, now: number): Shown {
  const { node, situation } = passed
  if (node.kind !== 'refer') return { replies: [], effects: [], shown: [] }
  const { lang } = session
  const asked: Situation = node.needs ? { ...situation, needs: node.needs } : situation
  const points = guide.desk.points(asked, { now, lang, exclude: session.shown, outreach: node.outreach })
  const named = points.length > 0 ? points : [guide.desk.generalDesk(now, lang)]
  const undecided = guide.desk.undecided({ needs: asked.needs, place: asked.place }, now)
  const notes =
    undecided === null || situation.elsewhere !== null || !named.some((p) => p.basis !== 'national')
      ? []
      : [inLang(guide.phrases['point-none-decided'], lang)]
  const text = [leadText(guide, inLang(node.text, lang), situation, session), ...notes].join('\n')
  const replies: Reply[] = [{ from: 'bot', lang, text, points: named }]
  const effects: Effect[] = node.outreach
    ? [{ kind: 'gap', needs: situation.needs, town: situation.place?.town ?? null }]
    : []
  return { replies, effects, shown: named.map((point) => point.id) }
}
