import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { type Config, ConfigFault } from './config.ts'

/** A server that listens. */
export interface Listening {
  /** The port it really has, also when any was asked for. */
  readonly port: number
  /** Takes no more requests and waits for those under way, at most so long. */
  close(ms: number): Promise<void>
}

/**
 * How long a client may take to ask: a webhook or a chat message is some kilobytes, also on a slow phone. Who takes
 * longer holds a connection for nothing and is answered 408. Answers, like event streams, may last as long as they want.
 */
export const PATIENCE = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 2_000 }

/** The event streams that are open: they never end by themselves, and their readers come back. */
function openStreams(server: Server): ReadonlySet<ServerResponse> {
  const streams = new Set<ServerResponse>()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/api/chat/events')) return
    streams.add(response)
    response.once('close', () => streams.delete(response))
  })
  return streams
}

async function close(server: Server, streams: ReadonlySet<ServerResponse>, ms: number): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  for (const stream of streams) stream.destroy()
  const timer = setTimeout(() => server.closeAllConnections(), ms)
  await closed
  clearTimeout(timer)
}

/** Listens; requests wait until what answers them stands. Throws `ConfigFault` when the port cannot be had. */
export async function listen(
  { host, port }: Pick<Config, 'host' | 'port'>,
  app: Promise<Hono>,
  patience: Partial<typeof PATIENCE> = {},
): Promise<Listening> {
  const server = serve({
    fetch: async (request, env) => (await app).fetch(request, env),
    port,
    hostname: host,
    serverOptions: { ...PATIENCE, ...patience },
  }) as Server
  try {
    await once(server, 'listening')
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    const what = code === 'EADDRINUSE' || code === 'EACCES' ? 'PORT' : 'HOST'
    throw new ConfigFault(`Cannot listen on port ${port} of ${host} (${code}): set ${what} to another one.`)
  }
  const streams = openStreams(server)
  return {
    port: (server.address() as AddressInfo).port,
    close: (ms) => close(server, streams, ms),
  }
}
