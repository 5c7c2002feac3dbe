import type { Lang } from './content/vocabulary.ts'

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

export type Committed = { readonly ok: true } | { readonly ok: false; readonly conflict: string }

/**
 * What madoguchi asks of a store. Every call may reject with `StoreDown`; what was acknowledged is
 * on disk. `docs/store-port.md` says how often each call is made and how fast it must be.
 */
export interface Store {
  get(unit: string, key: string): Promise<Stored | null>
  read(unit: string, stream: string, after: number): Promise<readonly JournalEntry[]>
  commit(batch: Batch): Promise<Committed>
  /** The first claimable job of each free lane, leased until `now + leaseMs`. Epoch ms. */
  claim(
    queue: string,
    options: { worker: string; now: number; leaseMs: number; limit: number },
  ): Promise<readonly Job[]>
  /** Gives a job back, to be claimed again at `notBefore`, or buries it as a dead letter. */
  release(job: Job, outcome: { readonly retryAt: number } | { readonly dead: string }): Promise<void>
  /** Jobs of the queue that are neither done nor dead. */
  pending(queue: string): Promise<number>
  dead(queue: string): Promise<readonly { readonly job: Job; readonly reason: string }[]>
  /** Tells every process that `topic` has something new. Best effort: readers also poll. */
  notify(topic: string): Promise<void>
  subscribe(topic: string, listener: () => void): () => void
  /** Removes values whose lifetime is over. Reads never see them, swept or not. */
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

/** Log lines carry ids and codes, never what a resident wrote. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** Epoch ms. */
export type Clock = () => number

/** Unguessable ids and tokens, ≥ 128 bit, base64url. */
export interface Randomness {
  token(): string
}

export type { Lang }
