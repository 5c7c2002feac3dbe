import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { signedWebhook } from './line-bodies.ts'
import { post } from './post.ts'
import type { Probed } from './probe.ts'
import { redisChild } from './redis-child.ts'
import { benchChild, benchFolder, SECRET, type ServerChild, serviceChild } from './server-child.ts'
import { type Spread, spread } from './spread.ts'

interface Asked {
  readonly rate: number
  readonly chat: number
  readonly seconds: number
  readonly residents: number
}

interface Run {
  readonly ack: Spread
  readonly answer: Spread
  readonly chat: Spread
  readonly failed: number
  readonly sent: number
  readonly probes: readonly (readonly Probed[])[]
}

const TICK_MS = 10
const CHAT_TEXTS = ['母の物忘れがひどくて困っています', '帆風一丁目3番', 'はい', 'わかりません']

/**
 * `npm run bench -- load [--store sqlite|redis --processes 1,2 --rate 200 --chat 20 --seconds 30 --residents 2000]`:
 * residents write at a given rate, on LINE and on the web, whatever the service makes of it.
 */
export async function benchLoad(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      store: { type: 'string', default: 'sqlite' },
      processes: { type: 'string', default: '1' },
      rate: { type: 'string', default: '200' },
      chat: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '30' },
      residents: { type: 'string', default: '2000' },
    },
  })
  const asked: Asked = {
    rate: Number(values.rate),
    chat: Number(values.chat),
    seconds: Number(values.seconds),
    residents: Number(values.residents),
  }
  for (const processes of values.processes.split(',').map(Number))
    print(`${values.store}, ${processes}`, asked, await run(values.store, processes, asked))
  return 0
}

async function run(store: string, processes: number, asked: Asked): Promise<Run> {
  const redis = store === 'redis' ? await redisChild() : null
  const sink = await benchChild('line-sink')
  const env = { DATA_DIR: benchFolder(), ...(redis ? { REDIS_URL: redis.url } : {}) }
  const services: ServerChild[] = []
  for (let i = 0; i < processes; i++) {
    services.push(await serviceChild(sink.url, env))
  }
  const measured = await converse(
    services.map(({ url }) => url),
    sink,
    asked,
  )
  for (const child of [...services, sink]) await child.stop()
  await redis?.stop()
  return { ...measured, probes: services.map(({ probed }) => probed) }
}

/** Writes at the rate, on time, also while nothing is answered. */
async function converse(urls: readonly string[], sink: ServerChild, asked: Asked) {
  const ack: number[] = []
  const answer: number[] = []
  const chat: number[] = []
  const sentAt = new Map<string, number>()
  let failed = 0
  let sent = 0
  let answered = Date.now()
  sink.process.on('message', (lines: readonly string[]) => {
    answered = Date.now()
    for (const line of lines) {
      const [at, token = ''] = line.split(' ')
      const from = sentAt.get(token)
      if (from !== undefined) answer.push(Number(at) - from)
      sentAt.delete(token)
    }
  })
  const urlOf = (i: number) => urls[i % urls.length] ?? ''
  const running = new Set<Promise<void>>()
  const begin = (work: Promise<void>) => {
    const whole = work
      .catch(() => {
        failed += 1
      })
      .finally(() => running.delete(whole))
    running.add(whole)
  }
  const webhook = async (i: number) => {
    const { id, body, signature } = signedWebhook(SECRET, Math.floor(Math.random() * asked.residents))
    sentAt.set(`token-${id}`, Date.now())
    const { status, ms } = await post(`${urlOf(i)}/line/webhook`, body, { 'x-line-signature': signature })
    if (status === 200) ack.push(ms)
    else failed += 1
  }
  const tokens: string[] = []
  const say = async (i: number) => {
    // Every fifth act is somebody new.
    const token = i % 5 === 0 ? undefined : tokens[Math.floor(Math.random() * tokens.length)]
    if (token === undefined) {
      const opened = await post(`${urlOf(i)}/api/chat`, '{}')
      tokens.push((JSON.parse(opened.body) as { token: string }).token)
      return
    }
    const said = JSON.stringify({ id: `m${i}`, text: CHAT_TEXTS[i % CHAT_TEXTS.length] })
    const { status, ms } = await post(`${urlOf(i)}/api/chat/messages`, said, {
      authorization: `Bearer ${token}`,
    })
    if (status === 200) chat.push(ms)
    else failed += 1
  }

  const from = performance.now()
  let acts = 0
  while (performance.now() - from < asked.seconds * 1000) {
    const seconds = (performance.now() - from) / 1000
    for (; sent < seconds * asked.rate; sent++) begin(webhook(sent))
    for (; acts < seconds * asked.chat; acts++) begin(say(acts))
    await pause(TICK_MS)
  }
  while (running.size > 0) await Promise.all(running)
  while (sentAt.size > 0 && Date.now() - answered < 3_000) await pause(100)
  return { ack: spread(ack), answer: spread(answer), chat: spread(chat), failed, sent }
}

function print(name: string, { rate, chat, seconds }: Asked, run: Run): void {
  const line = (what: string, value: string) => console.log(`  ${what.padEnd(34)} ${value}`)
  const times = ({ count, p50, p99, most }: Spread) =>
    `p50 ${p50.toFixed(1)}  p99 ${p99.toFixed(1)}  most ${most.toFixed(0)} ms  (${count})`
  console.log(`${name} process(es): ${rate} LINE events and ${chat} web messages a second for ${seconds} s`)
  line('acknowledged (p99 ≤ 50 ms)', times(run.ack))
  line('answered on LINE', times(run.answer))
  line('answered on the web', times(run.chat))
  line('sent, failed', `${run.sent}, ${run.failed}`)
  for (const heard of run.probes) {
    const every = Math.max(1, Math.floor(heard.length / 8))
    const rss = heard.filter((_, i) => i % every === 0).map(({ rss_mb }) => rss_mb.toFixed(0))
    const lag = spread(heard.map(({ lag_p99_ms }) => lag_p99_ms))
    const most = Math.max(0, ...heard.map(({ lag_most_ms }) => lag_most_ms))
    line(
      'event-loop lag',
      `p99 of a second: median ${lag.p50.toFixed(1)}, worst ${lag.most.toFixed(1)}; most ${most.toFixed(0)} ms`,
    )
    line('RSS over time', `${rss.join(' ')} MB`)
  }
}
