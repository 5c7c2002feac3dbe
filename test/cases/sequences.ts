import { INBOX, OUTBOX } from '../../src/bot/in-flight.ts'
import type { Actor } from '../../src/cases/access.ts'
import { readCaseEvent } from '../../src/cases/case-event.ts'
import { CASE, CASES } from '../../src/cases/case-news.ts'
import { foldCase, type Owner } from '../../src/cases/case-state.ts'
import type { Action } from '../../src/cases/decide.ts'
import { holdingOf, OWNER } from '../../src/cases/ownership.ts'
import type { Store } from '../../src/ports.ts'
import { type Dice, dice } from '../crash/dice.ts'
import { type Entry, ORDER, type Process, type Sends, startProcess } from './process.ts'

export interface Account {
  readonly sequences: number
  readonly said: number
  readonly acted: number
  readonly refused: number
  readonly replies: number
  /** Answers of the bot that were held back because a person had the talk. */
  readonly withheld: number
  /** Messages of the bot, in the transcript or on their way out, after a person had taken the talk. */
  readonly overPerson: readonly string[]
  /** Somebody asked for a person, and there is no open case, or a list does not know it. */
  readonly lost: readonly string[]
  /** The owner that turns name is not the owner the journal tells of. */
  readonly split: readonly string[]
  /** Words of staff that did not arrive, or twice. */
  readonly wrongReplies: readonly string[]
}

const STAFF: readonly [Actor, ...Actor[]] = [
  { id: 'a', team: 'one', role: 'staff', outside: false },
  { id: 'b', team: 'one', role: 'lead', outside: false },
  { id: 'c', team: 'two', role: 'staff', outside: false },
]
const WORDS = ['はい', 'お願いします', '人と話す', '危ない'] as const
const AT_ONCE = 24

interface Tally {
  said: number
  acted: number
  refused: number
  replies: string[]
}

function actionOf(roll: Dice, id: string): Action {
  return roll.pick<Action>([
    { kind: 'claim' },
    { kind: 'claim' },
    { kind: 'claim' },
    { kind: 'release' },
    { kind: 'reply', message: id },
    { kind: 'reply', message: id },
    { kind: 'return', text: null, on: null },
    { kind: 'resolve', outcome: 'connected', next: null },
    { kind: 'reopen' },
    { kind: 'transfer', to: { kind: 'person', id: 'c', team: 'two', outside: false }, text: id },
    { kind: 'accept' },
  ])
}

/** One talk: a resident, three of the staff and two processes at the same time. */
async function play(
  conversation: string,
  processes: readonly [Process, ...Process[]],
  roll: Dice,
  tally: Tally,
) {
  const pause = () => new Promise((resolve) => setTimeout(resolve, roll.below(25)))
  await roll.pick(processes).say(conversation, 'first', '人と話す')
  tally.said++
  const opened = async () => (await processes[0].book.load(conversation)).state.phase === 'open'
  while (!(await opened())) await pause()
  const resident = async () => {
    for (let n = 0; n < 5; n++) {
      await pause()
      await roll.pick(processes).say(conversation, `said-${n}`, roll.pick(WORDS))
      tally.said++
    }
  }
  const colleague = async (actor: Actor) => {
    for (let n = 0; n < 7; n++) {
      await pause()
      const { book } = roll.pick(processes)
      const { version } = (await book.load(conversation)).state
      if (roll.chance(0.3)) await pause()
      const action = actionOf(roll, `staff-${conversation}-${actor.id}-${n}`)
      const done = await book.act(conversation, version, actor, action, {
        reply: `${conversation} ${actor.id} ${n}`,
        note: 'x',
      })
      if (done.ok) {
        tally.acted++
        if (action.kind === 'reply') tally.replies.push(action.message)
      } else tally.refused++
    }
  }
  await Promise.all([resident(), ...STAFF.map(colleague)])
}

const isBots = (id: string) =>
  !id.startsWith('staff-') && !id.endsWith('-0') && !(id.endsWith('-1') && id.startsWith('danger'))

/** Reads what happened to one talk, in the order in which the store let it happen. */
async function judge(
  conversation: string,
  store: Store,
  lists: readonly Process[],
  sends: Sends,
  found: Findings,
) {
  const order = (await store.read(conversation, ORDER, 0)).map(({ value }) => JSON.parse(value) as Entry)
  const cards = new Set<string>()
  const messages = await lists[0]?.turns.transcript.since(conversation, 0)
  for (const { message } of messages ?? []) if (message.from === 'system') cards.add(message.id)
  let owner: Owner = { kind: 'bot' }
  const attempts = new Map<string, number>()
  for (const entry of order) {
    if (entry.kind === 'owner') owner = (JSON.parse(entry.value) as { owner: Owner }).owner
    if (entry.kind === 'said' && owner.kind === 'person')
      found.overPerson.push(...entry.ids.filter((id) => isBots(id) && !cards.has(id)))
    if (entry.kind === 'marked') {
      const n = attempts.get(entry.job) ?? 0
      attempts.set(entry.job, n + 1)
      const sent = sends.attempts.get(entry.job)?.[n] ?? []
      if (owner.kind === 'person' && sent.some(({ from }) => from === 'bot'))
        found.overPerson.push(`${entry.job} sent`)
    }
  }
  const entries = await store.read(conversation, CASE, 0)
  let state = foldCase([])
  for (const { seq, at, value } of entries) {
    const event = readCaseEvent(value)
    if (!event) continue
    state = foldCase([{ ...event, seq, at }], state)
    if (event.kind === 'not-sent' && event.as === 'withheld') found.withheld++
    if (event.kind === 'handoff' && state.phase !== 'open') found.lost.push(`${conversation} ${seq}`)
  }
  if (!entries.some(({ value }) => value.includes('"handoff"'))) found.lost.push(`${conversation} never`)
  // What was promised stands beside the owner while the case waits, and is no part of who owns it.
  const { by: _promised, ...held } = JSON.parse((await store.get(conversation, OWNER))?.value ?? '{}')
  if (JSON.stringify(held) !== holdingOf(state)) found.split.push(conversation)
  for (const { index } of lists) {
    const known = [...index.all()].find(({ id }) => id === conversation)
    if (known?.state.seq !== state.seq) found.lost.push(`${conversation} not listed`)
  }
}

interface Findings {
  overPerson: string[]
  lost: string[]
  split: string[]
  withheld: number
}

/** So many talks, some at a time, on two processes over one store; then the account of all of them. */
export async function sequences(
  stores: readonly [Store, Store],
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Account> {
  const sends: Sends = { attempts: new Map() }
  const processes = [
    startProcess(stores[0], { sends, secret: 'an application secret' }),
    startProcess(stores[1], { sends, secret: 'an application secret' }),
  ] as const
  const tally: Tally = { said: 0, acted: 0, refused: 0, replies: [] }
  const waiting = Array.from({ length: count }, (_, n) => n)
  const names: string[] = []
  const run = async () => {
    for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
      const name = `talk-${seed}-${n}`
      names.push(name)
      await play(name, processes, dice(seed * 100_003 + n), tally)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
  const [store] = stores
  for (;;) {
    const left = await Promise.all([INBOX, OUTBOX, CASES].map((queue) => store.pending(queue)))
    if (left.every((one) => one === 0)) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  for (const { index } of processes) await index.catchUp()
  const found: Findings = { overPerson: [], lost: [], split: [], withheld: 0 }
  for (let at = 0; at < names.length; at += 50)
    await Promise.all(names.slice(at, at + 50).map((name) => judge(name, store, processes, sends, found)))
  const wrongReplies = tally.replies.filter((message) => {
    const [, talk] = /^staff-(talk-\d+-\d+)-/.exec(message) ?? []
    return sends.attempts.get(`${talk}/${message}`)?.length !== 1
  })
  for (const process of processes) await process.stop()
  return { sequences: count, ...tally, replies: tally.replies.length, ...found, wrongReplies }
}
