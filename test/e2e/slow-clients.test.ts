import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Listening, listen, PATIENCE } from '../../src/entry/listen.ts'
import { createApp } from '../../src/http/app.ts'
import { linePlatform } from '../line/platform.ts'
import { SECRET, said, stage } from '../line/stage.ts'
import { watched } from '../support/canaries/watch.ts'

// Nothing is sent here: the workers stand still, and only the doorstep is asked.
const at = stage(linePlatform())
let server: Listening
let alarms = 0
const open: Socket[] = []

beforeAll(async () => {
  const log = watched((level) => void (level === 'error' && alarms++))
  const app = createApp({ log, modules: [at.routes], switchboard: '03-0000-0000' })
  const quick = { headersTimeout: 1_500, requestTimeout: 2_000, connectionsCheckingInterval: 100 }
  server = await listen({ host: '127.0.0.1', port: 0 }, Promise.resolve(app), quick)
})
afterAll(async () => {
  for (const socket of open) socket.destroy()
  await server.close(1_000)
})

async function dial(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  open.push(socket)
  await once(socket, 'connect')
  return socket
}

/** One webhook over a connection of its own; how long its answer took. */
function deliver(signed: boolean): Promise<{ readonly status: number; readonly ms: number }> {
  const body = JSON.stringify({ destination: 'U0', events: [said('こんにちは')] })
  const signature = signed ? createHmac('sha256', SECRET).update(body).digest('base64') : 'x'
  const from = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/line/webhook',
        method: 'POST',
        headers: { 'x-line-signature': signature, 'content-length': Buffer.byteLength(body) },
        agent: false,
      },
      (answer) => {
        answer
          .resume()
          .on('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - from }))
      },
    )
    sent.on('error', reject).end(body)
  })
}

async function slowest(): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 100; i++) {
    const { status, ms } = await deliver(true)
    expect(status).toBe(200)
    times.push(ms)
  }
  return times.toSorted((a, b) => a - b)[98] ?? Number.POSITIVE_INFINITY
}

describe('F-16: while somebody holds the door', () => {
  test('F-16: a thousand idle connections leave the webhook below a second at the 99th percentile', async () => {
    for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 50 }, dial))
    expect(await slowest()).toBeLessThan(1_000)
  })

  test('F-16: who sends a header a byte at a time is cut off, and others are answered meanwhile', async () => {
    const slow = await Promise.all(Array.from({ length: 50 }, dial))
    const ended = slow.map((socket) => new Promise((resolve) => socket.resume().once('close', resolve)))
    for (const socket of slow) socket.write('POST /line/webhook HTTP/1.1\r\nHost: x\r\nX-A: ')
    const drip = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('b')
    }, 50)
    expect(await slowest()).toBeLessThan(1_000)
    await Promise.all(ended)
    clearInterval(drip)
  })

  test('F-16: who never ends a body is cut off', async () => {
    const socket = await dial()
    const closed = new Promise((resolve) => socket.resume().once('close', resolve))
    socket.write('POST /line/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{')
    await closed
    expect((await deliver(true)).status).toBe(200)
    expect(alarms).toBe(0)
  })

  test('F-16: a flood of unsigned requests is refused and leaves the signed ones below a second', async () => {
    let flooding = true
    const refused: number[] = []
    const flood = Array.from({ length: 10 }, async () => {
      while (flooding) refused.push((await deliver(false)).status)
    })
    const p99 = await slowest()
    flooding = false
    await Promise.all(flood)
    expect(p99).toBeLessThan(1_000)
    expect(refused.length).toBeGreaterThan(100)
    expect(new Set(refused)).toEqual(new Set([401]))
  })

  test('F-16: in production nobody may take longer than half a minute to ask', () => {
    expect(PATIENCE.headersTimeout).toBeLessThanOrEqual(10_000)
    expect(PATIENCE.requestTimeout + PATIENCE.connectionsCheckingInterval).toBeLessThanOrEqual(30_000)
  })
})
