import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Transcript } from '../bot/transcript.ts'
import type { Store } from '../ports.ts'

interface Talk {
  readonly store: Store
  readonly transcript: Transcript
  readonly conversation: string
}

const HEARTBEAT_MS = 15_000
/** 消して starts the transcript's numbers anew: ids go on increasing, and say which transcript they are of. */
const PER_ERASURE = 1_000_000

/** What was said so far, and the event id after which a page that shows it goes on. */
export async function talkSoFar({ store, transcript, conversation }: Talk) {
  const erasures = (await store.get(conversation, 'erased'))?.version ?? 0
  const entries = await transcript.since(conversation, 0)
  const last = erasures * PER_ERASURE + (entries.at(-1)?.seq ?? 0)
  return { messages: entries.map(({ message }) => message), last }
}

/**
 * `message` events of a conversation from the `Last-Event-ID` on; `erased` when what was shown before is
 * gone. Ids increase for the life of the conversation.
 */
export function streamTalk(c: Context, { store, transcript, conversation }: Talk): Response {
  let last = Number(c.req.header('last-event-id') ?? 0)
  if (!Number.isSafeInteger(last) || last < 0) last = 0

  async function tell(stream: SSEStreamingApi): Promise<void> {
    const erasures = (await store.get(conversation, 'erased'))?.version ?? 0
    const base = erasures * PER_ERASURE
    if (last < base) {
      await stream.writeSSE({ event: 'erased', id: String(base), data: '' })
      last = base
    }
    for (const { seq, message } of await transcript.since(conversation, last - base)) {
      last = base + seq
      await stream.writeSSE({ event: 'message', id: String(last), data: JSON.stringify(message) })
    }
  }

  return streamSSE(c, async (stream) => {
    let wake = () => {}
    let told = true
    const stop = store.subscribe(`conversation:${conversation}`, () => {
      told = true
      wake()
    })
    stream.onAbort(() => {
      stop()
      wake()
    })
    while (!stream.aborted) {
      if (told) {
        told = false
        await tell(stream)
        continue
      }
      const timer = { id: undefined as ReturnType<typeof setTimeout> | undefined }
      await new Promise<void>((resolve) => {
        wake = resolve
        timer.id = setTimeout(resolve, HEARTBEAT_MS)
      })
      clearTimeout(timer.id)
      if (!told && !stream.aborted) {
        await stream.write(': still here\n\n')
        // Other processes tell us best effort; look for ourselves as well.
        told = true
      }
    }
  })
}
