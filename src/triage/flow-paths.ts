import type { Flow, NodeKey } from '../content/flow.ts'
import { areaOf, NEEDS, type Need } from '../content/vocabulary.ts'
import type { Ward } from '../content/ward.ts'
import { entryFor, type Guide } from './guide.ts'
import { answered, atTheBeginning, hasNamed, NOTHING, type OnTheWay, type Places, paths } from './paths.ts'
import { withAnswer } from './step.ts'
import { isQuestion, ROOT, type Walk, walk } from './walk.ts'

/** The first question of all, and the flow it stands in. */
const FIRST: NodeKey = 'start.story'
/** Nothing lies deeper than this; a flow beyond it would be reached by nobody. */
const DEEPEST = 4

/** How a path of a flow ends. `again`: at a question it has met before. `leaves`: in another flow. */
export type PathEnd = 'point' | 'person' | 'end' | 'again' | 'leaves'

/** One path of one flow: how it was entered, what was answered in it, how it ends. */
export interface FlowPath {
  /** The words that led straight here, as a need; null when it was entered by taps. */
  readonly said: Need | null
  /** `flow.node=answer`, all answers since the flow was entered. */
  readonly steps: readonly string[]
  readonly end: PathEnd
  /** Where it goes on, when it `leaves`. */
  readonly to: string | null
  /** All answers since the beginning, when the first point or person is named; null when one was named before. */
  readonly answersToFirstPoint: number | null
}

export interface FlowCount {
  /** null: the whole, from the front door. */
  readonly flow: string | null
  readonly questions: number
  readonly paths: number
  /** The most answers on one path within the flow. */
  readonly longest: number
  /** From the front door; null when the flow names no first point. */
  readonly medianAnswersToFirstPoint: number | null
}

/** The flow a node or a visit belongs to. */
export function flowOf(key: NodeKey): string {
  return key.slice(0, key.indexOf('.'))
}

/** A town that no catchment cuts and one that some does, where the ward has them. */
export function placesOf(ward: Pick<Ward, 'towns' | 'catchments'>): Places {
  const cut = ward.catchments.find(({ blocks, extent }) => blocks !== null && extent === 'whole')?.town
  const cutAtAll = new Set(ward.catchments.flatMap(({ blocks, town }) => (blocks ? [town] : [])))
  const whole = ward.towns.find(({ name }) => !cutAtAll.has(name))?.name
  return { addresses: [whole, cut].filter((town) => town !== undefined && town !== null) }
}

const ROOT_FLOW = flowOf(ROOT)

interface WayIn extends OnTheWay {
  readonly said: Need | null
}

/** For each flow the fewest taps that lead into it, and each need that does when it is said at once. */
export function waysIn(guide: Guide, now: number, places: Places): ReadonlyMap<string, readonly WayIn[]> {
  const found = new Map<string, WayIn[]>()
  let open: readonly OnTheWay[] = [atTheBeginning(now)]
  for (let depth = 0; depth <= DEEPEST && found.size < guide.flows.size; depth++) {
    const next: OnTheWay[] = []
    for (const here of open) {
      const at = walk(guide, here.session, now)
      for (const flow of flowsOn(at)) if (!found.has(flow)) found.set(flow, [{ ...here, said: null }])
      if (at.asking) next.push(...answered(guide, here, at.asking, places))
    }
    open = next
  }
  for (const need of NEEDS) found.get(flowOf(entryFor(need, guide.flows.values())))?.push(saying(need, now))
  return found
}

function saying(need: Need, now: number): WayIn {
  const { session } = atTheBeginning(now)
  const heard = { ...NOTHING, areas: [areaOf(need)], needs: [need] }
  return {
    said: need,
    session: withAnswer(session, FIRST, { kind: 'said', heard }),
    steps: [`${FIRST}=said`],
  }
}

function flowsOn({ passed, asking }: Walk): readonly string[] {
  const visits = [...passed.map(({ visit }) => visit), ...(asking ? [asking.visit] : [])]
  return visits.map(flowOf)
}

/**
 * Every path of a flow from its ways in to the first point or person it names; of the front door, to the
 * flow it leads to; of what follows a result, to the next point, a person or the end.
 */
export function* flowPaths(
  guide: Guide,
  flow: string,
  { now, places, ways }: { now: number; places: Places; ways: ReturnType<typeof waysIn> },
): Generator<FlowPath> {
  for (const from of ways.get(flow) ?? []) {
    if (flow === ROOT_FLOW && from.said) continue
    const entered = walk(guide, from.session, now)
    const inside = (at: Walk) => at.asking !== null && flowOf(at.asking.visit) === flow
    const named = hasNamed(entered) && inside(entered)
    const before = entered.passed.length
    const until = (at: Walk) =>
      flow === ROOT_FLOW ? !inside(at) : hasNamed({ ...at, passed: at.passed.slice(named ? before : 0) })
    for (const path of paths(guide, now, places, { from, until })) {
      const end = endOf(path.end, until, flow)
      yield {
        said: from.said,
        steps: path.steps.slice(from.steps.length),
        end,
        to: end === 'leaves' && path.end.asking ? flowOf(path.end.asking.visit) : null,
        answersToFirstPoint: named || flow === ROOT_FLOW ? null : path.answersToFirstPoint,
      }
    }
  }
}

function endOf(at: Walk, until: (at: Walk) => boolean, flow: string): PathEnd {
  const last = at.passed.findLast(({ node }) => node.kind === 'refer' || node.kind === 'handoff')
  if (flow === ROOT_FLOW && at.asking && flowOf(at.asking.visit) !== ROOT_FLOW) return 'leaves'
  if (until(at) && last) return last.node.kind === 'handoff' ? 'person' : 'point'
  return at.asking ? 'again' : 'end'
}

/**
 * How many paths each flow has and how long they are, the whole at the end. One flow at a step, so that a
 * server can answer others in between.
 */
export function* flowCounts(guide: Guide, now: number, places: Places): Generator<FlowCount> {
  const ways = waysIn(guide, now, places)
  const questionsOf = (flow: Flow) => flow.nodes.filter(isQuestion).length
  let questions = 0
  for (const flow of guide.flows.values()) {
    questions += questionsOf(flow)
    yield counted(flow.id, questionsOf(flow), flowPaths(guide, flow.id, { now, places, ways }))
  }
  yield counted(null, questions, wholePaths(guide, now, places))
}

type Measured = Pick<FlowPath, 'steps' | 'answersToFirstPoint'>

/** Every path from the front door to the first point, by taps and by each need said at once. */
function* wholePaths(guide: Guide, now: number, places: Places): Generator<Measured> {
  for (const from of [atTheBeginning(now), ...NEEDS.map((need) => saying(need, now))])
    yield* paths(guide, now, places, { from, until: hasNamed })
}

function counted(flow: string | null, questions: number, all: Iterable<Measured>): FlowCount {
  let [count, longest] = [0, 0]
  const answers: number[] = []
  for (const { steps, answersToFirstPoint } of all) {
    count++
    longest = Math.max(longest, steps.length)
    if (answersToFirstPoint !== null) answers.push(answersToFirstPoint)
  }
  return { flow, questions, paths: count, longest, medianAnswersToFirstPoint: median(answers) }
}

/** The middle one, the lower of two; null of nothing. */
function median(numbers: readonly number[]): number | null {
  return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? null
}
