import type { Api } from './api.ts'
import type { Store } from './console-state.ts'
import type { Notifier } from './notifier.ts'
import type { CaseLine, Viewer } from './wire.ts'

const LOOK_MS = 60_000
const CLOCK_MS = 15_000
const HERE_MS = 12_000
const AGAIN_MS = 3_000
/** Several changes at once become one look at the case, and no more than one look at the list in this time. */
const GATHER_MS = 150
const LIST_MS = 1_500

interface Around {
  readonly store: Store
  readonly api: Api
  shut(ranOut: boolean): void
  loadShown(): Promise<void>
  refreshCase(): Promise<void>
  readonly tells: Pick<Notifier, 'heed' | 'drop'>
}

/** Runs at once, then no more often than every so many ms; the last call is never left out. */
function spaced(ms: number, run: () => Promise<void>): () => void {
  let waits: ReturnType<typeof setTimeout> | undefined
  let last = 0
  return () => {
    if (waits) return
    waits = setTimeout(
      () => {
        waits = undefined
        last = Date.now()
        void run()
      },
      Math.max(GATHER_MS, last + ms - Date.now()),
    )
  }
}

/** Keeps the console up to date by `/api/staff/events`, says when it cannot, and tells others who is looking. */
export function live({ store, api, shut, loadShown, refreshCase, tells }: Around) {
  let source: EventSource | null = null
  let watched: string | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let lastId = ''
  const timers: ReturnType<typeof setInterval>[] = []
  const lookAtList = spaced(LIST_MS, loadShown)
  const lookAtCase = spaced(0, refreshCase)

  function news({ data, lastEventId }: MessageEvent<string>): void {
    lastId = lastEventId
    const line = JSON.parse(data) as CaseLine | { readonly id: string; readonly gone: true }
    lookAtList()
    if (line.id === watched) lookAtCase()
    if ('gone' in line) tells.drop(line.id)
    // An auditor is nobody who could answer.
    else if (store.state.session?.me.role !== 'auditor') tells.heed(line, true)
  }
  function presence({ data }: MessageEvent<string>): void {
    const told = JSON.parse(data) as { readonly case: string; readonly viewers: readonly Viewer[] }
    if (told.case === store.state.openId) store.change({ viewers: told.viewers })
  }

  function connect(): void {
    clearTimeout(again)
    source?.close()
    const opened = new EventSource(
      `/api/staff/events${watched === null ? '' : `?case=${encodeURIComponent(watched)}`}`,
    )
    source = opened
    opened.addEventListener('here', ({ lastEventId }) => {
      // What happened while no stream was open is not told again: look at it.
      const missed = !store.state.connected || (lastId !== '' && lastEventId !== lastId)
      lastId = lastEventId
      store.change({ connected: true })
      if (!missed) return
      lookAtList()
      lookAtCase()
    })
    opened.addEventListener('case', news)
    opened.addEventListener('talk', lookAtCase)
    opened.addEventListener('presence', presence)
    opened.addEventListener('error', async () => {
      if (source !== opened) return
      store.change({ connected: false })
      // Closed means refused: the session is over, the case went out of sight, or the server says no for now.
      if (opened.readyState !== EventSource.CLOSED) return
      const session = await api.session()
      if (!session.ok && session.status === 401) return shut(true)
      if (session.ok) watched = null
      again = setTimeout(connect, AGAIN_MS)
    })
  }
  const here = () => {
    if (watched !== null && !document.hidden) void api.presence(watched, 'viewing')
  }

  return {
    start(): void {
      if (source) return
      connect()
      timers.push(
        setInterval(() => store.change({ now: Date.now() }), CLOCK_MS),
        // Promises pass and sleepers wake without anybody doing anything.
        setInterval(lookAtList, LOOK_MS),
        setInterval(here, HERE_MS),
      )
    },
    /** Hears of this case's talk and viewers from now on, of no other's. */
    watch(id: string | null): void {
      if (id === watched || !source) return
      if (watched !== null) void api.presence(watched, null)
      watched = id
      store.change({ viewers: [] })
      connect()
      here()
    },
    stop(): void {
      clearTimeout(again)
      for (const timer of timers.splice(0)) clearInterval(timer)
      source?.close()
      source = null
      watched = null
    },
  }
}
