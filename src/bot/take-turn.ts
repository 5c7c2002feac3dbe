import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Lang } from '../content/vocabulary.ts'
import type { Batch, Clock, Log, Randomness, Sealer, Store } from '../ports.ts'
import { hasPassedOn, StoreDown } from '../ports.ts'
import type { DangerFinding } from '../text/understanding.ts'
import type { Effect, Inbound, Reply } from '../triage/conversation.ts'
import { dangerCard } from '../triage/danger-card.ts'
import type { Guide } from '../triage/guide.ts'
import { type Message, messageOf, tokyoIso } from '../triage/message.ts'
import { labelOf } from '../triage/options.ts'
import { newSession } from '../triage/session.ts'
import { wordsOf } from '../triage/step.ts'
import { walk } from '../triage/walk.ts'
import { caseEntry } from './case-entry.ts'
import type { Bot } from './controller.ts'
import { ownWords } from './own-words.ts'
import { keepingJob } from './retention.ts'
import { issueTicket, releaseTickets } from './tickets.ts'
import { REMEMBER_MS, type Transcript, transcript } from './transcript.ts'
import { NO_CASES, type TurnCases, withPromise } from './turn-cases.ts'
import type { Owner } from './turn-frame.ts'

export interface TurnTaker {
  /** Answers one inbound exactly once. The same id again answers the same and does nothing else. */
  take(inbound: Inbound, options?: TakeOptions): Promise<readonly Message[]>
  /** The card for danger in these words, decided without the store; null when there is none. */
  cardWithoutStore(inbound: Inbound, lang: Lang): Message | null
  readonly transcript: Transcript
}

export interface TakeOptions {
  readonly lang?: Lang
  readonly also?: Also
  /** Somebody else answers here: keep what was said, note danger, say nothing. */
  readonly overhear?: boolean
}

/** What must be written in the same step as the turn: an outbox entry, an inbox acknowledgement. `term`: the talk's, when it was decided. */
export type Also = (messages: readonly Message[], effects: readonly Effect[], term: number) => Partial<Batch>

interface Parts {
  readonly store: Store
  readonly sealer: Sealer
  readonly bot: Bot
  readonly guide: Guide
  readonly findDanger: (text: string, recent: readonly string[]) => DangerFinding
  readonly clock: Clock
  readonly random: Randomness
  readonly log: Log
  readonly cases?: TurnCases
}

const MOST_TRIES = 8

/**
 * The application's one use case: take what a resident did, let the bot decide, write the session, the
 * messages and whatever goes with them in one atomic step, and tell listeners. A writer who lost the
 * race starts again from the newer session; nobody is answered twice.
 */
export function turnTaker(parts: Parts): TurnTaker {
  const { store, sealer, bot, guide, findDanger, clock, random, log, cases = NO_CASES } = parts
  const kept = transcript(store, sealer)

  async function said(conversation: string, ids: readonly string[]): Promise<readonly Message[]> {
    const all = await kept.since(conversation, 0)
    return all.map(({ message }) => message).filter(({ id }) => ids.includes(id))
  }

  async function once(
    inbound: Inbound,
    { lang = 'ja', also, overhear = false }: TakeOptions,
  ): Promise<readonly Message[] | null> {
    const { conversation } = inbound
    const now = clock()
    const [open, held] = await Promise.all([kept.open(conversation, inbound.id), cases.hold(conversation)])
    if (open.answered) return said(conversation, open.answered)
    const session = open.session ?? newSession(lang, now)
    const owner: Owner = overhear ? { kind: 'person', id: 'elsewhere' } : held.owner
    let turn: Awaited<ReturnType<Bot>>
    try {
      turn = await bot({ inbound, session, owner, now })
    } catch (fault) {
      log('error', 'turn-failed', { conversation, inbound: inbound.id, fault: String((fault as Error).name) })
      const text = fill(inLang(guide.phrases.fault, session.lang), { phone: guide.desk.switchboard })
      turn = { session, replies: [{ from: 'bot', lang: session.lang, text }], effects: [] }
    }
    const decided = { held, inbound, session: turn.session, effects: turn.effects, salt: open.salt, now }
    turn = { ...turn, replies: overhear ? [] : withPromise(turn.replies, cases.promise(decided)) }
    const wanted = turn.effects.find((effect) => effect.kind === 'ticket')
    const talk = { conversation, episode: turn.session.episode }
    const ticket =
      wanted && !overhear ? await issueTicket({ store, random }, { ...talk, check: wanted.check }, now) : null
    const messages = turn.replies
      .map((reply) => withTicket(reply, ticket?.ticket ?? null))
      .map((reply, i) => messageOf(reply, `${inbound.id}-${i + 1}`, now))
    const words = ownWords(inbound.content, (choice) =>
      labelOf(guide, session, walk(guide, session, now).asking, choice),
    )
    const bubbles =
      inbound.bubbles ?? (words === null ? [] : [{ id: inbound.id, at: inbound.at, text: words }])
    const own = bubbles.map(({ id, at, text }): Message => {
      return { id: `${id}-0`, at: tokyoIso(at), from: 'resident', lang: session.lang, text }
    })
    const forget = turn.effects.some((effect) => effect.kind === 'forget')
    const written = kept.keep(conversation, open, turn.session, forget ? [] : [...own, ...messages], now)
    if (forget) await releaseTickets(store, conversation, now)
    const erasure = forget ? await kept.erasure(conversation, now) : null
    const extra = also?.(messages, turn.effects, held.term) ?? {}
    const followed = forget ? null : cases.follow(decided)
    const happened = forget
      ? []
      : [...(followed?.opening ?? []), ...turn.effects.filter(({ kind }) => kind !== 'ticket').map(recordOf)]
    const answers = [inbound, ...(inbound.bubbles ?? []).filter(({ id }) => id !== inbound.id)].map(
      ({ id }) => ({
        key: `in:${id}`,
        value: JSON.stringify(messages.map((message) => message.id)),
        expect: 0,
        expires: now + REMEMBER_MS,
      }),
    )
    const committed = await store.commit({
      ...extra,
      ...(forget ? { forgetting: true } : {}),
      unit: conversation,
      // The session is put even when it is erased in the same step: its version is what keeps two turns apart.
      puts: [
        ...(written.puts ?? []),
        ...(ticket?.puts ?? []),
        ...answers,
        ...(erasure?.puts ?? []),
        ...(followed?.puts ?? []),
        ...(extra.puts ?? []),
      ],
      deletes: [...(erasure?.deletes ?? []), ...(extra.deletes ?? [])],
      erases: [...(erasure?.erases ?? []), ...(extra.erases ?? [])],
      appends: [
        ...(written.appends ?? []),
        ...(happened.length > 0 ? [caseEntry(now, ...happened)] : []),
        ...(erasure?.appends ?? []),
        ...(extra.appends ?? []),
      ],
      checks: followed?.checks ?? [],
      enqueues: [
        ...(open.saltVersion === 0 && !forget ? [keepingJob(conversation, now)] : []),
        ...(followed?.enqueues ?? []),
        ...(erasure?.enqueues ?? []),
        ...(extra.enqueues ?? []),
      ],
    })
    if (hasPassedOn(committed)) throw new StoreDown('the turn has passed to another process')
    if (!committed.ok) return null
    await store.notify(`conversation:${conversation}`)
    return messages
  }

  return {
    transcript: kept,

    async take(inbound, options = {}) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const messages = await once(inbound, options)
        if (messages) return messages
      }
      throw new StoreDown('the conversation kept changing under the turn')
    },

    cardWithoutStore(inbound, lang) {
      const { danger, kind } = findDanger(wordsOf(inbound), [])
      if (danger === 'none' || kind === null) return null
      const now = clock()
      return messageOf(dangerCard(guide, kind, danger, { lang, now }), `${inbound.id}-1`, now)
    },
  }
}

/** The reply with its card's ticket filled in; a card that got none is left out. */
function withTicket(reply: Reply, ticket: string | null): Reply {
  const { card, ...rest } = reply
  if (!card) return reply
  return ticket === null ? rest : { ...rest, card: { ...card, ticket } }
}

/** A case entry says what happened, never what was written. */
function recordOf(effect: Effect): string {
  if (effect.kind !== 'danger') return JSON.stringify(effect)
  const { danger, kind, rule } = effect.finding
  return JSON.stringify({ kind: 'danger', danger, danger_kind: kind, rule })
}
