import type { NodeKey, Question } from '../content/flow.ts'
import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Answer, Heard, Reply, Session, Turn } from './conversation.ts'
import type { Guide } from './guide.ts'
import { aboutViolence } from './hand-over.ts'
import { clipLabel } from './offer.ts'
import { askReply } from './options.ts'
import { sayDate } from './read-date.ts'
import { tell } from './tell.ts'
import { type Walk, walk } from './walk.ts'

const say = (guide: Guide, session: Session, key: keyof Guide['phrases'], values = {}): Reply => ({
  from: 'bot',
  lang: session.lang,
  text: fill(inLang(guide.phrases[key], session.lang), values),
})

/** The question of a visit (`ageing.whose`, `result.after#2`); null when the flow no longer has it. */
export function questionAt(guide: Guide, visit: NodeKey): Question | null {
  const node = guide.nodes.get(visit.replace(/#\d+$/, ''))?.node
  return node && 'next' in node && node.kind !== 'say' && 'text' in node && isAsked(node) ? node : null
}
const isAsked = (node: { readonly kind: string }): node is Question =>
  ['choice', 'multi-choice', 'free-text', 'place', 'datetime'].includes(node.kind)

/** A question by its asking sentence alone: 「どなたのことですか」. */
export function questionName(guide: Guide, session: Session, visit: NodeKey): string {
  const question = questionAt(guide, visit)
  if (!question) return visit
  const sentences = inLang(question.text, session.lang)
    .replace(/（[^（）]*）/g, '')
    .split(/[。\n]|(?<=[?？])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
  return sentences.find((sentence) => /(か|[?？])$/.test(sentence)) ?? sentences.at(-1) ?? visit
}

/** An answer as the resident would know it again; free words by what was heard in them, a place by its town. */
function answerName(guide: Guide, session: Session, node: Question, answer: Answer, quiet: boolean): string {
  const { lang } = session
  const label = (key: keyof Guide['phrases']) => inLang(guide.phrases[key], lang)
  switch (answer.kind) {
    case 'chosen': {
      const chosen = 'choices' in node ? node.choices.filter(({ id }) => answer.choices.includes(id)) : []
      return chosen.map((choice) => inLang(choice.label, lang)).join('・')
    }
    case 'said': {
      const { words, needs } = answer.heard
      const [need] = needs
      const name = need ? guide.intents.get(need)?.name : undefined
      return words.join('・') || (name ? inLang(name, lang) : label('fix-story'))
    }
    case 'place':
      // The screen may be seen by the one who must not know.
      return quiet ? label('fix-town') : answer.place.town
    case 'towns':
      return quiet ? label('fix-town') : (answer.towns[0] ?? label('fix-town'))
    case 'elsewhere':
      return answer.municipality
    case 'when':
      return sayDate(answer.iso)
    case 'unsure':
    case 'declined':
      return label(answer.kind)
  }
}

const TOWN = '~place'

/** Answers that say what to do after a result, and what followed them, do not outlive a correction before it. */
function beforeResult(at: Walk): readonly NodeKey[] {
  const first = at.passed.find(({ node }) => node.kind === 'refer' || node.kind === 'handoff')
  return at.answered.slice(0, first?.after ?? at.answered.length)
}

/** The session as it stood before a correction that has not come to its end. */
export function unfixed(session: Session): Session {
  return session.fixing ? { ...session, answers: session.fixing.before, fixing: null } : session
}

/** 答えを直す: the questions answered so far, with the answers as choices. */
export function fixList(guide: Guide, given: Session, now: number): Turn {
  const session = { ...unfixed(given), misses: 0, holding: false, untold: null }
  const at = walk(guide, session, now)
  const quiet = aboutViolence(session, at.situation)
  const answers = new Map(session.answers.map(({ node, answer }) => [node, answer]))
  const early = new Set(beforeResult(at))
  const rows = at.answered.flatMap((visit) => {
    const node = questionAt(guide, visit)
    const answer = answers.get(visit)
    if (!node || !answer || !(early.has(visit) || answer.kind === 'said')) return []
    const name = answerName(guide, session, node, answer, quiet)
    return [{ visit, question: questionName(guide, session, visit), name }]
  })
  const asked = rows.some(({ visit }) => questionAt(guide, visit)?.kind === 'place')
  if (at.situation.place && !asked) {
    const question = inLang(guide.phrases['fix-town'], session.lang)
    rows.push({ visit: TOWN, question, name: quiet ? question : at.situation.place.town })
  }
  if (rows.length === 0) {
    const replies = [say(guide, session, 'fix-none')]
    return {
      session,
      replies: at.asking ? [...replies, askReply(guide, session, at.asking)] : replies,
      effects: [],
    }
  }
  const shown = rows.slice(-10)
  const lines = shown.map(({ question, name }) => `・${question}：${name}`)
  return {
    session,
    replies: [
      {
        ...say(guide, session, 'fix-which'),
        text: [inLang(guide.phrases['fix-which'], session.lang), lines.join('\n')].join('\n\n'),
        choices: shown.map(({ visit, name }) => ({
          id: `=fix.${session.episode}.${visit}`,
          label: clipLabel(name),
        })),
      },
    ],
    effects: [],
  }
}

/** Asks that question again; what was answered after it is kept until the new answer is known. */
export function startFix(guide: Guide, given: Session, visit: NodeKey, now: number): Turn | null {
  const session = { ...unfixed(given), holding: false, untold: null, misses: 0 }
  if (visit === TOWN) {
    const what = inLang(guide.phrases['fix-town'], session.lang)
    return settle(guide, session, withoutPlace(session), now, [say(guide, session, 'fix-cleared', { what })])
  }
  const present = walk(guide, session, now)
  if (!present.answered.includes(visit)) return null
  const at: Session = {
    ...session,
    answers: session.answers.filter(({ node }) => node !== visit),
    fixing: { visit, before: session.answers },
  }
  const here = walk(guide, at, now)
  return here.asking ? { session: at, replies: [askReply(guide, at, here.asking)], effects: [] } : null
}

/** Carries on after the question asked again has been answered; says what fell away with the old answer. */
export function finishFix(
  guide: Guide,
  session: Session,
  present: Walk,
  now: number,
  first: readonly Reply[],
): Turn {
  const { fixing } = session
  if (!fixing) return tell(guide, session, present, now, now, first)
  const here = walk(guide, session, now)
  if (here.asking?.visit === fixing.visit) {
    const old = fixing.before.find(({ node }) => node === fixing.visit)?.answer
    const block = here.asking.part === 'block' && old?.kind === 'place' && old.place.block !== null
    const told = new Set(present.passed.map(({ visit }) => visit))
    const lead = block ? [...first, say(guide, session, 'fix-block')] : first
    return tell(guide, session, present, now, now, lead, told)
  }
  const done = { ...session, fixing: null }
  return settle(guide, unfixed(session), done, now, [...first, say(guide, session, 'fix-done')])
}

/**
 * From the answers as they were to the answers as they are: what is no longer reached falls away, by
 * name, what was told is not told again, and a result is shown anew.
 */
export function settle(
  guide: Guide,
  old: Session,
  session: Session,
  now: number,
  first: readonly Reply[],
): Turn {
  const was = walk(guide, old, now)
  const early = beforeResult(was)
  const late = new Set(was.answered.filter((visit) => !early.includes(visit)))
  const kept = { ...session, answers: session.answers.filter(({ node }) => !late.has(node)), shown: [] }
  // What was written after the result is a matter of its own: it stays heard.
  const said: readonly Heard[] = old.answers.flatMap(({ node, answer }) =>
    late.has(node) && answer.kind === 'said' ? [answer.heard] : [],
  )
  const at: Session = { ...kept, asides: [...kept.asides, ...said].slice(-20), misses: 0 }
  const here = walk(guide, at, now)
  const reached = new Set([...here.answered, ...(here.asking ? [here.asking.visit] : [])])
  const gone = early.filter(
    (visit) =>
      !reached.has(visit) &&
      at.answers.some(({ node }) => node === visit) &&
      old.answers.some(({ node }) => node === visit),
  )
  const questions = gone.map((visit) => `「${questionName(guide, at, visit)}」`).join('')
  const lead = gone.length > 0 ? [say(guide, at, 'fix-dropped', { questions })] : []
  const told = new Set(was.passed.filter(({ node }) => node.kind === 'say').map(({ visit }) => visit))
  const clean = { ...at, answers: at.answers.filter(({ node }) => reached.has(node)) }
  const begin: Walk = { ...was, passed: [] }
  return tell(guide, clean, begin, now, now, [...first, ...lead], told)
}

const unplaced = (heard: Heard): Heard => ({ ...heard, place: null, towns: null, elsewhere: null })

/** The session without any word of where the resident lives. */
export function withoutPlace(session: Session): Session {
  return {
    ...session,
    carried: { ...session.carried, place: null },
    asides: session.asides.map(unplaced),
    answers: session.answers.flatMap(({ node, answer }) => {
      if (answer.kind === 'place' || answer.kind === 'towns' || answer.kind === 'elsewhere') return []
      return [
        { node, answer: answer.kind === 'said' ? { ...answer, heard: unplaced(answer.heard) } : answer },
      ]
    }),
  }
}
