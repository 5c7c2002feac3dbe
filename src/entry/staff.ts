import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { type QueueWorker, queueWorker } from '../bot/queue-worker.ts'
import { talkResumer } from '../bot/resume-talk.ts'
import { seenOnPage } from '../bot/seen-on-page.ts'
import type { Transcript } from '../bot/transcript.ts'
import type { TurnCases } from '../bot/turn-cases.ts'
import { afterwardsWatch } from '../cases/afterwards-watch.ts'
import { auditTrail } from '../cases/audit-trail.ts'
import { businessTime } from '../cases/business-time.ts'
import { type CaseBook, caseBook } from '../cases/case-book.ts'
import { caseIndex, feeder } from '../cases/case-index.ts'
import { CASES } from '../cases/case-news.ts'
import { type CaseState, INTAKE } from '../cases/case-state.ts'
import { type CaseWatch, caseWatch } from '../cases/case-watch.ts'
import { type Mailer, staffMail } from '../cases/notify-staff.ts'
import { presence } from '../cases/presence.ts'
import { type StaffAccounts, staffAccounts } from '../cases/staff-accounts.ts'
import { isHere, staffDuty } from '../cases/staff-duty.ts'
import { staffLook } from '../cases/staff-look.ts'
import { staffSessions } from '../cases/staff-sessions.ts'
import { turnCases } from '../cases/turn-case.ts'
import type { CannedReply } from '../content/canned-reply.ts'
import type { Ward } from '../content/ward.ts'
import { personalWords } from '../directory/personal-words.ts'
import { problem } from '../http/problem.ts'
import { cannedRoutes } from '../http/staff/canned.ts'
import { caseView } from '../http/staff/case-view.ts'
import { caseRoutes } from '../http/staff/cases.ts'
import { dayRoutes } from '../http/staff/day.ts'
import { eventRoutes } from '../http/staff/events.ts'
import { exportRoutes } from '../http/staff/export.ts'
import { type StaffEnv, sameOrigin, sessionCookie, signedIn } from '../http/staff/guard.ts'
import { lookRoutes } from '../http/staff/look.ts'
import { oversightRoutes } from '../http/staff/oversight.ts'
import { peopleRoutes } from '../http/staff/people.ts'
import { revealRoutes } from '../http/staff/reveal.ts'
import { sessionRoutes } from '../http/staff/session.ts'
import { stepInRoutes } from '../http/staff/step-in.ts'
import type { Clock, Log, Passwords, Sealer, Store } from '../ports.ts'
import { oneTimeCodes } from '../stores/one-time-codes.ts'
import { passwords as scryptPasswords } from '../stores/passwords.ts'
import type { Guide } from '../triage/guide.ts'
import { random, tokenDigest } from './bearer-token.ts'
import type { ReplyDelivery } from './deliver-reply.ts'

const TICK_MS = 5_000

interface Shared {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly appSecret: string
  /** scrypt unless given. */
  readonly passwords?: Passwords
}

/** Who may sign in, over this store: for the service and for the `staff` command. */
export function accountsOf(
  { store, sealer, clock, appSecret, passwords = scryptPasswords() }: Shared,
  ward: Pick<Ward, 'name'>,
): StaffAccounts {
  return staffAccounts({
    store,
    sealer,
    clock,
    passwords,
    codes: oneTimeCodes(`まどぐち ${ward.name}`),
    digest: tokenDigest(`${appSecret}:staff`),
  })
}

export interface StaffSettings extends Shared {
  readonly log: Log
  readonly guide: Guide
  readonly ward: Ward
  readonly canned: readonly CannedReply[]
  readonly publicUrl: string
  /** A connection belongs to one request: no request waits for another's work. */
  readonly perRequest?: boolean
  /** null: nobody is told by e-mail. */
  readonly mailer: Mailer | null
}

export interface Staff {
  /** What turns ask of cases. */
  readonly cases: TurnCases
  /** The HTTP surface; the talks are read, and replies delivered, by what the runtime has. */
  routes(talk: StaffTalk): Hono
  /** Carries news of cases to the lists. */
  readonly feed: QueueWorker
  readonly accounts: StaffAccounts
  readonly book: CaseBook
  /** Escalation, cases of those who left, letters; and what must be 0. */
  readonly watch: CaseWatch
  readonly workers: { start(): void; stop(): Promise<void> }
}

export interface StaffTalk {
  readonly transcript: Transcript
  readonly replies: ReplyDelivery
  readonly told: (id: string, state: CaseState) => void
  /** Whoever owns the talk has read it; a messenger may show that. Best effort. */
  readonly read: (id: string) => void
  /** The name of the style sheet. */
  readonly style: string
}

/** The side of the staff, wired: cases, accounts, the lists in memory, and what turns need of them. */
export function createStaff(settings: StaffSettings): Staff {
  const { store, sealer, clock, appSecret, log, guide, ward, publicUrl, mailer } = settings
  const { perRequest = false } = settings
  const time = businessTime(ward.staffHours?.hours ?? null)
  const accounts = accountsOf(settings, ward)
  const duty = staffDuty({ store, clock })
  const digest = tokenDigest(`${appSecret}:staff`)
  const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
  const audit = auditTrail({ store, clock, hash, perRequest })
  let duties: Awaited<ReturnType<typeof duty.onHand>>['duties'] = {}
  let talk: StaffTalk | null = null
  const book = caseBook({
    store,
    sealer,
    clock,
    random,
    core: ward.core ?? INTAKE,
    onDuty: (username) => isHere(duties[username], clock()),
    deliver: async (conversation, message, term) =>
      talk ? talk.replies.deliver(conversation, message, term) : { way: 'web' },
    told: (id, state) => talk?.told(id, state),
  })
  const index = caseIndex({ store, book, log, perRequest })
  const feed = queueWorker({ store, queue: CASES, clock, log, handle: feeder(store, clock), perLane: 50 })
  const core = ward.core ?? INTAKE
  const mail = mailer && staffMail({ store, index, accounts, time, clock, log, mailer, publicUrl })
  const afterwards = afterwardsWatch({ book, index, guide, clock, random })
  const after = async () => {
    await afterwards.tick()
    await mail?.tick()
  }
  const watch = caseWatch({ store, book, index, accounts, duty, time, clock, log, core, after })
  let ticking: ReturnType<typeof setInterval> | undefined
  const staff = async () => {
    const hand = await duty.onHand()
    duties = hand.duties
    return hand
  }
  const masked = personalWords(ward)
  const teamNames = new Map(ward.points.map(({ id, name }) => [id, name]))
  const teamName = (team: string) => (team === INTAKE ? '受付' : (teamNames.get(team) ?? team))

  function routes(given: StaffTalk): Hono {
    talk = given
    const { transcript } = given
    const readTalk = async (id: string) => {
      const [{ session }, entries] = await Promise.all([transcript.open(id), transcript.since(id, 0)])
      return { session, messages: entries.map(({ message }) => message) }
    }
    const cookie = sessionCookie(publicUrl.startsWith('https://'))
    const sessions = staffSessions({ store, accounts, clock, random, digest })
    const view = caseView({
      book,
      accounts,
      guide,
      time,
      clock,
      readTalk,
      teamName,
      masked,
      way: given.replies.way,
      seen: (id) => seenOnPage(store, id),
    })
    const look = staffLook(store)
    const app = new Hono<StaffEnv>()
    app.use('/api/staff/*', sameOrigin(publicUrl))
    app.route('/', sessionRoutes({ accounts, sessions, audit, look, cookie }))
    app.use(
      '/api/staff/*',
      signedIn(sessions, cookie, async (username) => {
        await duty.seen(username, false)
        await staff()
      }),
    )
    app.route(
      '/',
      eventRoutes({
        store,
        book,
        index,
        accounts,
        duty,
        presence: presence({ store, clock }),
        time,
        clock,
        teamName,
      }),
    )
    app.route('/', revealRoutes({ book, audit, readTalk, masked }))
    app.route('/', lookRoutes(look))
    app.route('/', cannedRoutes(settings.canned))
    app.route('/', peopleRoutes({ accounts, duty, audit, clock, teamName }))
    app.route(
      '/',
      caseRoutes({ book, index, accounts, audit, time, clock, random, teamName, view, read: given.read }),
    )
    app.route('/', dayRoutes({ index, accounts, time, clock, teamName }))
    app.route('/', oversightRoutes(watch))
    const resume = talkResumer({ store, transcript, guide, clock })
    app.route('/', stepInRoutes({ book, audit, clock, guide, readTalk, resume, view }))
    app.route(
      '/',
      exportRoutes({
        book,
        index,
        accounts,
        audit,
        time,
        clock,
        teamName,
        view,
        ward: ward.name,
        style: given.style,
      }),
    )
    app.all('/api/staff/*', (c) => problem(c, 404, 'その操作はありません。'))
    return app as unknown as Hono
  }

  return {
    cases: turnCases({ store, sealer, guide, time, hoursKnown: ward.staffHours !== null, staff }),
    routes,
    feed,
    accounts,
    book,
    watch,
    workers: {
      start() {
        feed.start()
        index.start()
        ticking = setInterval(() => void watch.tick(), TICK_MS)
      },
      async stop() {
        clearInterval(ticking)
        index.stop()
        await feed.stop(4_000)
      },
    },
  }
}
