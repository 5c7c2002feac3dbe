import type { Batch, Randomness, Store } from '../ports.ts'
import type { TicketCheck } from '../triage/conversation.ts'
import { readTicket, ticketFrom } from '../triage/ticket.ts'

/** What a ticket opens. */
export interface TicketTalk {
  readonly conversation: string
  readonly episode: number
  /** What to ask for besides the ticket on a device that has not seen the talk. */
  readonly check: TicketCheck
}

/** A ticket as its conversation knows it; without this entry the ticket opens nothing. */
interface Given {
  readonly ticket: string
  readonly episode: number
  readonly check: TicketCheck
  /** Epoch ms. */
  readonly until: number
}

export interface Issued {
  readonly ticket: string
  /** To be written with the turn: from then on the ticket opens the talk. */
  readonly puts: NonNullable<Batch['puts']>
}

export const TICKETS = 'tickets'
const TALK = 'talk'
const DAY_MS = 24 * 3_600_000
const LIFE_MS = 30 * DAY_MS
/** Shown again after this long, a ticket lives its 30 days anew. */
const FRESH_MS = DAY_MS
const MOST_DRAWS = 50

const unitOf = (ticket: string) => `ticket:${ticket}`

/** The conversation's living tickets and the version they were read at. */
async function given(store: Store, conversation: string, now: number) {
  const kept = await store.get(conversation, TICKETS)
  const all = kept ? (JSON.parse(kept.value) as Given[]) : []
  return { version: kept?.version ?? 0, living: all.filter(({ until }) => until > now) }
}

/** Takes that word for this talk. False when it belongs to another. */
async function reserve(store: Store, ticket: string, talk: TicketTalk, until: number): Promise<boolean> {
  const unit = unitOf(ticket)
  const held = await store.get(unit, TALK)
  if (held && (JSON.parse(held.value) as TicketTalk).conversation !== talk.conversation) return false
  const put = { key: TALK, value: JSON.stringify(talk), expect: held?.version ?? 0, expires: until }
  return (await store.commit({ unit, puts: [put] })).ok
}

/**
 * The ticket of this talk: the same one while its episode goes on, else a fresh one nobody else has. It
 * is reserved at once and opens the talk when `puts` is written. Null when no free word was found.
 */
export async function issueTicket(
  { store, random }: { readonly store: Store; readonly random: Randomness },
  talk: TicketTalk,
  now: number,
): Promise<Issued | null> {
  const { version, living } = await given(store, talk.conversation, now)
  const known = living.find(({ episode }) => episode === talk.episode)
  const until = now + LIFE_MS
  if (known && known.check === talk.check && until - known.until < FRESH_MS)
    return { ticket: known.ticket, puts: [] }

  const write = (ticket: string): Issued => {
    const entry: Given = { ticket, episode: talk.episode, check: talk.check, until }
    const others = living.filter(({ episode }) => episode !== talk.episode)
    const value = JSON.stringify([...others, entry])
    return { ticket, puts: [{ key: TICKETS, value, expect: version, expires: until }] }
  }
  if (known && (await reserve(store, known.ticket, talk, until))) return write(known.ticket)
  for (let draws = 0; draws < MOST_DRAWS; draws++) {
    const ticket = ticketFrom(random.token())
    if (ticket !== null && (await reserve(store, ticket, talk, until))) return write(ticket)
  }
  return null
}

/** Lets go of every ticket of a conversation, before what they open is erased. */
export async function releaseTickets(store: Store, conversation: string, now: number): Promise<void> {
  for (const { ticket } of (await given(store, conversation, now)).living)
    await store.commit({ unit: unitOf(ticket), deletes: [{ key: TALK }] })
}

/**
 * What a ticket opens, as typed by staff or on another device; null for one that is unknown, mistyped, over
 * or erased, after the same two reads each time. Callers limit the rate, and ask for
 * what `check` says before they show anything.
 */
export async function openTicket(store: Store, typed: string, now: number): Promise<TicketTalk | null> {
  const ticket = readTicket(typed)
  const held = await store.get(unitOf(ticket ?? '-'), TALK)
  const talk = held ? (JSON.parse(held.value) as TicketTalk) : null
  const { living } = await given(store, talk?.conversation ?? 'ticket:-', now)
  return talk && living.some((one) => one.ticket === ticket) ? talk : null
}
