import type { SendOutcome } from '../ports.ts'
import type { Outgoing } from './in-flight.ts'

/** What is known of the attempts to send one outbox job; written before each of them. */
export interface Trace {
  /**
   * `untried`: no reply attempt can have been accepted. `open`: one went out and nobody knows.
   * `failed`: every attempt was answered with a server error. `shut`: replying is over.
   */
  readonly reply: 'untried' | 'open' | 'failed' | 'shut'
  /** When the first push went out, whose retry key LINE remembers for 24 hours. Epoch ms. */
  readonly pushedAt: number | null
  readonly attempts: number
  /** The claim that made the latest attempt. */
  readonly fence: number
}

export type Attempt =
  | { readonly kind: 'reply' }
  | { readonly kind: 'push' }
  | { readonly kind: 'end'; readonly as: 'uncertain' | 'undeliverable' }

export type Verdict =
  | { readonly kind: 'sent' }
  /** An attempt without a result, then a used token: perhaps seen, and never sent again. */
  | { readonly kind: 'uncertain' }
  | { readonly kind: 'dead'; readonly reason: string }
  /** The objects were refused: plain words instead. */
  | { readonly kind: 'plain'; readonly reason: string }
  | { readonly kind: 'again'; readonly trace: Trace; readonly inMs: number }

/** LINE: one minute from receiving the webhook; ten seconds of it are for the way. */
const TOKEN_MS = 50_000
/** LINE: a redelivered token dies 20 minutes after its event. */
const EVENT_MS = 20 * 60_000
/** LINE remembers a retry key for 24 hours; a push after that would be a second one. */
const PUSH_MS = 23 * 3_600_000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 60_000
/** While a token lives, every try can still tell whether an earlier one was accepted. */
const LONGEST_REPLY_WAIT_MS = 4_000
const UNAUTHORISED_WAIT_MS = 10_000

export const FRESH: Trace = { reply: 'untried', pushedAt: null, attempts: 0, fence: 0 }

/** Reply while the token can still be good, for it costs nothing; then push. `now` is epoch ms. */
export function nextAttempt(outgoing: Outgoing, trace: Trace, now: number): Attempt {
  if (trace.pushedAt !== null)
    return now - trace.pushedAt < PUSH_MS ? { kind: 'push' } : { kind: 'end', as: 'undeliverable' }
  const { replyToken, receivedAt, eventAt, to } = outgoing
  if (replyToken !== null && trace.reply !== 'shut') {
    if (trace.reply === 'open')
      // Asking again is harmless, and its answer is all that can be known.
      return now - eventAt < EVENT_MS || now - receivedAt < TOKEN_MS
        ? { kind: 'reply' }
        : { kind: 'end', as: 'uncertain' }
    if (now - receivedAt < TOKEN_MS && now - eventAt < EVENT_MS) return { kind: 'reply' }
  }
  return to === null ? { kind: 'end', as: 'undeliverable' } : { kind: 'push' }
}

/** The trace to write before the attempt, so that a crash during it is known. */
export function marked(trace: Trace, attempt: 'reply' | 'push', fence: number, now: number): Trace {
  return attempt === 'reply'
    ? { ...trace, reply: 'open', attempts: trace.attempts + 1, fence }
    : { ...trace, pushedAt: trace.pushedAt ?? now, attempts: trace.attempts + 1, fence }
}

/**
 * Exponential, at most a minute, spread by ±50 %. The spread comes from the job's own name, so that
 * conversations that failed together do not come back together, and a test knows when.
 */
export function waitMs(
  name: string,
  attempts: number,
  { first = FIRST_WAIT_MS, longest = LONGEST_WAIT_MS } = {},
): number {
  let hash = 2_166_136_261
  for (const unit of `${name}:${attempts}`) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16_777_619)
  const spread = 0.5 + (hash >>> 0) / 2 ** 32
  const wait = Math.min(first * 2 ** Math.min(Math.max(attempts - 1, 0), 20), longest)
  return Math.round(wait * spread)
}

/**
 * What follows from an attempt, at the time its outcome is known. `before` is the trace as it was before the
 * mark, `mark` as written.
 */
export function verdictOf(
  { name, outgoing, now }: { readonly name: string; readonly outgoing: Outgoing; readonly now: number },
  attempt: 'reply' | 'push',
  before: Trace,
  mark: Trace,
  outcome: SendOutcome,
): Verdict {
  const pace = attempt === 'reply' ? { longest: LONGEST_REPLY_WAIT_MS } : {}
  const again = (trace: Trace, inMs = waitMs(name, mark.attempts, pace)): Verdict => ({
    kind: 'again',
    trace,
    inMs,
  })
  // A reply that certainly was not taken leaves the token as it was.
  const untaken = attempt === 'reply' ? { ...mark, reply: before.reply } : mark
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'sent' }
    case 'refused':
      return { kind: 'plain', reason: `refused-${outcome.status} ${outcome.where}`.trim() }
    case 'token-spent':
      if (attempt === 'push') return { kind: 'dead', reason: 'refused-400' }
      if (before.reply === 'untried') return again({ ...mark, reply: 'shut' }, 0)
      // No delivery is older than its event, so within a minute of that the token lives. It is gone for one
      // reason only: our earlier attempt, whose answer was lost, was taken. When the delivery came is known
      // less well: a paused process hears of it late.
      return { kind: now - outgoing.eventAt < TOKEN_MS ? 'sent' : 'uncertain' }
    case 'monthly-limit':
      return attempt === 'push' ? { kind: 'dead', reason: 'monthly-limit' } : again(untaken)
    case 'rate-limited':
    case 'unreachable':
      return again(untaken)
    case 'unauthorised':
      return again(untaken, waitMs(name, mark.attempts, { first: UNAUTHORISED_WAIT_MS }))
    case 'failed':
      return again(attempt === 'reply' && before.reply !== 'open' ? { ...mark, reply: 'failed' } : mark)
    case 'lost':
      return again(mark)
  }
}
