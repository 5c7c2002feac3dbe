import type { InboundContent } from './triage/conversation.ts'

/** A JSON value under a key, with the version a writer must name to replace it. */
export interface Stored {
  readonly value: string
  readonly version: number
}

export interface JournalEntry {
  /** 1, 2, 3 … within its stream. */
  readonly seq: number
  /** Epoch ms. */
  readonly at: number
  readonly value: string
}

export interface Job {
  readonly id: string
  readonly queue: string
  /** Jobs of one lane run one at a time, in order of `order`; lanes never wait for each other. */
  readonly lane: string
  readonly value: string
  readonly tries: number
  /** Must be named to settle the job: a worker whose lease has passed to another cannot. */
  readonly fence: number
}

/**
 * One atomic step. Either everything in it happens or, when any expectation fails, nothing does.
 * All keys, streams and lanes of a batch belong to one conversation, so that a clustered store can
 * keep them on one node.
 */
export interface Batch {
  /** The conversation (or other unit) everything below belongs to. */
  readonly unit: string
  /** Values that must stand at this version (0: must not exist) and are left as they are. */
  readonly checks?: readonly { readonly key: string; readonly expect: number }[]
  /** `expect` is the version last read, 0 for "must not exist"; `any` overwrites. */
  readonly puts?: readonly {
    readonly key: string
    readonly value: string
    readonly expect: number | 'any'
    /** Epoch ms after which the value is gone. */
    readonly expires?: number
  }[]
  readonly deletes?: readonly { readonly key: string }[]
  readonly appends?: readonly {
    readonly stream: string
    /** The last sequence number the writer has seen. */
    readonly expect: number | 'any'
    readonly at: number
    readonly values: readonly string[]
  }[]
  readonly erases?: readonly { readonly stream: string }[]
  /** What this replaces or takes away must leave every file of the store with the next sweep. */
  readonly forgetting?: boolean
  readonly enqueues?: readonly {
    readonly queue: string
    readonly id: string
    readonly lane: string
    readonly order: number
    readonly value: string
    /** Epoch ms before which nobody may claim it. */
    readonly notBefore: number
  }[]
  /** Jobs done by this batch; a job whose fence is stale makes the whole batch fail. */
  readonly acks?: readonly { readonly queue: string; readonly id: string; readonly fence: number }[]
}

/** `conflict`: the key or stream that was not as expected, or `job <id>` where another claim has the job. */
export type Committed = { readonly ok: true } | { readonly ok: false; readonly conflict: string }

/** Asking again is of no use: whoever has claimed the job since does it. */
export const hasPassedOn = (done: Committed): boolean => !done.ok && done.conflict.startsWith('job ')

/** Why a job is given back. `untried`: it was only looked at, and no try is counted. */
export type Outcome = { readonly retryAt: number; readonly untried?: true } | { readonly dead: string }

export interface Claim {
  readonly now: number
  readonly leaseMs: number
  readonly lanes: number
  /** 1 unless given. */
  readonly perLane?: number
}

/**
 * What madoguchi asks of a store. Every call may reject with `StoreDown`; what was acknowledged is
 * on disk. `docs/store-port.md` says how often each call is made and how fast it must be.
 */
export interface Store {
  get(unit: string, key: string): Promise<Stored | null>
  /** The same for several keys of one unit, asked for together: in their order. */
  getMany(unit: string, keys: readonly string[]): Promise<readonly (Stored | null)[]>
  read(unit: string, stream: string, after: number): Promise<readonly JournalEntry[]>
  commit(batch: Batch): Promise<Committed>
  /**
   * The first job of each free lane that is due, of at most `lanes` lanes, leased until `now + leaseMs`
   * (epoch ms), with up to `perLane - 1` jobs that wait behind it, due or not. Lane by lane, in order.
   * A try is counted for the first of each lane only.
   */
  claim(queue: string, options: Claim): Promise<readonly Job[]>
  /**
   * Gives a job back, to be claimed again at `retryAt`, or buries it as a dead letter: the reason stays to
   * be seen, the value does not, as it may hold what a resident wrote. Nothing happens when the fence is stale.
   */
  release(job: Job, outcome: Outcome): Promise<void>
  /** Jobs of the queue that are neither done nor dead. */
  pending(queue: string): Promise<number>
  /** Since when the longest waiting job could have been claimed; null when none waits. Epoch ms. */
  oldest(queue: string): Promise<number | null>
  dead(queue: string): Promise<readonly { readonly job: Job; readonly reason: string }[]>
  /** Tells every process that `topic` has something new. Best effort: readers also poll. */
  notify(topic: string): Promise<void>
  subscribe(topic: string, listener: () => void): () => void
  /**
   * Removes values whose lifetime is over (reads never see them, swept or not), and rewrites what still holds
   * words that were to be forgotten.
   */
  sweep(now: number): Promise<void>
  /** Resolves when a write would be accepted now; rejects with `StoreDown` otherwise. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** The store cannot be reached or refuses writes. Whoever asked must say so, not guess. */
export class StoreDown extends Error {
  override readonly name = 'StoreDown'
}

/** Encrypts what a person wrote with a key of its conversation, so that losing the key erases it. */
export interface Sealer {
  /** A fresh salt for a new conversation; kept as a deletable value. */
  newSalt(): string
  seal(conversation: string, salt: string, plain: string): string
  /** Throws when the text was sealed with another key or altered. */
  open(conversation: string, salt: string, sealed: string): string
}

/** Turns passwords into what may be kept. Each call takes the same time whatever the password. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** Null compares with nothing and takes as long: whoever asks for an unknown name learns nothing. */
  matches(password: string, hash: string | null): Promise<boolean>
}

/** Time-based codes of an authenticator app (RFC 6238, 30 s, 6 digits). */
export interface OneTimeCodes {
  newSecret(): string
  /** `otpauth://` for a QR. */
  uri(secret: string, username: string): string
  /** The time step a code belongs to, one step of drift allowed; null when it fits none. `now` is epoch ms. */
  stepOf(secret: string, code: string, now: number): number | null
}

/** Log lines carry ids and codes, never what a resident wrote. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** One event of a messenger, read and bounded, as it waits in the inbox. Kept only sealed. */
export interface Received {
  /** The platform's id of the event: the same id again is the same event. */
  readonly id: string
  readonly conversation: string
  /** When it happened. Epoch ms. */
  readonly at: number
  /** Whom to push to, the platform's own id. */
  readonly to: string
  readonly replyToken: string | null
  /** Another channel has the chat: hear, and send nothing. */
  readonly standby: boolean
  readonly what:
    | {
        readonly kind: 'said'
        readonly content: InboundContent
        readonly messageId: string | null
        /** Marks this and everything before as read, when a person has read it. */
        readonly readToken?: string
      }
    | { readonly kind: 'unsent'; readonly messageId: string }
    /** The account was blocked: nothing reaches this person until they come back. */
    | { readonly kind: 'left' }
    | { readonly kind: 'invited' }
}

/** What became of one attempt to send. `lost`: nobody knows whether it was accepted. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly requestId: string | null }
  /** The content was refused, and will always be. `where` names properties, never what they hold. */
  | { readonly kind: 'refused'; readonly status: number; readonly where: string }
  | { readonly kind: 'token-spent' }
  | { readonly kind: 'rate-limited' }
  | { readonly kind: 'monthly-limit' }
  | { readonly kind: 'unauthorised' }
  /** Answered with a server error. */
  | { readonly kind: 'failed'; readonly status: number }
  /** The request never arrived there. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'lost' }

/** The messenger's sending side. Messages are wire objects; no call rejects or takes longer than its time-out. */
export interface Courier {
  reply(token: string, messages: readonly object[]): Promise<SendOutcome>
  /** `once` names this sending: the same name again is accepted at most once by the platform. */
  push(to: string, messages: readonly object[], once: string): Promise<SendOutcome>
  /** Shows that an answer is being made. Best effort. */
  working(to: string): Promise<void>
  /** Shows the resident that a person has read what they wrote. Best effort. */
  read(readToken: string): Promise<void>
}

/** The standing menu below a talk: 相談する, 担当者と話し中, 時間外. */
export type MenuKind = 'consult' | 'talking' | 'closed'

/** The messenger's standing menus. `absent`: none have been installed. No call rejects or takes longer than its time-out. */
export interface Menus {
  /** This person (the platform's own id) sees that menu until it is taken back: `talking` when staff take a case. */
  show(to: string, kind: MenuKind): Promise<MenuOutcome>
  /** This person sees what everybody sees at this time of day: when the case is resolved. */
  takeBack(to: string): Promise<MenuOutcome>
}
export type MenuOutcome = 'done' | 'absent' | 'failed'

/** Epoch ms. */
export type Clock = () => number

/** Unguessable ids and tokens, ≥ 128 bit, base64url. */
export interface Randomness {
  token(): string
}
