import type { Context } from 'hono'

/**
 * The request's bytes, or null when there are more than `most`. Where no length is named, reading stops at
 * the limit.
 */
export async function readBody(c: Context, most: number): Promise<Uint8Array | null> {
  const length = c.req.header('content-length')
  if (Number(length ?? 0) > most) return null
  // The server holds a request to the length it names, and read whole it costs a tenth of the stream.
  if (length !== undefined) {
    const whole = new Uint8Array(await c.req.raw.arrayBuffer())
    return whole.byteLength > most ? null : whole
  }
  const body = c.req.raw.body
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > most) return null
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The bytes as JSON; undefined when they are not valid UTF-8 or not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    return undefined
  }
}
