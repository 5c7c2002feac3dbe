import { type FlowNode, type NodeKey, type Question, resolveRoute } from '../content/flow.ts'
import type { Answer, Session, Situation } from './conversation.ts'
import { entryFor, type Guide } from './guide.ts'
import { CONDITIONS, KNOWN } from './rules.ts'
import { openingSituation, withAsides, withFacts, withHeard } from './situation.ts'

/** Where every conversation begins. */
export const ROOT: NodeKey = 'start.hello'

/** A node passed on the way; `visit` is the key with its ordinal when a node is passed again. */
export interface Passed {
  readonly visit: NodeKey
  readonly node: Exclude<FlowNode, Question>
  /** What was known when it was passed. */
  readonly situation: Situation
  /** How many questions had been answered by then. */
  readonly after: number
}

/** The question being asked now, if any. */
export interface Asking {
  readonly visit: NodeKey
  readonly node: Question
  /** A place question may need to know which of several towns, or the 番. */
  readonly part: 'whole' | 'which-town' | 'block' | 'more'
  /** What has been answered of it so far. */
  readonly answer: Answer | null
}

export interface Walk {
  readonly passed: readonly Passed[]
  /** Visits of the answered questions, in order. */
  readonly answered: readonly NodeKey[]
  readonly asking: Asking | null
  readonly situation: Situation
}

/** Whether a resident answers it. */
export function isQuestion(node: FlowNode): node is Question {
  return QUESTIONS.has(node.kind)
}
const QUESTIONS: ReadonlySet<string> = new Set(['choice', 'multi-choice', 'free-text', 'place', 'datetime'])

/** Which part of a question is still open, given what was answered. */
function openPart(
  answer: Answer,
  situation: Situation,
  guide: Guide,
  now: number,
): 'which-town' | 'block' | 'more' | null {
  if (answer.kind === 'chosen') return answer.more ? 'more' : null
  if (answer.kind === 'towns') return 'which-town'
  if (answer.kind !== 'place' || answer.place.block !== null || answer.blockAsked) return null
  const needs = situation.needs.slice(0, 3)
  const ask = needs.some(
    (need) => guide.desk.undecided({ needs: [need], place: answer.place }, now) === 'block',
  )
  const unsaid = needs.length === 0 && guide.desk.undecided({ needs, place: answer.place }, now) === 'block'
  return ask || unsaid ? 'block' : null
}

function apply(node: Question, answer: Answer, situation: Situation): Situation {
  switch (answer.kind) {
    case 'said':
      return withHeard(situation, answer.heard)
    case 'place':
      return { ...situation, place: answer.place, placeDeclined: false }
    case 'elsewhere':
      return { ...situation, elsewhere: answer.municipality, placeDeclined: true }
    case 'unsure':
    case 'declined':
    case 'towns':
      return node.kind === 'place' ? { ...situation, placeDeclined: true } : situation
    case 'when':
      return situation
    case 'chosen': {
      if (!('choices' in node)) return situation
      return answer.choices.reduce(
        (s, id) => withFacts(s, node.choices.find((choice) => choice.id === id)?.sets),
        situation,
      )
    }
  }
}

function leadsTo(node: Question, answer: Answer): string {
  if (answer.kind === 'chosen' && 'choices' in node) {
    const chosen = node.choices.find((choice) => choice.id === answer.choices[0])
    if (chosen?.next) return chosen.next
  }
  if (answer.kind === 'unsure' && node.unsure) return node.unsure
  return node.next
}

/** An answer is kept only while its question still offers it: an edited flow asks again. */
function stillFits(node: Question, answer: Answer): boolean {
  if (answer.kind === 'unsure' || answer.kind === 'declined') return true
  switch (node.kind) {
    case 'choice':
    case 'multi-choice':
      return (
        answer.kind === 'chosen' &&
        answer.choices.every((id) => node.choices.some((choice) => choice.id === id))
      )
    case 'free-text':
      return (
        answer.kind === 'said' ||
        (answer.kind === 'chosen' && answer.choices.every((id) => node.choices.some((c) => c.id === id)))
      )
    case 'place':
      return answer.kind === 'place' || answer.kind === 'towns' || answer.kind === 'elsewhere'
    case 'datetime':
      return answer.kind === 'when'
  }
}

/** All that a walk depends on. */
type Walked = Pick<Session, 'answers' | 'asides' | 'carried' | 'fixing'>

/**
 * A turn asks several times where its session stands, and most of what it changes (what was said last, what is
 * offered) moves nobody. Answers are never changed, only replaced, so once is enough.
 */
const lately = new WeakMap<
  Session['answers'],
  { readonly guide: Guide; readonly now: number; readonly of: Walked; readonly walk: Walk }
>()

const same = (a: Walked, b: Walked): boolean =>
  a.asides === b.asides && a.carried === b.carried && a.fixing === b.fixing

/**
 * Replays a session's answers through the flows from the root: what was passed, what is asked now,
 * what is known. Pure; the position is never stored. Ends at the first question without an answer,
 * at an `end` node, or after 300 nodes (the content check refuses loops without progress).
 */
export function walk(guide: Guide, session: Walked, now: number): Walk {
  const known = lately.get(session.answers)
  if (known && known.guide === guide && known.now === now && same(known.of, session)) return known.walk
  const walked = replay(guide, session, now)
  const { answers, asides, carried, fixing } = session
  lately.set(answers, { guide, now, of: { answers, asides, carried, fixing }, walk: walked })
  return walked
}

function replay(guide: Guide, session: Walked, now: number): Walk {
  const answers = new Map(session.answers.map(({ node, answer }) => [node, answer]))
  const visits = new Map<NodeKey, number>()
  const passed: Passed[] = []
  const answered: NodeKey[] = []
  // Who speaks and where they live may have been said in passing; the needs come behind (`withAsides`).
  let situation = session.asides
    .map((aside) => ({ ...aside, needs: [], areas: [] }))
    .reduce(withHeard, openingSituation(session))
  let cursor: NodeKey = ROOT
  // Most nodes on the way establish nothing.
  let seen = situation
  let known = withAsides(situation, session.asides)

  for (let hops = 0; hops < 300; hops++) {
    const at = guide.nodes.get(cursor)
    if (!at) break
    const { flow, node } = at
    const count = (visits.get(cursor) ?? 0) + 1
    visits.set(cursor, count)
    const visit = count === 1 ? cursor : `${cursor}#${count}`
    const go = (target: string) => {
      cursor = resolveRoute(flow.id, target)
    }
    if (seen !== situation) {
      seen = situation
      known = withAsides(situation, session.asides)
    }
    const context = { situation: known, guide, now }

    if (node.when && !(CONDITIONS[node.when]?.(context) ?? true) && 'next' in node) {
      go(node.next)
      continue
    }
    if (!isQuestion(node)) {
      passed.push({ visit, node, situation: known, after: answered.length })
      if (node.kind === 'end') break
      if (node.kind === 'jump') {
        if (node.to === 'heard') cursor = entryFor(known.needs[0] ?? 'other.unknown', guide.flows.values())
        else go(node.to)
        continue
      }
      go(node.next)
      continue
    }

    const given = answers.get(visit)
    const answer = given && stillFits(node, given) ? given : null
    if (answer) {
      const part = openPart(answer, known, guide, now)
      if (part) return { passed, answered, asking: { visit, node, part, answer }, situation: known }
      situation = apply(node, answer, situation)
      answered.push(visit)
      go(leadsTo(node, answer))
      continue
    }
    if (session.fixing?.visit === visit)
      return { passed, answered, asking: { visit, node, part: 'whole', answer: null }, situation: known }
    if (node.kind === 'place' && situation.towns && !situation.place && !situation.placeDeclined) {
      const heard: Answer = { kind: 'towns', ...situation.towns }
      return {
        passed,
        answered,
        asking: { visit, node, part: 'which-town', answer: heard },
        situation: known,
      }
    }
    const already = node.known ? KNOWN[node.known]?.({ ...context, node }) : null
    if (already !== null && already !== undefined) {
      // A place heard in the story may still lack the 番 that decides.
      if (node.kind === 'place' && situation.place) {
        const heard: Answer = { kind: 'place', place: situation.place, blockAsked: false }
        const part = openPart(heard, known, guide, now)
        if (part) return { passed, answered, asking: { visit, node, part, answer: heard }, situation: known }
      }
      const choice = 'choices' in node ? node.choices.find((c) => c.id === already) : undefined
      situation = withFacts(situation, choice?.sets)
      go(choice?.next ?? node.next)
      continue
    }
    return { passed, answered, asking: { visit, node, part: 'whole', answer: null }, situation: known }
  }
  return { passed, answered, asking: null, situation: withAsides(situation, session.asides) }
}
