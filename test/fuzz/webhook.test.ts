import { createHash, createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBot } from '../../src/bot/controller.ts'
import { turnTaker } from '../../src/bot/take-turn.ts'
import { createLine } from '../../src/entry/line.ts'
import { createApp } from '../../src/http/app.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { sealer } from '../../src/stores/seal.ts'
import { standsAlone } from '../../src/triage/stands-alone.ts'
import { faultsOf } from '../line/line-limits.ts'
import { linePlatform } from '../line/platform.ts'
import { guideOf } from '../support/built.ts'
import { watched } from '../support/canaries/watch.ts'
import { NOW } from './mutations.ts'
import { webhookBody } from './webhook-bodies.ts'

/** `FUZZ_BODIES=100000 FUZZ_SEED=7 npx vitest run test/fuzz` for more than the suite has time for. */
const BODIES = Number(process.env.FUZZ_BODIES ?? 5_000)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122)
/** Alarms that are no faults: a group whose token is used up cannot be told anything. */
const RIGHTLY: ReadonlySet<string> = new Set(['line-undeliverable'])
/** Everything received is also answered, now and then. */
const WORK_EVERY = 50
const SECRET = 'a-channel-secret-for-fuzzing'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

/** The LINE channel with the real guide behind it, as `app.request()` sees it. */
async function fuzzed() {
  const { guide, ward, findDanger } = await guideOf('mihon')
  let now = NOW
  const clock = () => now
  const store = memoryStore(clock)
  const seal = sealer('a secret of the tests')
  const errors: string[] = []
  const log = watched((level, event) => void (level === 'error' && !RIGHTLY.has(event) && errors.push(event)))
  const random = { token: () => randomBytes(24).toString('base64url') }
  const bot = createBot(guide, findDanger)
  const turns = turnTaker({ store, sealer: seal, bot, guide, findDanger, clock, random, log })
  const platform = linePlatform()
  server.resetHandlers(...platform.handlers)
  const line = createLine({
    turns,
    store,
    sealer: seal,
    clock,
    log,
    appSecret: 'a secret of the tests',
    phrases: guide.phrases,
    switchboard: ward.switchboard.phone,
    lane: ward.lineLane,
    monthlyPushes: null,
    publicUrl: 'https://madoguchi.test',
    personal: () => false,
    wholeTowns: [],
    random,
    digest: (token) => createHash('sha256').update(token).digest('base64url'),
    alone: standsAlone(guide),
    secrets: [SECRET],
    credentials: { kind: 'long-lived', token: 'token' },
    apiBase: platform.api,
    holdMs: 0,
  })
  const app = createApp({ log, switchboard: ward.switchboard.phone, modules: [line.routes] })
  return {
    app,
    errors,
    platform,
    /** Takes every turn that waits, and sends what it says. */
    async work() {
      now += 1_000
      while ((await line.inbox.runOnce()) + (await line.outbox.runOnce()) > 0) now += 100
    },
  }
}

test(
  `${BODIES} mutated signed bodies: none ends in a fault, and what they hold is answered without one`,
  async () => {
    const rejections: unknown[] = []
    const reject = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', reject)
    const at = await fuzzed()
    const statuses = new Map<number, number>()
    let bodies = 0
    await fc.assert(
      fc.asyncProperty(webhookBody, async (body) => {
        const signature = createHmac('sha256', SECRET).update(body).digest('base64')
        const answer = await at.app.request('/line/webhook', {
          method: 'POST',
          body: new Uint8Array(body),
          headers: { 'x-line-signature': signature },
        })
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        bodies += 1
        if (bodies % WORK_EVERY === 0) await at.work()
        expect(answer.status).toBeOneOf([200, 400, 413])
        expect(at.errors).toEqual([])
      }),
      { numRuns: BODIES, seed: SEED, endOnFailure: true },
    )
    await at.work()
    process.off('unhandledRejection', reject)
    expect(rejections).toEqual([])
    expect(at.errors).toEqual([])
    expect('polluted' in {}).toBe(false)
    expect(statuses.get(200)).toBeGreaterThan(BODIES / 2)
    expect(at.platform.inbox.flatMap(({ messages }) => faultsOf(messages))).toEqual([])
    expect(at.platform.inbox.length).toBeGreaterThan(BODIES / 10)
  },
  60_000 + BODIES * 30,
)
