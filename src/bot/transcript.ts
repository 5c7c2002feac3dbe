import type { Batch, Sealer, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import type { Bubble, Session } from '../triage/conversation.ts'
import { type Message, tokyoIso } from '../triage/message.ts'
import { newSession, withoutWords } from '../triage/session.ts'
import { caseErasure } from './erase-case.ts'
import { SPARE_TOKEN } from './in-flight.ts'
import { NOTICED, SEEN } from './seen-on-page.ts'
import { releaseTickets, TICKETS } from './tickets.ts'

/** What is kept of a conversation, opened. `null` parts do not exist yet. */
export interface Kept {
  readonly salt: string
  readonly saltVersion: number
  readonly session: Session | null
  readonly sessionVersion: number
  /** Ids of the messages that answered the inbound asked about; null when it was not answered. */
  readonly answered: readonly string[] | null
}

const MESSAGES = 'messages'
const MOST_TRIES = 8
/** Ids of inbound events are remembered for 7 days, as LINE may redeliver. */
export const REMEMBER_MS = 7 * 24 * 3_600_000

/** The journal of a conversation: entries name messages, the texts are sealed values that can be erased. */
export function transcript(store: Store, sealer: Sealer) {
  return {
    async open(conversation: string, inbound?: string): Promise<Kept> {
      const asked = inbound === undefined ? [] : [`in:${inbound}`]
      const [salt, session, done] = await store.getMany(conversation, ['salt', 'session', ...asked])
      const made = salt?.value ?? sealer.newSalt()
      return {
        salt: made,
        saltVersion: salt?.version ?? 0,
        session: session ? (JSON.parse(sealer.open(conversation, made, session.value)) as Session) : null,
        sessionVersion: session?.version ?? 0,
        answered: done ? (JSON.parse(done.value) as string[]) : null,
      }
    },

    /** The part of a batch that keeps this session and these messages. */
    keep(
      conversation: string,
      kept: Kept,
      session: Session,
      messages: readonly Message[],
      at: number,
    ): Batch {
      const seal = (value: unknown) => sealer.seal(conversation, kept.salt, JSON.stringify(value))
      return {
        unit: conversation,
        puts: [
          ...(kept.saltVersion === 0 ? [{ key: 'salt', value: kept.salt, expect: 0 }] : []),
          { key: 'session', value: seal(session), expect: kept.sessionVersion },
          ...messages.map((message) => ({ key: `m:${message.id}`, value: seal(message), expect: 0 })),
        ],
        appends:
          messages.length > 0
            ? [
                {
                  stream: MESSAGES,
                  expect: 'any' as const,
                  at,
                  values: messages.map((message) => message.id),
                },
              ]
            : [],
      }
    },

    /** The part of a batch that keeps what a resident wrote, outside any turn. */
    async note(conversation: string, said: Bubble): Promise<Batch> {
      const kept = await this.open(conversation)
      const session = kept.session ?? newSession('ja', said.at)
      const { id, at, text } = said
      const message: Message = { id: `${id}-0`, at: tokyoIso(at), from: 'resident', lang: session.lang, text }
      return this.keep(conversation, kept, session, [message], at)
    },

    /** Messages after that sequence number, oldest first; erased ones are left out. */
    async since(conversation: string, after: number): Promise<readonly { seq: number; message: Message }[]> {
      const [salt, entries] = await Promise.all([
        store.get(conversation, 'salt'),
        store.read(conversation, MESSAGES, after),
      ])
      if (!salt) return []
      const found = await Promise.all(
        entries.map(async (entry) => {
          const sealed = await store.get(conversation, `m:${entry.value}`)
          if (!sealed) return null
          const message = JSON.parse(sealer.open(conversation, salt.value, sealed.value)) as Message
          return { seq: entry.seq, message }
        }),
      )
      return found.filter((one) => one !== null)
    },

    /** One message, opened; null when it is not, or no longer, there. */
    async message(conversation: string, id: string): Promise<Message | null> {
      const [salt, sealed] = await store.getMany(conversation, ['salt', `m:${id}`])
      return salt && sealed
        ? (JSON.parse(sealer.open(conversation, salt.value, sealed.value)) as Message)
        : null
    },

    /**
     * 送信取消: the part of a batch that takes one message's words out of the transcript and the memory.
     * That something was taken back stays to be seen. Empty when the message is not, or no longer, there.
     */
    async unsay(conversation: string, id: string): Promise<Pick<Batch, 'puts' | 'forgetting'>> {
      const kept = await this.open(conversation)
      const sealed = await store.get(conversation, `m:${id}`)
      if (!sealed || kept.saltVersion === 0) return {}
      const seal = (value: unknown) => sealer.seal(conversation, kept.salt, JSON.stringify(value))
      const message = JSON.parse(sealer.open(conversation, kept.salt, sealed.value)) as Message
      const { id: same, at, from, lang } = message
      const gone: Message = { id: same, at, from, lang, text: '（送信が取り消されました）' }
      return {
        forgetting: true,
        puts: [
          { key: `m:${id}`, value: seal(gone), expect: sealed.version },
          ...(kept.session
            ? [
                {
                  key: 'session',
                  value: seal(withoutWords(kept.session, message.text)),
                  expect: kept.sessionVersion,
                },
              ]
            : []),
        ],
      }
    },

    /**
     * 消して: the part of a batch that takes every text, the session and the key's salt away; a tombstone
     * stays for the count.
     */
    async erasure(
      conversation: string,
      at: number,
    ): Promise<Required<Pick<Batch, 'puts' | 'deletes' | 'erases' | 'appends' | 'enqueues' | 'forgetting'>>> {
      const [entries, ofCase] = await Promise.all([
        store.read(conversation, MESSAGES, 0),
        caseErasure(store, conversation, at),
      ])
      const keys = [
        'salt',
        'session',
        'line-user',
        SPARE_TOKEN,
        NOTICED,
        SEEN,
        TICKETS,
        ...entries.map((entry) => `m:${entry.value}`),
      ]
      return {
        forgetting: true,
        puts: [{ key: 'erased', value: String(at), expect: 'any' }, ...ofCase.puts],
        deletes: [...keys.map((key) => ({ key })), ...ofCase.deletes],
        appends: ofCase.appends,
        enqueues: ofCase.enqueues,
        erases: [{ stream: MESSAGES }, ...ofCase.erases],
      }
    },

    /** Erases at once, outside any turn. */
    async erase(conversation: string, at: number): Promise<void> {
      await releaseTickets(store, conversation, at)
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const done = await store.commit({ unit: conversation, ...(await this.erasure(conversation, at)) })
        if (done.ok) return
      }
      throw new StoreDown('the conversation kept changing while it was erased')
    },
  }
}

export type Transcript = ReturnType<typeof transcript>
