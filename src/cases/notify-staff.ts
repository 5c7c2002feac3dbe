import type { Clock, Log, Store } from '../ports.ts'
import type { BusinessTime } from './business-time.ts'
import type { CaseIndex } from './case-index.ts'
import { INTAKE, teamOf } from './case-state.ts'
import { type Listed, listed } from './case-views.ts'
import type { StaffAccount } from './staff-account.ts'
import { STAFF_UNIT, type StaffAccounts } from './staff-accounts.ts'

/** Sends a letter. Rejects when it was not taken. */
export interface Mailer {
  send(letter: {
    readonly to: readonly string[]
    readonly subject: string
    readonly text: string
  }): Promise<void>
}

interface Parts {
  readonly store: Store
  readonly index: CaseIndex
  readonly accounts: StaffAccounts
  readonly time: BusinessTime
  readonly clock: Clock
  readonly log: Log
  readonly mailer: Mailer
  readonly publicUrl: string
}

const KEY = 'told-by-mail'
/** Again after this long, until somebody has taken it up or said that they have seen it. */
const AGAIN_MS = 15 * 60_000
const MOST_LETTERS = 8

type Told = Readonly<Record<string, { readonly at: number; readonly count: number }>>

/** Who hears of a waiting case: the team that leads it, everybody of the ward's own staff for the intake. */
function hearers({ case: { state } }: Listed, staff: readonly StaffAccount[]): readonly string[] {
  const team = teamOf(state.lead)
  return staff.flatMap(({ active, role, outside, email, ...one }) => {
    if (!active || role === 'auditor' || email === null) return []
    if (state.escalated > 0 && (role === 'lead' || role === 'admin') && !outside) return [email]
    return one.team === team || (team === INTAKE && !outside) ? [email] : []
  })
}

/**
 * E-mail to those who should look, until somebody does. A letter says how many wait and how urgent it is,
 * and nothing of anybody: mail is read by others on its way.
 */
export function staffMail({ store, index, accounts, time, clock, log, mailer, publicUrl }: Parts) {
  return {
    /** Called by the one process that watches. Never rejects. */
    async tick(): Promise<void> {
      try {
        const now = clock()
        const kept = await store.get(STAFF_UNIT, KEY)
        const told: Told = kept ? (JSON.parse(kept.value) as Told) : {}
        const waiting = [...index.all()]
          .map((found) => listed(found, time, now))
          .filter(
            ({ case: { state }, asleep }) =>
              state.phase === 'open' &&
              state.owner.kind === 'queue' &&
              state.acknowledgedBy === null &&
              !asleep,
          )
        const due = waiting.filter(({ case: { id, state } }) => {
          const before = told[`${id}/${state.term}`]
          if (!before) return true
          const open = time.openAt(now) || state.danger === 'emergency'
          return open && now - before.at >= AGAIN_MS && before.count < MOST_LETTERS
        })
        if (due.length === 0) return
        const living = Object.fromEntries(
          waiting.flatMap(({ case: { id, state } }) => {
            const key = `${id}/${state.term}`
            return told[key] ? [[key, told[key]]] : []
          }),
        )
        const next: Told = {
          ...living,
          ...Object.fromEntries(
            due.map(({ case: { id, state } }) => {
              const key = `${id}/${state.term}`
              return [key, { at: now, count: (told[key]?.count ?? 0) + 1 }]
            }),
          ),
        }
        // Written before it is sent: two letters for one case would be worse than one a quarter of an hour late.
        const put = { key: KEY, value: JSON.stringify(next), expect: kept?.version ?? 0 }
        if (!(await store.commit({ unit: STAFF_UNIT, puts: [put] })).ok) return
        const staff = await accounts.all()
        const byHearer = Map.groupBy(
          due.flatMap((one) => hearers(one, staff).map((to) => ({ to, one }))),
          ({ to }) => to,
        )
        for (const [to, of] of byHearer)
          await mailer.send({
            to: [to],
            ...letter(
              of.map(({ one }) => one),
              publicUrl,
            ),
          })
      } catch (fault) {
        log('error', 'mail-not-sent', { fault: (fault as Error).name })
      }
    },
  }
}

function letter(
  waiting: readonly Listed[],
  publicUrl: string,
): { readonly subject: string; readonly text: string } {
  const urgent = waiting.filter(({ case: { state } }) => state.danger === 'emergency').length
  const late = waiting.filter(({ overdue }) => overdue).length
  const marks = [urgent > 0 ? `危険 ${urgent}件` : '', late > 0 ? `約束超過 ${late}件` : ''].filter(
    (mark) => mark !== '',
  )
  return {
    subject: `【まどぐち】未対応の相談 ${waiting.length}件${marks.length > 0 ? `（${marks.join('・')}）` : ''}`,
    text: [
      `受け持つ人を待っている相談が ${waiting.length} 件あります。`,
      ...marks,
      '',
      `コンソール： ${publicUrl}/staff`,
      '',
      'どなたかが受け持つか「確認しました」を押すまで、15分ごとにお知らせします。',
      'このメールには、相談の内容は書かれていません。',
    ].join('\n'),
  }
}
