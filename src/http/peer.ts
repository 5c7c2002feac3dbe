import type { Context } from 'hono'

interface NodeEnvironment {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
}

/**
 * Who is at the other end of the connection. On Node the socket says so, and no header is believed
 * (`X-Forwarded-For` is whatever its sender wrote); on Workers the platform's own header does.
 */
export function peerOf(c: Context): string {
  const { incoming } = (c.env ?? {}) as NodeEnvironment
  if (incoming) return incoming.socket?.remoteAddress ?? 'unknown'
  return c.req.header('cf-connecting-ip') ?? 'unknown'
}
