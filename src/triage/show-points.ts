import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Lang } from '../content/vocabulary.ts'
import type { ConsultationPoint } from '../directory/consultation-point.ts'
import type { Effect, Reply, Session, Situation } from './conversation.ts'
import { cardFor } from './counter-card.ts'
import type { Guide } from './guide.ts'
import { aboutViolence } from './hand-over.ts'
import { householdOf } from './household.ts'
import { type Compound, compoundOf } from './patterns.ts'
import type { Passed } from './walk.ts'

export interface Shown {
  readonly replies: readonly Reply[]
  readonly effects: readonly Effect[]
  readonly shown: readonly string[]
}

/** 「物忘れ」とうかがいました: the resident sees why, in the words they used. */
function heardText(guide: Guide, situation: Situation, session: Session): readonly string[] {
  const { lang } = session
  if (situation.words.length === 0 || session.danger !== 'none' || situation.danger !== 'none') return []
  const quoted = situation.words.slice(0, 2).map((word) => (lang === 'en' ? `“${word}”` : `「${word}」`))
  const words = quoted.join(lang === 'en' ? ', ' : '')
  return [fill(inLang(guide.phrases.heard, lang), { words })]
}

/** What hangs together in this household and has not been said at an earlier result of this talk. */
function newCompound(
  guide: Guide,
  session: Session,
  situation: Situation,
  earlier: readonly Passed[],
): Compound | null {
  // Another municipality's household is for its own desks.
  if (situation.elsewhere !== null) return null
  const at = (known: Situation) =>
    compoundOf(guide.patterns, householdOf(known, aboutViolence(session, known)))
  const compound = at(situation)
  const said = earlier.some(
    ({ node, situation }) => node.kind === 'refer' && at(situation)?.id === compound?.id,
  )
  return said ? null : compound
}

/** Why it hangs together, and that one desk can bring the others. */
function compoundReply({ reason, proposal }: Compound, desk: ConsultationPoint, lang: Lang): Reply {
  const text = `${inLang(reason, lang)}\n${fill(inLang(proposal, lang), { desk: desk.name })}`
  return { from: 'bot', lang, text }
}

/** The core among the points: the responsible point of the main need stays first, and nobody looks at more than three. */
function beside(
  points: readonly ConsultationPoint[],
  core: ConsultationPoint,
  shown: readonly string[],
): readonly ConsultationPoint[] {
  if (points.some(({ id }) => id === core.id) || shown.includes(core.id)) return points
  return [...points.slice(0, 2), core]
}

/** 居場所 where it helps, said once and apart from the desks; never while somebody is in danger. */
function besidesAdvice(
  guide: Guide,
  session: Session,
  asked: Situation,
  violence: boolean,
  now: number,
): readonly Reply[] {
  const inDanger = session.danger !== 'none' || asked.danger !== 'none'
  if (violence || inDanger || session.shown.length > 0) return []
  const { lang } = session
  const points = guide.desk.places(asked, { now, lang, exclude: session.shown })
  return points.length > 0
    ? [{ from: 'bot', lang, text: inLang(guide.phrases['also-places'], lang), points }]
    : []
}

/**
 * The result: who is responsible, or, when that is not decided, who can be asked now. Never empty:
 * when everything has been named, the ward-wide desk and a line that is open now stand in.
 */
export function showPoints(
  guide: Guide,
  session: Session,
  passed: Passed,
  now: number,
  earlier: readonly Passed[] = [],
): Shown {
  const { node, situation } = passed
  if (node.kind !== 'refer') return { replies: [], effects: [], shown: [] }
  const { lang } = session
  const violence = aboutViolence(session, situation)
  const needs = violence ? (['legal.dv', ...situation.needs] as const) : (node.needs ?? situation.needs)
  const asked: Situation = { ...situation, needs, ...(violence ? { members: [] } : {}) }
  const outreach = node.outreach && !violence && situation.elsewhere === null
  const points = guide.desk.points(asked, { now, lang, exclude: session.shown, outreach })
  const desk = guide.desk.generalDesk(now, lang)
  const line = guide.desk.lineNow(now, lang)
  const lastResort = violence || situation.elsewhere ? (line ? [line] : []) : [desk, ...(line ? [line] : [])]
  const compound = newCompound(guide, session, situation, earlier)
  const core = guide.desk.coreDesk(now, lang)
  const withCore = compound ? beside(points, core, session.shown) : points
  const named = points.length > 0 ? withCore : lastResort
  const undecided = guide.desk.undecided({ needs: asked.needs, place: asked.place }, now)
  const unsure =
    undecided !== null &&
    !violence &&
    situation.elsewhere === null &&
    named.some((p) => p.basis !== 'national')
  const text = [
    ...heardText(guide, situation, session),
    points.length > 0
      ? inLang(node.text, lang)
      : fill(inLang(guide.phrases['no-more-points'], lang), {
          desk: named[0]?.name ?? desk.name,
          phone: named[0]?.phone ?? guide.desk.switchboard,
        }),
    ...(outreach && points.length > 0 ? [inLang(guide.desk.outreach, lang)] : []),
    ...(unsure && points.length > 0 ? [inLang(guide.phrases['point-none-decided'], lang)] : []),
  ].join('\n')
  const places = besidesAdvice(guide, session, asked, violence, now)
  const card = cardFor(guide, session, asked, { points: named, undecided: unsure, violence })
  return {
    replies: [
      ...(compound ? [compoundReply(compound, core, lang)] : []),
      { from: 'bot', lang, text, points: named, ...card.reply },
      ...places,
    ],
    effects: [
      ...card.effects,
      ...(node.outreach
        ? [
            {
              kind: 'gap' as const,
              needs: situation.needs,
              town: violence ? null : (situation.place?.town ?? null),
            },
          ]
        : []),
      ...(compound ? [{ kind: 'pattern' as const, id: compound.id, needs: compound.needs }] : []),
    ],
    shown: points.length > 0 ? named.map((point) => point.id) : [],
  }
}
