import { caseNews } from '../cases/case-news.ts'
import type { Clock, Courier, Job, Log, Sealer, SendOutcome, Store } from '../ports.ts'
import { type Passed, passFence } from './bot-fence.ts'
import { caseEntry } from './case-entry.ts'
import { FRESH, marked, nextAttempt, type Trace, type Verdict, verdictOf } from './delivery.ts'
import { inFlight, OUTBOX, type Outgoing } from './in-flight.ts'
import type { PushBudget } from './push-budget.ts'
import { type QueueWorker, queueWorker, type Run } from './queue-worker.ts'
import { seenOnPage } from './seen-on-page.ts'
import { REMEMBER_MS } from './transcript.ts'

export interface OutboxParts {
  readonly store: Store
  readonly sealer: Sealer
  readonly courier: Courier
  readonly clock: Clock
  readonly log: Log
  readonly budget: PushBudget
  /** The same words as bare text, for objects the platform refused; empty when there are none. */
  readonly plain: (messages: readonly object[]) => readonly object[]
}

/** Alarms are errors in the log; the rest is how it should be. */
const LEVELS = {
  sent: 'debug',
  uncertain: 'warn',
  blocked: 'info',
  /** It told of an answer that the resident has read by now. */
  seen: 'debug',
  /** A person has taken the talk since: the bot does not speak over them. */
  withheld: 'info',
  /** Not worth one of the month's last pushes. */
  'held-back': 'warn',
  undeliverable: 'error',
  dead: 'error',
} as const

/**
 * Sends what the turns decided, once, per conversation in order: the reply token first, a push with a
 * retry key when it cannot be used. Before each attempt a trace is written against the version last
 * read, so that of two processes that believe to own a job only one goes on.
 */
export function outboxWorker(parts: OutboxParts): QueueWorker {
  const { store, sealer, courier, clock, log } = parts
  const wire = inFlight(sealer)
  const keyOf = (job: Job) => `out:${job.id}`

  async function end(
    job: Job,
    as: keyof typeof LEVELS,
    more: { requestId?: string | null } = {},
  ): Promise<void> {
    const well = as === 'sent' || as === 'seen'
    const done = await store.commit({
      unit: job.lane,
      acks: [{ queue: OUTBOX, id: job.id, fence: job.fence }],
      puts: [
        { key: keyOf(job), value: JSON.stringify({ as }), expect: 'any', expires: clock() + REMEMBER_MS },
      ],
      appends: well ? [] : [caseEntry(clock(), { kind: 'not-sent', as, answer: job.id })],
      enqueues: well ? [] : [caseNews(job.lane, `${job.id}-${as}`, clock())],
    })
    if (done.ok)
      log(LEVELS[as], `line-${as}`, { job: job.id, tries: job.tries, request: more.requestId ?? null })
  }

  async function bury(job: Job, reason: string): Promise<void> {
    const entry = caseEntry(clock(), { kind: 'not-sent', as: 'dead', answer: job.id, reason })
    await store.commit({
      unit: job.lane,
      appends: [entry],
      enqueues: [caseNews(job.lane, `${job.id}-dead`, clock())],
    })
    await store.release(job, { dead: reason })
    log('error', 'line-dead', { job: job.id, reason })
  }

  /** The refused objects are buried for the engineers; the resident gets the words. */
  async function fallBack(job: Job, outgoing: Outgoing, reason: string): Promise<void> {
    const messages = outgoing.plain ? [] : parts.plain(outgoing.messages)
    if (messages.length > 0) {
      const words: Outgoing = { ...outgoing, messages, plain: true }
      // Sorts right behind the refused job; the same name again, after a crash here, is the same job.
      const enqueued = {
        queue: OUTBOX,
        id: `${job.id}!`,
        lane: job.lane,
        order: outgoing.order,
        value: wire.sealOutgoing(job.lane, words),
        notBefore: clock(),
      }
      await store.commit({ unit: job.lane, enqueues: [enqueued] })
    }
    await bury(job, reason)
    await store.notify(OUTBOX)
  }

  async function settle(job: Job, outgoing: Outgoing, verdict: Verdict, outcome: SendOutcome): Promise<void> {
    switch (verdict.kind) {
      case 'sent':
        return end(job, 'sent', outcome.kind === 'accepted' ? { requestId: outcome.requestId } : {})
      case 'uncertain':
        return end(job, 'uncertain')
      case 'dead':
        return bury(job, verdict.reason)
      case 'plain':
        return fallBack(job, outgoing, verdict.reason)
      case 'again': {
        const now = await store.get(job.lane, keyOf(job))
        // Our mark is gone: the job has passed to another process, which decides from now on.
        if (!now || (JSON.parse(now.value) as Trace).fence !== job.fence) return
        await put(job, verdict.trace, now.version)
        await store.release(job, { retryAt: clock() + verdict.inMs })
        const level = outcome.kind === 'unauthorised' ? 'error' : 'info'
        log(level, 'line-again', { job: job.id, outcome: outcome.kind, attempts: verdict.trace.attempts })
        if (verdict.inMs === 0) await store.notify(OUTBOX)
      }
    }
  }

  async function put(
    job: Job,
    trace: Trace,
    expect: number,
    checks: Passed['checks'] = [],
  ): Promise<boolean> {
    const written = await store.commit({
      unit: job.lane,
      checks,
      puts: [{ key: keyOf(job), value: JSON.stringify(trace), expect, expires: clock() + REMEMBER_MS }],
    })
    return written.ok
  }

  async function handle([job]: Run): Promise<void> {
    const outgoing = wire.openOutgoing(job.lane, job.value)
    const kept = await store.get(job.lane, keyOf(job))
    const found: Trace | { as: keyof typeof LEVELS } = kept ? JSON.parse(kept.value) : FRESH
    if ('as' in found) return end(job, found.as)
    const before: Trace = found
    const { messages, checks } = await passFence(store, job.lane, outgoing.fence ?? null, outgoing.messages)
    if (messages.length === 0) return end(job, 'withheld')
    const { unlessSeen } = outgoing
    if (unlessSeen !== undefined && (await seenOnPage(store, job.lane)) >= unlessSeen) return end(job, 'seen')
    const attempt = nextAttempt(outgoing, before, clock())
    if (attempt.kind === 'end') return end(job, attempt.as)
    if (attempt.kind === 'push' && (await store.get(job.lane, 'line-left'))) return end(job, 'blocked')
    if (attempt.kind === 'push' && before.pushedAt === null && !(await parts.budget.spend(outgoing.weight)))
      return end(job, 'held-back')

    const mark = marked(before, attempt.kind, job.fence, clock())
    if (!(await put(job, mark, kept?.version ?? 0, checks))) {
      // Another process has it, or somebody has taken the talk just now: then it is looked at anew.
      await store.release(job, { retryAt: clock(), untried: true })
      return store.notify(OUTBOX)
    }
    const { replyToken, to } = outgoing
    let outcome: SendOutcome
    if (attempt.kind === 'reply' && replyToken !== null) outcome = await courier.reply(replyToken, messages)
    else if (to !== null) outcome = await courier.push(to, messages, job.id)
    else return
    const sent = { ...outgoing, messages }
    const verdict = verdictOf(
      { name: job.id, outgoing: sent, now: clock() },
      attempt.kind,
      before,
      mark,
      outcome,
    )
    await settle(job, sent, verdict, outcome)
  }

  return queueWorker({ store, queue: OUTBOX, clock, log, handle })
}
