import { type CaseEvent, readCaseEvent } from '../../src/cases/case-event.ts'
import { type CaseState, foldCase, NO_CASE } from '../../src/cases/case-state.ts'
import { type Holding, holdingOf } from '../../src/cases/ownership.ts'
import { retryKey } from '../../src/channels/line/retry-key.ts'
import type { Arrived } from '../crash/line-platform.ts'
import type { SentEvent } from '../crash/residents.ts'
import type { Step } from './server-journal.ts'
import type { Heard } from './two-services.ts'

/** What a talk must not be found to have. */
export interface Findings {
  /** Messages of the bot, in the transcript or on their way out, after a person had taken the talk. */
  readonly overPerson: string[]
  /** Somebody wrote and was not heard, or asked for a person and there was no open case. */
  readonly lost: string[]
  /** The owner that turns name was not the owner the journal tells of. */
  readonly split: string[]
  /** LINE was not told, or not once, that there is an answer of staff to be read on the ward's own page. */
  readonly wrongNotices: string[]
}

export interface Told extends Findings {
  /** Answers of the bot that were held back because a person had the talk. */
  withheld: number
  /** Messages of the bot that were sent while nobody but it, or the queue, had the talk. */
  sent: number
  /** How often a person took the talk. */
  taken: number
}

export const nothingTold = (): Told => ({
  overPerson: [],
  lost: [],
  split: [],
  wrongNotices: [],
  withheld: 0,
  sent: 0,
  taken: 0,
})

export interface Talk {
  readonly conversation: string
  readonly steps: readonly Step[]
  /** What its resident wrote and LINE has a 2xx for; `asks`: for a person, or in danger. */
  readonly events: readonly (SentEvent & { readonly asks: boolean })[]
  /** Every request that came for it, by reply token or retry key, in order. */
  readonly arrived: ReadonlyMap<string, readonly Arrived[]>
  /** How many requests LINE took, by the same. */
  readonly taken: ReadonlyMap<string, number>
  /** Messages of the transcript that are danger cards. */
  readonly cards: ReadonlySet<string>
}

/** That there are words of staff is told by a job of their name, in the name of the service. */
const isNotice = (job: string) => job.includes('/staff-')
const isAnswer = (id: string) => !id.startsWith('staff-') && !id.endsWith('-0')
const none: Pick<Holding, 'owner' | 'term' | 'phase'> = NO_CASE
const bare = ({ owner, term, phase }: typeof none) => JSON.stringify({ owner, term, phase })

/** How many attempts at each sending were marked. */
function attemptsOf(steps: readonly Step[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>()
  for (const { job, attempts } of steps.flatMap(({ marks }) => marks))
    most.set(job, Math.max(attempts, most.get(job) ?? 0))
  return most
}

/**
 * Follows one talk through the steps in which the server let it happen. Returns the case as it is at the end.
 * A mark is the moment of sending: what has been marked cannot be called back.
 */
export function judge({ conversation, steps, events, arrived, taken, cards }: Talk, told: Told): CaseState {
  let state = NO_CASE
  let held = none
  const terms = new Map<string, number>()
  const attempts = new Map<string, number>()
  const tokens = new Map(events.map(({ id, token }) => [id, token]))
  const asks = new Set(events.filter((event) => event.asks).map(({ id }) => id))
  const answered = new Set<string>()
  let replies = 0
  /** What LINE has heard under the name of a job: its retry key, or the reply token of an event it answers. */
  const ways = new Map<string, string[]>()
  const most = attemptsOf(steps)
  const requestsOf = (job: string): readonly (readonly Heard[])[] => {
    const all = (ways.get(job) ?? [retryKey(job)])
      .flatMap((way) => arrived.get(way) ?? [])
      .map(({ messages }) => messages as readonly Heard[])
    // A card that is sent at once while the store is away comes first, and has no mark.
    const cardsFirst = all.findIndex((messages) => messages.some(({ from }) => from !== 'system'))
    const more = Math.max(0, all.length - (most.get(job) ?? 0))
    return all.slice(Math.min(more, cardsFirst < 0 ? all.length : cardsFirst))
  }

  for (const step of steps) {
    const before = held
    if (before.owner.kind === 'person')
      for (const id of step.said)
        if (isAnswer(id) && !cards.has(id)) told.overPerson.push(`${conversation} ${id} said`)
    for (const [i, job] of step.jobs.entries()) {
      terms.set(job, before.term)
      const replies = i === 0 ? step.answered.flatMap((id) => tokens.get(id) ?? []) : []
      ways.set(job, [...replies, retryKey(job)])
    }
    for (const mark of step.marks) {
      const n = attempts.get(mark.job) ?? 0
      // What is put down after an attempt counts no further one.
      if (mark.attempts <= n) continue
      attempts.set(mark.job, mark.attempts)
      const bots = requestsOf(mark.job)[n]?.filter(({ from }) => from === 'bot') ?? []
      if (bots.length === 0 || isNotice(mark.job)) continue
      if (before.owner.kind === 'person' || terms.get(mark.job) !== before.term)
        told.overPerson.push(`${conversation} ${mark.job} sent`)
      else told.sent++
    }

    const found = step.entries.flatMap(({ at, value }): { at: number; event: CaseEvent }[] => {
      const event = readCaseEvent(value)
      return event ? [{ at, event }] : []
    })
    for (const { at, event } of found) {
      const person = state.owner.kind === 'person'
      state = foldCase([{ ...event, seq: state.seq + 1, at }], state)
      if (!person && state.owner.kind === 'person') told.taken++
      if (event.kind === 'not-sent' && event.as === 'withheld') told.withheld++
      if (event.kind === 'replied') replies++
    }
    if (step.owner !== null) held = JSON.parse(step.owner) as Holding
    if (bare(held) !== holdingOf(state)) told.split.push(`${conversation} after ${state.seq}`)
    for (const id of step.answered) {
      answered.add(id)
      if (asks.has(id) && (state.phase !== 'open' || !state.lead))
        told.lost.push(`${conversation} ${id} asked`)
    }
    if (found.some(({ event }) => event.kind === 'handoff') && state.phase !== 'open')
      told.lost.push(`${conversation} handoff`)
  }
  for (const { id } of events) if (!answered.has(id)) told.lost.push(`${conversation} ${id} not heard`)
  for (const job of ways.keys())
    if (requestsOf(job).length > (attempts.get(job) ?? 0))
      told.overPerson.push(`${conversation} ${job} unmarked`)
  // The first reply is told of, those that follow within half an hour are not; a token no answer needed may carry it.
  const notices = [...ways.keys()].filter(isNotice)
  const used = new Set([...ways.values()].flat())
  const free = events.flatMap(({ token }) => (used.has(token) ? [] : [token]))
  const carried = [...notices.map(retryKey), ...free].reduce((sum, way) => sum + (taken.get(way) ?? 0), 0)
  const due = Math.min(1, replies)
  if (notices.length !== due || carried !== due)
    told.wrongNotices.push(`${conversation}: ${notices.length} of ${due}, ${carried} taken`)
  return state
}
