import type { Clock, Job, Log, Store } from '../ports.ts'
import type { Actor } from './access.ts'
import { maySee } from './access.ts'
import type { CaseBook, CaseOutline } from './case-book.ts'
import type { CaseState } from './case-state.ts'

/** The unit of the feed: one stream that names every case that changed. Nothing of any talk stands in it. */
const FEED_UNIT = 'cases'
const FEED = 'feed'
export const FEED_TOPIC = 'case-feed'
/** Cases read at a time. */
const BATCH = 200

/** Settles a run of news: names the case in the feed, then lets go of the jobs. Twice does no harm. */
export function feeder(store: Store, clock: Clock): (run: readonly Job[]) => Promise<void> {
  return async (run) => {
    const [first] = run
    if (!first) return
    await store.commit({
      unit: FEED_UNIT,
      appends: [{ stream: FEED, expect: 'any', at: clock(), values: [first.lane] }],
    })
    await store.commit({
      unit: first.lane,
      acks: run.map(({ queue, id, fence }) => ({ queue, id, fence })),
    })
    await store.notify(FEED_TOPIC)
  }
}

export interface CaseIndex {
  /** Reads what the feed names since the last time. */
  catchUp(): Promise<void>
  /** Reads one case again, at once: what this process changed itself. */
  refresh(id: string): Promise<void>
  all(): Iterable<CaseOutline>
  seenBy(actor: Actor): readonly CaseOutline[]
  /** The place in the feed up to which everything is known here. */
  readonly seq: number
  /** Cases that changed after that place, as they are now. */
  since(seq: number): readonly { readonly seq: number; readonly found: CaseOutline }[]
  start(): void
  stop(): void
}

interface Parts {
  readonly store: Store
  readonly book: Pick<CaseBook, 'load'>
  readonly log: Log
  readonly pollMs?: number
  /** Nobody may wait for what somebody else's request reads. */
  readonly perRequest?: boolean
}

/** 消して starts a journal anew; the term goes on. */
const isNewer = (a: CaseState, b: CaseState) => (a.term === b.term ? a.seq > b.seq : a.term > b.term)

const POLL_MS = 1_000

/**
 * The outline of every case in memory, folded from the feed: lists are answered without asking the store for thousands of
 * records. Each process keeps its own.
 */
export function caseIndex({ store, book, log, pollMs = POLL_MS, perRequest = false }: Parts): CaseIndex {
  const cases = new Map<string, { readonly found: CaseOutline; readonly seq: number }>()
  let seq = 0
  let reading: Promise<void> | null = null
  let again = false
  let timer: ReturnType<typeof setInterval> | undefined
  let stopListening = () => {}

  async function take(id: string, at: number): Promise<void> {
    const { state, facts } = await book.load(id)
    // A talk nobody needs a person for has a journal too.
    if (state.phase === 'none') return
    const known = cases.get(id)
    if (known && isNewer(known.found.state, state)) return
    // Without the journal: it is read with the one case that is looked at.
    cases.set(id, { found: { id, state, facts }, seq: at })
  }
  async function readOnce(): Promise<void> {
    const entries = await store.read(FEED_UNIT, FEED, seq)
    const named = [...new Map(entries.map((entry) => [entry.value, entry.seq]))]
    for (let at = 0; at < named.length; at += BATCH)
      await Promise.all(named.slice(at, at + BATCH).map(([id, place]) => take(id, place)))
    seq = Math.max(seq, entries.at(-1)?.seq ?? seq)
  }
  async function readOn(): Promise<void> {
    do {
      again = false
      await readOnce()
    } while (again)
  }
  async function catchUp(): Promise<void> {
    if (perRequest) return readOnce()
    // Whoever asks while it is being read may have been told something newer.
    again = true
    reading ??= readOn().finally(() => {
      reading = null
    })
    await reading
  }
  const look = () => void catchUp().catch(() => log('warn', 'case-feed-away'))

  return {
    catchUp,
    refresh: (id) => take(id, cases.get(id)?.seq ?? seq),
    *all() {
      for (const { found } of cases.values()) yield found
    },
    seenBy: (actor) =>
      [...cases.values()].flatMap(({ found }) => (maySee(found.state, actor) ? [found] : [])),
    get seq() {
      return seq
    },
    since: (after) => [...cases.values()].filter((one) => one.seq > after).sort((a, b) => a.seq - b.seq),
    start() {
      stopListening = store.subscribe(FEED_TOPIC, look)
      timer = setInterval(look, pollMs)
      look()
    },
    stop() {
      stopListening()
      clearInterval(timer)
    },
  }
}
