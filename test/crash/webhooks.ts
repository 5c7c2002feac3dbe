import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { LinePlatform } from './line-platform.ts'
import { type SentEvent, wireEvent } from './residents.ts'

/** LINE gives a webhook so long, and tries so often again. */
const PATIENCE_MS = 2_000
const AGAIN_MS = [500, 2_000, 5_000, 15_000]

/** LINE's delivering side: signed webhooks, again and again until one is answered 2xx in time. */
export function webhooks(parts: {
  readonly platform: LinePlatform
  readonly secret: string
  /** Where the next delivery goes. */
  readonly target: () => string
}) {
  const acknowledged = new Map<string, number>()
  const firstSent = new Map<string, number>()
  const ackMs: number[] = []
  const statuses = new Map<string, number>()
  const running = new Set<Promise<void>>()

  async function deliver(events: readonly SentEvent[], redelivery: boolean): Promise<boolean> {
    for (const event of events) {
      parts.platform.delivers(event, redelivery)
      if (!firstSent.has(event.id)) firstSent.set(event.id, Date.now())
    }
    const body = JSON.stringify({
      destination: 'U0',
      events: events.map((event) => wireEvent(event, redelivery)),
    })
    const signature = createHmac('sha256', parts.secret).update(body).digest('base64')
    const from = performance.now()
    const status = await fetch(`${parts.target()}/line/webhook`, {
      method: 'POST',
      body,
      headers: { 'x-line-signature': signature, 'content-type': 'application/json; charset=utf-8' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).then(
      async (response) => {
        await response.arrayBuffer()
        return String(response.status)
      },
      (fault: Error) => (fault.name === 'TimeoutError' ? 'time-out' : 'cut'),
    )
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status !== '200') return false
    ackMs.push(performance.now() - from)
    const now = Date.now()
    for (const { id } of events) if (!acknowledged.has(id)) acknowledged.set(id, now)
    return true
  }
  async function untilTaken(events: readonly SentEvent[]): Promise<void> {
    if (await deliver(events, false)) return
    for (const wait of AGAIN_MS) {
      await pause(wait)
      if (await deliver(events, true)) return
    }
  }
  function begin(work: Promise<void>): void {
    running.add(work)
    void work.finally(() => running.delete(work))
  }

  return {
    /** When each event was first answered 2xx in time. Epoch ms. */
    acknowledged,
    /** When each event first left. Epoch ms. */
    firstSent,
    /** How long each 2xx took. */
    ackMs,
    statuses,
    send: (events: readonly SentEvent[], afterMs = 0) => begin(pause(afterMs).then(() => untilTaken(events))),
    /** The same once more, as networks do it; nobody looks at the answer. */
    repeat: (events: readonly SentEvent[], afterMs: number) =>
      begin(
        pause(afterMs)
          .then(() => deliver(events, false))
          .then(() => {}),
      ),
    /** Resolves when LINE has nothing more to deliver. */
    async done(): Promise<void> {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
export type Webhooks = ReturnType<typeof webhooks>
