import type { Context } from 'hono'

/**
 * The request's bytes, or null when there are more than `most`. Stops reading at the limit: a length
 * header is a promise, not a fact.
 */
export async function readBody(c: Context, most: number): Promise<Uint8Array | null> {
  if (Number(c.req.header('content-length') ?? 0) > most) return null
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

/** The bytes as JSON; undefined when they are not valid UTF-8 or not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
