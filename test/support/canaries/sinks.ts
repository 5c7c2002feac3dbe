import type { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { lookAt, lookAtRefusal, lookAtUrl } from './watch.ts'

/** Longer than any canary: one may be cut in two where a stream is. */
const OVERLAP = 100
const REFUSED = 400

/** Looks at what a process writes to standard error, without taking it from whoever reads it. */
function watchStream(stream: Readable, where: string): void {
  let before = ''
  const push = stream.push.bind(stream)
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk) {
      const text = before + String(chunk)
      lookAt(text, where)
      before = text.slice(-OVERLAP)
    }
    return push(chunk, encoding)
  }
}

/** Processes that tests start: the service writes its log to standard error. */
function watchChildren(): void {
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess }
    // Its streams are there when `spawn` returns, and nothing has come by then.
    queueMicrotask(() => {
      if (child.stderr) watchStream(child.stderr, `standard error of ${child.spawnargs?.join(' ')}`)
    })
  })
}

/** What this process writes to standard error: the service's parts run in it. */
function watchStandardError(): void {
  const write = process.stderr.write.bind(process.stderr)
  process.stderr.write = ((...args: Parameters<typeof write>) => {
    lookAt(String(args[0]), 'standard error')
    return write(...args)
  }) as typeof process.stderr.write
}

interface Exchange {
  readonly path: string
  readonly status: number
  readonly parts: Uint8Array[]
}

/** What is asked over HTTP from here, and how services refuse it; what they count. */
function watchRequests(): void {
  const open = new WeakMap<object, Exchange>()
  const path = (request: object) => String((request as { path?: unknown }).path)
  subscribe('undici:request:create', (message) => {
    const { request } = message as { request: object }
    lookAtUrl(path(request), 'an address that was asked for')
  })
  subscribe('undici:request:headers', (message) => {
    const { request, response } = message as {
      request: object
      response: { statusCode: number; headers: Buffer[] }
    }
    for (const header of response.headers) lookAtUrl(String(header), 'a header of an answer')
    const at = path(request)
    if (response.statusCode >= REFUSED || at === '/metrics')
      open.set(request, { path: at, status: response.statusCode, parts: [] })
  })
  subscribe('undici:request:bodyChunkReceived', (message) => {
    const { request, chunk } = message as { request: object; chunk: Uint8Array }
    open.get(request)?.parts.push(Uint8Array.from(chunk))
  })
  subscribe('undici:request:trailers', (message) => {
    const { request } = message as { request: object }
    const exchange = open.get(request)
    if (exchange)
      lookAtRefusal(Buffer.concat(exchange.parts).toString(), `${exchange.status} for ${exchange.path}`)
  })
}

/** What comes to the servers of this process: LINE's stand-ins hear the service, pages ask for their parts. */
function watchServers(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    lookAtUrl(request.url ?? '', 'an address that was asked for')
  })
}

/** What the parts that run in this process answer, also where no HTTP is between. */
export function watchResponses(): void {
  globalThis.Response = new Proxy(globalThis.Response, {
    construct(target, args, made) {
      const [body, init] = args as [unknown, ResponseInit | undefined]
      const status = init?.status ?? 200
      if (typeof body === 'string' && (status >= REFUSED || body.startsWith('# HELP')))
        lookAtRefusal(body, `an answer of ${status}`)
      return Reflect.construct(target, args, made)
    },
  })
}

/** Puts a watch on what leaves the product, and this process, and is read by others than those who are meant. */
export function watchSinks(): void {
  watchChildren()
  watchStandardError()
  watchRequests()
  watchServers()
}
