import type { Answer, Heard, Session } from '../../src/triage/conversation.ts'
import type { Guide } from '../../src/triage/guide.ts'
import { optionsOf } from '../../src/triage/options.ts'
import { answerOf, readText } from '../../src/triage/read-answer.ts'
import { newSession } from '../../src/triage/session.ts'
import { withAnswer } from '../../src/triage/step.ts'
import { type Walk, walk } from '../../src/triage/walk.ts'

export interface Path {
  /** `flow.node=answer`, from the first question to the last. */
  readonly steps: readonly string[]
  readonly end: Walk
  /** How many answers were given when the first point or person was named; null when none was. */
  readonly answersToFirstPoint: number | null
}

/** Words in which nothing was recognised. */
const NOTHING: Heard = {
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

/**
 * Every path through the flows by machine: at each question every choice, わからない and 答えたくない; at a
 * place question each given address. After the first result a path follows only what `after` offers once.
 */
export function* paths(guide: Guide, now: number, places: Places, most = 40): Generator<Path> {
  const open: { session: Session; steps: string[]; first: number | null }[] = [
    { session: newSession('ja', now), steps: [], first: null },
  ]
  for (let here = open.pop(); here; here = open.pop()) {
    const { session, steps } = here
    const at = walk(guide, session, now)
    const named = at.passed.some(({ node }) => node.kind === 'refer' || node.kind === 'handoff')
    const first = here.first ?? (named ? steps.length : null)
    const again = at.asking?.visit.includes('#') ?? false
    if (!at.asking || again || steps.length >= most) {
      yield { steps, end: at, answersToFirstPoint: first }
      continue
    }
    const { asking } = at
    const next = (answer: Answer, name: string) =>
      open.push({
        session: withAnswer(session, asking.visit, answer),
        steps: [...steps, `${asking.visit}=${name}`],
        first,
      })
    for (const option of optionsOf(guide, asking, 'ja')) {
      const answer = answerOf(asking, option.id)
      if (answer === null || answer === 'why') continue
      // One pick of several is enough to walk on.
      next(
        answer.kind === 'chosen' && answer.more ? { kind: 'chosen', choices: answer.choices } : answer,
        option.id,
      )
    }
    if (asking.node.kind === 'free-text') next({ kind: 'said', heard: NOTHING }, 'said')
    if (asking.node.kind === 'place' && asking.part === 'whole')
      for (const address of places.addresses) {
        const read = readText(guide, asking, address, 'ja', [])
        if (read.kind === 'answer') next(read.answer, address)
      }
    if (asking.part === 'block')
      next({ ...(asking.answer as Extract<Answer, { kind: 'place' }>), blockAsked: true }, 'no-block')
  }
}
