import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Measured, Order } from './generator.ts'
import { benchChild, benchFolder, SECRET, type ServerChild, serviceChild } from './server-child.ts'
import { median } from './spread.ts'

const IN_FLIGHT = 32

const row = (name: string, ours: string, peer: string, bar: string) =>
  console.log(`${name.padEnd(44)} ${ours.padStart(14)} ${peer.padStart(14)}   ${bar}`)

/**
 * `npm run bench -- turns [--rounds 5 --seconds 4]`: full turns over HTTP, acknowledgements and the ready
 * time, each beside its peer in alternating rounds. Servers and generator are processes of their own.
 */
export async function benchTurns(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      redis: { type: 'string' },
    },
  })
  const rounds = Number(values.rounds)
  const ms = Number(values.seconds) * 1000
  const sink = await benchChild('line-sink')
  const ours = await serviceChild(sink.url, {
    DATA_DIR: benchFolder(),
    ...(values.redis ? { REDIS_URL: values.redis } : {}),
  })
  const botkit = await benchChild('botkit-peer')
  const hono = await benchChild('hono-peer', { LINE_CHANNEL_SECRET: SECRET })
  const generator = await benchChild('generator')
  const generatorEnded = once(generator.process, 'close').then(() => null)
  const measure = async (what: Order['what'], server: ServerChild, forMs: number): Promise<Measured> => {
    const order: Order = { what, url: server.url, inFlight: IN_FLIGHT, ms: forMs, secret: SECRET }
    const answered = once(generator.process, 'message')
    generator.process.send(order)
    const told = await Promise.race([answered, generatorEnded])
    if (!told) throw new Error(`the generator ended while it measured ${what} at ${server.url}`)
    const [measured] = told as [Measured]
    if (measured.failed > 0) console.log(`${what}: ${measured.failed} failed`)
    return measured
  }
  let told = Date.now()
  sink.process.on('message', () => {
    told = Date.now()
  })
  /** Answers of the last round must not be made during the next. */
  const quiet = async () => {
    while (Date.now() - told < 1_500) await pause(100)
  }

  const alternate = async (
    what: readonly [Order['what'], ServerChild],
    peer: readonly [Order['what'], ServerChild],
  ) => {
    const got: [Measured[], Measured[]] = [[], []]
    for (const [kind, server] of [what, peer]) await measure(kind, server, 3_000)
    for (let round = 0; round < rounds; round++) {
      await quiet()
      got[0].push(await measure(...what, ms))
      await quiet()
      got[1].push(await measure(...peer, ms))
    }
    return got.map((list) => ({
      perSecond: median(list.map((one) => one.perSecond)),
      p50: median(list.map((one) => one.p50)),
      p99: median(list.map((one) => one.p99)),
    })) as [Figures, Figures]
  }
  type Figures = { perSecond: number; p50: number; p99: number }
  const print = (name: string, [mine, theirs]: [Figures, Figures], bar: string) => {
    const rate = ({ perSecond }: Figures) => `${perSecond.toFixed(0)} /s`
    const time = ({ p50, p99 }: Figures) => `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`
    row(name, rate(mine), rate(theirs), `${(mine.perSecond / theirs.perSecond).toFixed(2)}× (${bar})`)
    row('  p50 / p99', time(mine), time(theirs), '')
  }

  row(`at ${IN_FLIGHT} in flight, medians of ${rounds}`, 'madoguchi', 'peer', 'bar')
  print(
    'full turns, openings too (Botkit, Express)',
    await alternate(['madoguchi', ours], ['botkit', botkit]),
    '≥ 1×',
  )
  print('acknowledged webhooks (Hono, HMAC)', await alternate(['acks', ours], ['acks', hono]), '≥ 0.5×')
  for (const server of [generator, hono, botkit, ours]) await server.stop()

  const ready: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const made = await serviceChild(sink.url, { DATA_DIR: benchFolder() }, { probed: false })
    ready[0].push(made.readyMs)
    await made.stop()
    const stock = await benchChild('stock-ready')
    ready[1].push(stock.readyMs)
    await stock.stop()
  }
  await sink.stop()
  const [mine, theirs] = [median(ready[0]), median(ready[1])]
  row(
    'ready (import botkit, build kuromoji)',
    `${mine.toFixed(0)} ms`,
    `${theirs.toFixed(0)} ms`,
    `1/${(theirs / mine).toFixed(1)} (≤ 1/3)`,
  )
  return 0
}
