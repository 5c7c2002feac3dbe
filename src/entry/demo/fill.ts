import { createBot } from '../../bot/controller.ts'
import { turnTaker } from '../../bot/take-turn.ts'
import type { Action } from '../../cases/decide.ts'
import { actorOf } from '../../cases/staff-account.ts'
import type { Store } from '../../ports.ts'
import { sealer } from '../../stores/seal.ts'
import { random } from '../bearer-token.ts'
import { replyDelivery } from '../deliver-reply.ts'
import type { Loaded } from '../make-guide.ts'
import { createStaff } from '../staff.ts'
import { DEMO_TALKS, type DemoAct } from './talks.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const PEOPLE = [
  { username: 'sato', name: '佐藤（見本）', role: 'lead', team: 'fukushi' },
  { username: 'ito', name: '伊藤（見本）', role: 'staff', team: 'fukushi' },
  { username: 'mori', name: '森（見本）', role: 'staff', team: 'mihon-shakyo' },
  { username: 'kanri', name: '管理（見本）', role: 'admin', team: 'kanri' },
] as const

interface Parts {
  readonly store: Store
  readonly loaded: Pick<Loaded, 'guide' | 'ward' | 'findDanger' | 'canned'>
  readonly appSecret: string
  /** For all of the invented accounts: drawn for this demonstration alone. */
  readonly password: string
}

function actionOf({ does }: DemoAct, now: number): { readonly action: Action; readonly words: object } {
  const id = random.token()
  switch (does.kind) {
    case 'reply':
      return { action: { kind: 'reply', message: `staff-${id}` }, words: { reply: does.text } }
    case 'note':
      return { action: { kind: 'note', text: id, mentions: [] }, words: { note: does.text } }
    case 'transfer': {
      const team = PEOPLE.find(({ username }) => username === does.to)?.team ?? ''
      const to = { kind: 'person' as const, id: does.to, team, outside: false }
      return { action: { kind: 'transfer', to, text: id }, words: { note: does.text } }
    }
    case 'snooze':
      return { action: { kind: 'snooze', until: now + does.days * DAY, event: null }, words: {} }
    case 'return':
      return {
        action: { kind: 'return', text: id, on: now + does.days * DAY },
        words: { note: does.text },
      }
    case 'resolve':
      return { action: { kind: 'resolve', outcome: does.outcome, next: null }, words: {} }
    case 'wait':
      return { action: { kind: 'wait', for: does.for }, words: {} }
    default:
      return { action: { kind: does.kind }, words: {} }
  }
}

/** Fills an empty store of みほん区 with twenty talks as they would have gone. False when there is something already. */
export async function fillDemo({ store, loaded, appSecret, password }: Parts): Promise<boolean> {
  const { guide, ward, findDanger, canned } = loaded
  const present = Date.now()
  let now = present
  const clock = () => now
  const log = () => {}
  const seal = sealer(appSecret)
  const publicUrl = 'http://localhost'
  const staff = createStaff({
    store,
    sealer: seal,
    clock,
    appSecret,
    log,
    guide,
    ward,
    publicUrl,
    mailer: null,
    canned,
  })
  if ((await staff.accounts.all()).length > 0) return false
  for (const person of PEOPLE) await staff.accounts.add({ ...person, password, totp: false })
  const { cases } = staff
  const bot = createBot(guide, findDanger)
  const turns = turnTaker({ store, sealer: seal, bot, guide, findDanger, clock, random, log, cases })
  const replies = replyDelivery({ store, sealer: seal, clock, write: null })
  staff.routes({ transcript: turns.transcript, replies, told: () => {}, read: () => {}, style: '' })
  const accounts = new Map((await staff.accounts.all()).map((one) => [one.username, actorOf(one)]))

  for (const talk of DEMO_TALKS) {
    const began = present - talk.ago * MINUTE
    const say = async (n: number, text: string) => {
      now = began + n * MINUTE
      const inbound = { id: `said-${n}`, conversation: talk.id, channel: 'web' as const, at: now }
      await turns.take({ ...inbound, content: { kind: 'text', text } })
    }
    for (const [n, text] of talk.says.entries()) await say(n, text)
    for (const act of talk.staff ?? []) {
      now = began + act.after * MINUTE
      const actor = accounts.get(act.by)
      const { version } = (await staff.book.load(talk.id)).state
      const { action, words } = actionOf(act, present)
      if (actor) await staff.book.act(talk.id, version, actor, action, words)
    }
  }
  now = present
  while ((await staff.feed.runOnce()) > 0);
  return true
}
