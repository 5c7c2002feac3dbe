import type { Answer, Heard, Session } from './conversation.ts'
import type { Guide } from './guide.ts'
import { optionsOf } from './options.ts'
import { answerOf, readText } from './read-answer.ts'
import { newSession } from './session.ts'
import { withAnswer } from './step.ts'
import { type Asking, type Walk, walk } from './walk.ts'

export interface Path {
  /** `flow.node=answer`, from the first question to the last. */
  readonly steps: readonly string[]
  readonly end: Walk
  /** All of its answers, to be told anew. */
  readonly session: Session
  /** How many answers were given when the first point or person was named; null when none was. */
  readonly answersToFirstPoint: number | null
}

/** Words in which nothing was recognised. */
export const NOTHING: Heard = {
  areas: ['other'],
  needs: [],
  speaker: null,
  members: [],
  words: [],
  place: null,
  towns: null,
  elsewhere: null,
}

/** A town that some catchment cuts, and one that none does, so that both kinds of place question are walked. */
export interface Places {
  readonly addresses: readonly string[]
}

/** A moment on the way: what was answered so far, under which names. */
export interface OnTheWay {
  readonly session: Session
  readonly steps: readonly string[]
}

/** The very beginning. */
export function atTheBeginning(now: number): OnTheWay {
  return { session: newSession('ja', now), steps: [] }
}

/**
 * Where each answer to the present question leads: every choice, わからない and 答えたくない; at a place
 * question each given address; at a free question words in which nothing was recognised.
 */
export function* answered(
  guide: Guide,
  { session, steps }: OnTheWay,
  asking: Asking,
  places: Places,
): Generator<OnTheWay> {
  const next = (answer: Answer, name: string): OnTheWay => ({
    session: withAnswer(session, asking.visit, answer),
    steps: [...steps, `${asking.visit}=${name}`],
  })
  for (const option of optionsOf(guide, asking, 'ja')) {
    const answer = answerOf(asking, option.id)
    if (answer === null || answer === 'why') continue
    // One pick of several is enough to walk on.
    yield next(
      answer.kind === 'chosen' && answer.more ? { kind: 'chosen', choices: answer.choices } : answer,
      option.id,
    )
  }
  if (asking.node.kind === 'free-text') yield next({ kind: 'said', heard: NOTHING }, 'said')
  if (asking.node.kind === 'place' && asking.part === 'whole')
    for (const address of places.addresses) {
      const read = readText(guide, asking, address, 'ja', [])
      if (read.kind === 'answer') yield next(read.answer, address)
    }
  if (asking.part === 'block')
    yield next({ ...(asking.answer as Extract<Answer, { kind: 'place' }>), blockAsked: true }, 'no-block')
}

/** Whether a point or a person was named on this walk. */
export function hasNamed({ passed }: Walk): boolean {
  return passed.some(({ node }) => node.kind === 'refer' || node.kind === 'handoff')
}

export interface Route {
  readonly from?: OnTheWay
  /** Where a path is given although its question is open; nowhere when absent. */
  readonly until?: (at: Walk) => boolean
  readonly most?: number
}

/**
 * Every path through the flows by machine, over the real engine. A path ends where the conversation does,
 * or at a question that was asked before: after the first result it follows only what `after` offers once.
 */
export function* paths(
  guide: Guide,
  now: number,
  places: Places,
  { from = atTheBeginning(now), until = () => false, most = 40 }: Route = {},
): Generator<Path> {
  const open: (OnTheWay & { first: number | null })[] = [{ ...from, first: null }]
  for (let here = open.pop(); here; here = open.pop()) {
    const { session, steps } = here
    const at = walk(guide, session, now)
    const first = here.first ?? (hasNamed(at) ? steps.length : null)
    const again = at.asking?.visit.includes('#') ?? false
    if (!at.asking || again || steps.length >= most || until(at)) {
      yield { steps, end: at, session, answersToFirstPoint: first }
      continue
    }
    // The last is taken first: paths come in the order of the choices.
    for (const next of [...answered(guide, here, at.asking, places)].reverse()) open.push({ ...next, first })
  }
}
