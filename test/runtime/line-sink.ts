import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LineSink {
  readonly url: string
  /** Texts that reached the resident. */
  readonly read: string[]
  /** Statuses with which the next requests are refused, in order. */
  readonly refusals: number[]
  close(): void
}

/** LINE's sending side on loopback: keeps what it takes. */
export async function lineSink(): Promise<LineSink> {
  const read: string[] = []
  const refusals: number[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const messages = request.url?.startsWith('/v2/bot/message/') ? JSON.parse(body).messages : []
    const refusal = messages.length > 0 ? refusals.shift() : undefined
    if (refusal === undefined) read.push(...messages.map(({ text, altText }: Words) => text ?? altText))
    response.writeHead(refusal ?? 200, { 'content-type': 'application/json' }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    read,
    refusals,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

interface Words {
  readonly text?: string
  readonly altText?: string
}
