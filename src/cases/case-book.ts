import type { Batch, Clock, Randomness, Sealer, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { type Message, tokyoIso } from '../triage/message.ts'
import { type Actor, maySee } from './access.ts'
import { type CaseEvent, type Recorded, type ReplyWay, readCaseEvent } from './case-event.ts'
import type { CaseFacts } from './case-facts.ts'
import { CASE, CASES, caseNews } from './case-news.ts'
import { type CaseState, foldCase, NO_CASE } from './case-state.ts'
import { type Action, decide, type Refusal } from './decide.ts'
import { FACTS, NOTE } from './keys.ts'
import { type Held, holdingOf, OWNER, readHolding } from './ownership.ts'

/** What lists show of a case. */
export interface CaseOutline {
  readonly id: string
  readonly state: CaseState
  /** Absent once the resident has erased what was told. */
  readonly facts: CaseFacts | null
}

/** A case as it stands, with its journal. */
export interface Case extends CaseOutline {
  readonly events: readonly Recorded[]
}

/** Words a member of staff wrote for colleagues. Nothing that sends takes one: there is no way to a resident. */
export interface Note {
  readonly id: string
  readonly by: string
  /** ISO 8601, +09:00. */
  readonly at: string
  readonly note: string
}

export type Acted =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly refusal: Refusal | 'stale'; readonly case: Case }

/** A reply on its way: what the resident's channel needs in the same step. */
export type Delivery = (
  conversation: string,
  message: Message,
  /** Said by the bot: not while a person owns the talk, nor after one has had it. */
  term?: number,
) => Promise<Pick<Batch, 'enqueues' | 'puts' | 'deletes' | 'checks'> & { readonly way: ReplyWay }>

export interface CaseBookParts {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly random: Randomness
  readonly core: string
  readonly onDuty: (username: string) => boolean
  readonly deliver: Delivery
  /** After an action took hold: standing menus, lists of this process. Best effort. */
  readonly told: (id: string, state: CaseState) => void
}

/** What comes with an action besides what it decides. */
export interface Words {
  /** Said to the resident. */
  readonly reply?: string
  /** Kept for colleagues: a note, a reason, an instruction. */
  readonly note?: string
}

const MESSAGES = 'messages'
const MOST_TRIES = 12

/** The records of cases: read whole, changed one decision at a time, each in one commit with the owner it was made under. */
export function caseBook(parts: CaseBookParts) {
  const { store, sealer, clock, random } = parts

  async function read(
    id: string,
  ): Promise<{ readonly case: Case; readonly held: Held; readonly seq: number }> {
    const held = await readHolding(store, id)
    const [entries, salt, facts] = await Promise.all([
      store.read(id, CASE, 0),
      store.get(id, 'salt'),
      store.get(id, FACTS),
    ])
    const events = entries.flatMap(({ seq, at, value }): Recorded[] => {
      const event = readCaseEvent(value)
      return event ? [{ ...event, seq, at }] : []
    })
    const opened = salt && facts ? (JSON.parse(sealer.open(id, salt.value, facts.value)) as CaseFacts) : null
    return {
      case: { id, state: foldCase(events), events, facts: opened },
      held,
      seq: entries.at(-1)?.seq ?? 0,
    }
  }

  async function written(
    id: string,
    { case: before, held, seq }: Awaited<ReturnType<typeof read>>,
    events: readonly CaseEvent[],
    more: Omit<Batch, 'unit'>,
    now: number,
  ): Promise<boolean> {
    const recorded = events.map((event, i): Recorded => ({ ...event, seq: seq + i + 1, at: now }))
    const after = foldCase(recorded, before.state)
    const done = await store.commit({
      ...more,
      unit: id,
      puts: [...(more.puts ?? []), { key: OWNER, value: holdingOf(after), expect: held.version }],
      appends: [
        { stream: CASE, expect: seq, at: now, values: events.map((event) => JSON.stringify(event)) },
        ...(more.appends ?? []),
      ],
      enqueues: [...(more.enqueues ?? []), caseNews(id, random.token(), now)],
    })
    if (!done.ok) return false
    await Promise.all([store.notify(CASES), store.notify(`conversation:${id}`)])
    parts.told(id, after)
    return true
  }

  /** What a staff reply puts beside the decision: the message itself, and its way to the resident. */
  async function replyParts(
    id: string,
    message: Message,
    term?: number,
  ): Promise<(Omit<Batch, 'unit'> & { readonly way: ReplyWay }) | null> {
    const salt = await store.get(id, 'salt')
    if (!salt) return null
    const way = await parts.deliver(id, message, term)
    return {
      ...way,
      checks: [{ key: 'salt', expect: salt.version }, ...(way.checks ?? [])],
      puts: [
        ...(way.puts ?? []),
        { key: `m:${message.id}`, value: sealer.seal(id, salt.value, JSON.stringify(message)), expect: 0 },
      ],
      appends: [{ stream: MESSAGES, expect: 'any', at: clock(), values: [message.id] }],
    }
  }

  async function noteParts(id: string, textId: string, note: string): Promise<Omit<Batch, 'unit'> | null> {
    const salt = await store.get(id, 'salt')
    if (!salt) return null
    return {
      checks: [{ key: 'salt', expect: salt.version }],
      puts: [{ key: `${NOTE}${textId}`, value: sealer.seal(id, salt.value, note), expect: 0 }],
    }
  }

  return {
    /** The case, or null when this person may not know that there is one. */
    async open(id: string, actor: Actor): Promise<Case | null> {
      const { case: found } = await read(id)
      return maySee(found.state, actor) ? found : null
    },

    /**
     * Whether this person may act on it: who may see it now, or could when it stood at the version they name,
     * and so is told what has become of it.
     */
    async couldSee(id: string, version: number, actor: Actor): Promise<boolean> {
      const { case: found } = await read(id)
      if (maySee(found.state, actor)) return true
      let state = NO_CASE
      for (const event of found.events) {
        state = foldCase([event], state)
        if (state.version === version && maySee(state, actor)) return true
      }
      return false
    },

    /** For lists and jobs, which judge themselves who may see. */
    async load(id: string): Promise<Case> {
      return (await read(id)).case
    },

    /**
     * Carries out an action of somebody who saw the case at `version`. `stale` when staff have done
     * something since; then, as for every refusal, nothing is changed.
     */
    async act(id: string, version: number, actor: Actor, action: Action, words: Words = {}): Promise<Acted> {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const present = await read(id)
        const { state } = present.case
        if (state.phase === 'erased') return { ok: false, refusal: 'erased', case: present.case }
        if (state.version !== version) return { ok: false, refusal: 'stale', case: present.case }
        const now = clock()
        const decision = decide(state, actor, action, { now, core: parts.core, onDuty: parts.onDuty })
        if (!decision.ok) return { ok: false, refusal: decision.refusal, case: present.case }
        const { reply, note } = words
        const more: (Omit<Batch, 'unit'> & { readonly way?: ReplyWay }) | null =
          action.kind === 'reply' && reply !== undefined
            ? await replyParts(id, {
                id: action.message,
                at: tokyoIso(now),
                from: 'staff',
                lang: present.case.facts?.lang ?? 'ja',
                text: reply,
              })
            : note !== undefined && 'text' in action && action.text !== null
              ? await noteParts(id, action.text, note)
              : {}
        if (!more) return { ok: false, refusal: 'erased', case: present.case }
        const { way, ...batch } = more
        const events = decision.events.map((event) =>
          event.kind === 'replied' && way ? { ...event, way } : event,
        )
        if (await written(id, present, events, batch, now)) return { ok: true, case: (await read(id)).case }
      }
      throw new StoreDown('the case kept changing')
    },

    /**
     * Something the service itself finds: escalation, an owner who went offline. `find` sees the present state;
     * `facts` are kept with it.
     */
    async record(
      id: string,
      find: (found: Case) => readonly CaseEvent[],
      facts: CaseFacts | null = null,
    ): Promise<boolean> {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const present = await read(id)
        const events = find(present.case)
        if (events.length === 0) return false
        const salt = facts && (await store.get(id, 'salt'))
        const sealed = salt && sealer.seal(id, salt.value, JSON.stringify(facts))
        const more = sealed ? { puts: [{ key: FACTS, value: sealed, expect: 'any' as const }] } : {}
        if (await written(id, present, events, more, clock())) return true
      }
      return false
    },

    /**
     * The bot says something by itself, while nobody but the bot owns the talk. `find` sees the present state;
     * null says nothing.
     */
    async speak(
      id: string,
      find: (found: Case) => { readonly event: CaseEvent; readonly message: Message } | null,
    ): Promise<boolean> {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const present = await read(id)
        const { owner, term } = present.case.state
        const said = owner.kind === 'bot' ? find(present.case) : null
        const more = said && (await replyParts(id, said.message, term))
        if (!said || !more) return false
        const { way: _, ...batch } = more
        if (await written(id, present, [said.event], batch, clock())) return true
      }
      return false
    },

    /** The texts that staff left at a case, by the id a journal entry names. Erased ones are left out. */
    async texts(found: Case): Promise<ReadonlyMap<string, string>> {
      const salt = await store.get(found.id, 'salt')
      if (!salt) return new Map()
      const ids = found.events.flatMap((event) =>
        'text' in event && event.text !== null ? [event.text] : [],
      )
      const kept = await Promise.all(
        ids.map(async (text) => {
          const sealed = await store.get(found.id, `${NOTE}${text}`)
          return sealed ? ([text, sealer.open(found.id, salt.value, sealed.value)] as const) : null
        }),
      )
      return new Map(kept.filter((one) => one !== null))
    },
  }
}

export type CaseBook = ReturnType<typeof caseBook>
