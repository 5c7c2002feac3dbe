import { randomUUID } from 'node:crypto'
import { signedWebhook } from './line-bodies.ts'
import { hangUp, post } from './post.ts'
import { type Spread, spread } from './spread.ts'

/** What the parent asks of the generator, a process of its own. */
export interface Order {
  readonly what: 'madoguchi' | 'botkit' | 'acks'
  readonly url: string
  readonly inFlight: number
  readonly ms: number
  readonly secret: string
}
export interface Measured extends Spread {
  readonly perSecond: number
  readonly failed: number
}

const STORY = ['母の物忘れがひどくて、ひとりにしておけません', '帆風一丁目3番', 'はい', 'わかりません']
const ANSWERS = ['相談があります', '母です', '物忘れです', '帆風一丁目']
const RESIDENTS = 2_000
/** More than any server here takes. */
const PREPARED_PER_MS = 50

interface Tally {
  readonly times: number[]
  failed: number
}

/**
 * One resident's whole talk on the web: a new chat, then four things said. Opening the chat is a turn like
 * the others: it is decided, kept and answered.
 */
async function talk({ url }: Order, tally: Tally, over: () => boolean): Promise<void> {
  const opened = await post(`${url}/api/chat`, '{}')
  count(tally, opened.status === 201 && opened.body.includes('"text"'), opened.ms)
  const { token } = JSON.parse(opened.body) as { token: string }
  for (const [i, text] of STORY.entries()) {
    if (over()) return
    const said = await post(`${url}/api/chat/messages`, JSON.stringify({ id: `m${i}`, text }), {
      authorization: `Bearer ${token}`,
    })
    count(tally, said.status === 200 && said.body.includes('"text"'), said.ms)
  }
}

/** The same number of posts to the peer: the first starts its conversation, three answer its questions. */
async function ask({ url }: Order, tally: Tally, over: () => boolean): Promise<void> {
  const user = randomUUID()
  for (const text of ANSWERS) {
    if (over()) return
    const said = await post(`${url}/api/messages`, JSON.stringify({ type: 'message', user, text }))
    count(tally, said.status === 200 && said.body.includes('"text"'), said.ms)
  }
}

function count(tally: Tally, good: boolean, ms: number): void {
  if (good) tally.times.push(ms)
  else tally.failed += 1
}

async function carryOut(order: Order): Promise<Measured> {
  const tally: Tally = { times: [], failed: 0 }
  const bodies =
    order.what === 'acks'
      ? Array.from({ length: order.ms * PREPARED_PER_MS }, (_, i) =>
          signedWebhook(order.secret, i % RESIDENTS),
        )
      : []
  const acknowledge = async () => {
    const next = bodies.pop()
    if (!next) throw new Error('the server took more than was prepared')
    const { status, ms } = await post(`${order.url}/line/webhook`, next.body, {
      'x-line-signature': next.signature,
    })
    count(tally, status === 200, ms)
  }
  const from = performance.now()
  const over = () => performance.now() - from >= order.ms
  const one = { madoguchi: talk, botkit: ask, acks: acknowledge }[order.what]
  await Promise.all(
    Array.from({ length: order.inFlight }, async () => {
      while (!over()) await one(order, tally, over)
    }),
  )
  const seconds = (performance.now() - from) / 1000
  hangUp()
  return { ...spread(tally.times), perSecond: tally.times.length / seconds, failed: tally.failed }
}

if (process.send) {
  process.on('message', (order: Order) => {
    carryOut(order).then(
      (measured) => process.send?.(measured),
      (fault) => {
        console.error(fault)
        process.exit(1)
      },
    )
  })
  process.once('disconnect', () => process.exit(0))
  process.stderr.write(`${JSON.stringify({ event: 'ready', port: 0 })}\n`)
}
