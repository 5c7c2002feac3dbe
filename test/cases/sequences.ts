import { INBOX, OUTBOX } from '../../src/bot/in-flight.ts'
import { transcript } from '../../src/bot/transcript.ts'
import { CASES } from '../../src/cases/case-news.ts'
import { OWNER } from '../../src/cases/ownership.ts'
import { type Dice, dice } from '../crash/dice.ts'
import type { Arrived } from '../crash/line-platform.ts'
import type { SentEvent } from '../crash/residents.ts'
import { TELLING, TELLING_ALL } from '../support/canaries/canaries.ts'
import { judge, nothingTold, type Told } from './account.ts'
import { actOn, type ConsoleTab, consoleTab, type Head } from './console-tab.ts'
import { readJournal } from './server-journal.ts'
import type { Heard, TwoServices } from './two-services.ts'

export interface Account extends Told {
  readonly sequences: number
  /** What residents wrote. */
  readonly written: number
  readonly acted: number
  readonly refused: number
  /** Asked of a process that did not say what became of it. */
  readonly doubtful: number
  readonly replies: number
  /** Words of staff that do not stand in the talk, or twice, or although they were refused, or on LINE's servers. */
  readonly wrongReplies: readonly string[]
  /** Cases that a list of one of the processes shows otherwise than they are, or not at all. */
  readonly unlisted: readonly string[]
}

interface Talk {
  readonly name: string
  readonly user: string
  readonly conversation: string
  readonly events: (SentEvent & { readonly asks: boolean })[]
  /** When a process may begin with the turn of what was written last. Epoch ms. */
  due: number
}

/** A reply of staff and how it was answered. */
interface Reply {
  readonly words: string
  readonly fate: 'done' | 'refused' | 'doubtful'
}

interface Tally {
  acted: number
  refused: number
  doubtful: number
  readonly replies: Reply[]
}

const DANGER = '死にたい'
const ASKING: readonly [string, ...string[]] = ['人と話す', DANGER]
const WORDS: readonly [string, ...string[]] = [
  'はい',
  'いいえ',
  '母の物忘れがひどくて困っています',
  '家賃が払えません',
  TELLING_ALL,
  'お願いします',
]
const BUBBLES = 5
const ACTS = 7
const AT_ONCE = 64
const BUBBLE_MS = 450
const ACT_MS = 280
/** So long an event waits for an earlier one, and then for a process that looks. */
const HELD_MS = 400
const LOOK_MS = 100
const SETTLING_MS = 90_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const giveUp = Date.now() + SETTLING_MS
  while (!(await holds())) {
    if (Date.now() > giveUp) throw new Error(`it never came to this: ${what}`)
    await pause(40)
  }
}

/** A resident writes on LINE. */
function resident(at: TwoServices, talk: Talk, roll: Dice) {
  const { name, user } = talk
  return (text: string): void => {
    const n = talk.events.length
    const id = `${name}-${n}`
    const sent = {
      id,
      user,
      at: Math.max(Date.now(), (talk.events.at(-1)?.at ?? 0) + 1),
      token: `token-${id}`,
      text,
    }
    talk.events.push({ ...sent, asks: ASKING.includes(text) })
    talk.due = Date.now() + (text === DANGER ? 0 : HELD_MS)
    at.line.send([sent])
    if (roll.chance(0.1)) at.line.repeat([sent], roll.below(500))
  }
}

/** People act at any time; here every second time while the bot is deciding or sending. */
async function moment(talk: Talk, roll: Dice): Promise<void> {
  const ms = talk.due - Date.now() + roll.below(LOOK_MS)
  const any = roll.below(ACT_MS)
  await pause(roll.chance(0.5) && ms > 0 ? ms : any)
}

async function colleague(tab: ConsoleTab, talk: Talk, roll: Dice, tally: Tally): Promise<void> {
  let seen: Head | null = null
  for (let n = 0; n < ACTS; n++) {
    await moment(talk, roll)
    seen ??= await tab.look(roll.pick(tab.urls), talk.conversation)
    if (!seen) continue
    // A tab that is left open for a while.
    if (roll.chance(0.3)) await pause(roll.below(ACT_MS))
    const words = `${TELLING.name}さん ${talk.conversation} ${tab.me} ${n}`
    const { action, body } = actOn(seen, tab.me, roll, words)
    const asked = { version: seen.version, ...body }
    const { status, head } = await tab.act(roll.pick(tab.urls), talk.conversation, action, asked)
    const fate = status === 200 ? 'done' : status === 0 || status >= 500 ? 'doubtful' : 'refused'
    if (fate === 'done') tally.acted++
    else tally[fate]++
    if (action === 'reply') tally.replies.push({ words, fate })
    seen = head
  }
}

/** One talk: a resident, three of the staff and two processes at the same time. */
async function play(at: TwoServices, talk: Talk, seed: number, tally: Tally): Promise<void> {
  const roll = dice(seed)
  const write = resident(at, talk, roll)
  write('人と話す')
  await until(async () => (await at.store.get(talk.conversation, OWNER)) !== null, `${talk.name} is open`)
  const bubbles = async () => {
    for (let n = 0; n < BUBBLES; n++) {
      await pause(roll.below(BUBBLE_MS))
      write(roll.chance(0.4) ? roll.pick(ASKING) : roll.pick(WORDS))
    }
  }
  const staff = (['a', 'b', 'c'] as const).map((me, i) =>
    colleague(consoleTab(at, me), talk, dice(seed + i + 1), tally),
  )
  await Promise.all([bubbles(), ...staff])
}

/** Every case that a process shows in any of its lists, to whoever may see it. */
async function listedBy(at: TwoServices, url: string): Promise<ReadonlyMap<string, Head>> {
  const heads: Head[] = []
  for (const view of ['queue', 'danger', 'waiting', 'snoozed', 'done'])
    heads.push(...(await consoleTab(at, 'admin').list(url, view)))
  for (const me of ['a', 'b', 'c'] as const) heads.push(...(await consoleTab(at, me).list(url, 'mine')))
  return new Map(heads.map((head) => [head.id, head]))
}

/** So many talks, some at a time, on two processes over one store; then the account of all of them. */
export async function sequences(
  at: TwoServices,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Account> {
  const tally: Tally = { acted: 0, refused: 0, doubtful: 0, replies: [] }
  const talks: Talk[] = []
  const run = async () => {
    while (talks.length < count) {
      const n = talks.length
      const name = `${seed}t${n}`
      const talk: Talk = { name, ...at.resident(name), events: [], due: 0 }
      talks.push(talk)
      await play(at, talk, seed * 1_000_003 + n * 7, tally)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
  await at.line.done()
  const idle = async () => {
    const left = await Promise.all([INBOX, OUTBOX, CASES].map((queue) => at.store.pending(queue)))
    return left.every((one) => one === 0)
  }
  await until(idle, 'nothing waits')
  const lists = [await listedBy(at, at.urls[0]), await listedBy(at, at.urls[1])]

  const arrived = Map.groupBy(at.platform.arrived as readonly Arrived[], ({ by }) => by)
  const journal = await readJournal(at.journal)
  const taken = new Map<string, number>()
  for (const { by } of at.platform.accepted) taken.set(by, (taken.get(by) ?? 0) + 1)
  const told = nothingTold()
  const spoken = new Map<string, number>()
  const unlisted: string[] = []
  const kept = transcript(at.store, at.sealer)
  for (const { conversation, events } of talks) {
    const steps = journal.get(conversation) ?? []
    const messages = await kept.since(conversation, 0)
    for (const { message } of messages)
      if (message.from === 'staff') spoken.set(message.text, (spoken.get(message.text) ?? 0) + 1)
    const cards = new Set(messages.flatMap(({ message: { from, id } }) => (from === 'system' ? [id] : [])))
    const acknowledged = events.filter(({ id }) => at.line.acknowledged.has(id))
    const state = judge({ conversation, steps, events: acknowledged, arrived, taken, cards }, told)
    for (const [i, list] of lists.entries()) {
      const head = list.get(conversation)
      const { kind } = state.owner
      const same = head?.version === state.version && head.phase === state.phase && head.owner.kind === kind
      if (!same) unlisted.push(`${conversation} by ${i}`)
    }
  }
  const wrongReplies = tally.replies.flatMap(({ words, fate }) => {
    const times = spoken.get(words) ?? 0
    const right = fate === 'done' ? times === 1 : fate === 'refused' ? times === 0 : times <= 1
    return right ? [] : [`${words}: ${fate}, ${times} times`]
  })
  const named = (at.platform.accepted as readonly Arrived[]).filter(({ messages }) =>
    (messages as readonly Heard[]).some(({ names }) => names),
  )
  wrongReplies.push(...named.map(({ by }) => `${by}: on LINE`))
  return {
    sequences: count,
    written: talks.reduce((sum, { events }) => sum + events.length, 0),
    ...tally,
    replies: tally.replies.filter(({ fate }) => fate === 'done').length,
    ...told,
    wrongReplies,
    unlisted,
  }
}
