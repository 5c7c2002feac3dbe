import { retryKey } from '../../src/channels/line/retry-key.ts'
import type { Accepted } from './line-platform.ts'
import type { SentEvent } from './residents.ts'

/** What the service says of its own work, read from its store when everything is over. */
export interface Records {
  /** Ids of the messages an event was answered with; null when no turn was taken for it. */
  answeredWith(conversation: string, event: string): Promise<readonly string[] | null>
  /** How a sending ended; null when there was none. */
  ended(conversation: string, job: string): Promise<string | null>
  /** Buried jobs with their reasons. */
  readonly dead: ReadonlyMap<string, string>
}

export interface Account {
  /** Events LINE has a 2xx for. */
  acknowledged: number
  /** Of them: answered together with a later bubble of the same resident. */
  joined: number
  /** Answered exactly once. */
  once: number
  lost: string[]
  doubled: string[]
  /** Shown after something the resident wrote later, although it was certainly there before that was due. */
  disordered: string[]
  /** Recorded as `uncertain`: those the resident has seen, and those not. */
  uncertain: { seen: number; unseen: string[] }
  dead: string[]
  /** Taken by LINE, and from no event of ours. */
  foreign: number
}

/** Requests after the first, for answers of more than five messages; `!` is the plain-text second attempt. */
const FURTHER = ['/2', '/3', '/4', '/5']
const FIRST = ['', '!']
/** Below the time a later bubble is held for an earlier one. */
const HELD_MS = 300

/**
 * Holds what LINE took against what was sent. A reply names its event by its token, a push by its retry
 * key, which is made from the event's job: no word of the answers is needed.
 */
export async function account(parts: {
  readonly events: readonly SentEvent[]
  readonly acknowledged: ReadonlyMap<string, number>
  readonly firstSent: ReadonlyMap<string, number>
  readonly accepted: readonly Accepted[]
  readonly conversationOf: (user: string) => string
  readonly records: Records
}): Promise<Account> {
  const { events, acknowledged, records } = parts
  const result: Account = {
    acknowledged: acknowledged.size,
    joined: 0,
    once: 0,
    lost: [],
    doubled: [],
    disordered: [],
    uncertain: { seen: 0, unseen: [] },
    dead: [],
    foreign: 0,
  }
  const jobOf = (event: SentEvent) => `${parts.conversationOf(event.user)}/${event.id}`

  const sentBy = new Map<string, { event: SentEvent; part: string }>()
  for (const event of events) {
    sentBy.set(event.token, { event, part: '' })
    for (const part of [...FIRST, ...FURTHER]) sentBy.set(retryKey(jobOf(event) + part), { event, part })
  }
  const taken = new Map<string, number>()
  const shown: SentEvent[] = []
  for (const { by } of parts.accepted) {
    const from = sentBy.get(by)
    if (!from) {
      result.foreign += 1
      continue
    }
    const part = FIRST.includes(from.part) ? '' : from.part
    taken.set(from.event.id + part, (taken.get(from.event.id + part) ?? 0) + 1)
    if (part === '') shown.push(from.event)
  }

  // Events answered by one turn: its messages bear the name of one of them.
  const turns = new Map<string, SentEvent[]>()
  for (const event of events) {
    const answer = await records.answeredWith(parts.conversationOf(event.user), event.id)
    const turn = answer?.[0]?.replace(/-\d+$/, '') ?? event.id
    turns.set(turn, [...(turns.get(turn) ?? []), event])
  }
  for (const members of turns.values()) await judge(members)
  // A turn is due when its first bubble is: later ones join it without being held themselves.
  const begun = new Map<string, number>()
  for (const members of turns.values()) {
    const first = Math.min(...members.map(({ id }) => parts.firstSent.get(id) ?? 0))
    for (const { id } of members) begun.set(id, first)
  }
  result.disordered = disorder(shown, acknowledged, begun)
  return result

  async function judge(members: readonly SentEvent[]): Promise<void> {
    const kept = members.filter(({ id }) => acknowledged.has(id))
    const ids = members.map(({ id }) => id).join('+')
    const seen = members.reduce((sum, { id }) => sum + (taken.get(id) ?? 0), 0)
    const ends = await Promise.all(
      members.map((event) => records.ended(parts.conversationOf(event.user), jobOf(event))),
    )
    const buried = members.flatMap((event) =>
      FIRST.flatMap((part) => records.dead.get(jobOf(event) + part) ?? []),
    )
    result.dead.push(...buried.map((reason) => `${ids} ${reason}`))
    result.joined += Math.max(0, kept.length - 1)
    const uncertain = ends.includes('uncertain')
    if (uncertain && seen > 0) result.uncertain.seen += 1
    if (uncertain && seen === 0) result.uncertain.unseen.push(ids)
    if (seen === 1) result.once += kept.length
    if (seen > 1) result.doubled.push(ids)
    if (seen === 0 && kept.length > 0 && !uncertain && buried.length === 0) result.lost.push(ids)
    for (const event of members)
      for (const part of FURTHER) {
        const times = taken.get(event.id + part) ?? 0
        if (times > 1) result.doubled.push(event.id + part)
        const end = await records.ended(parts.conversationOf(event.user), jobOf(event) + part)
        if (end !== null && times === 0 && !records.dead.has(jobOf(event) + part))
          result.lost.push(event.id + part)
      }
  }
}

function disorder(
  shown: readonly SentEvent[],
  acknowledged: ReadonlyMap<string, number>,
  begun: ReadonlyMap<string, number>,
): string[] {
  const latest = new Map<string, SentEvent>()
  const found: string[] = []
  for (const event of shown) {
    const before = latest.get(event.user)
    if (before && before.at > event.at) {
      const came = acknowledged.get(event.id) ?? Number.POSITIVE_INFINITY
      if (came <= (begun.get(before.id) ?? 0) + HELD_MS) found.push(`${event.id} after ${before.id}`)
    } else latest.set(event.user, event)
  }
  return found
}
