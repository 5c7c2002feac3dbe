export interface StreamEvent {
  readonly id: string
  readonly event: string
  readonly data: string
}

/**
 * Server-sent events out of a response body, as they arrive. `EventSource` cannot send the token in a
 * header, and a token never stands in an address. `alive` is called for every piece, heartbeats too.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  alive: () => void = () => {},
): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let event = { id: '', event: 'message', data: [] as string[] }
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) return
      alive()
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          if (event.data.length > 0) yield { ...event, data: event.data.join('\n') }
          event = { id: '', event: 'message', data: [] }
          continue
        }
        const colon = line.indexOf(':')
        if (colon === 0) continue
        const field = colon < 0 ? line : line.slice(0, colon)
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
        if (field === 'data') event.data.push(text)
        else if (field === 'id') event.id = text
        else if (field === 'event') event.event = text
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
