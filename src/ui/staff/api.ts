import type { CaseWhole, View } from './wire.ts'
import type {
  AccountShown,
  AuditShown,
  Canned,
  DayShown,
  IntegrityShown,
  ListShown,
  Me,
  People,
  SessionShown,
  Theme,
} from './wire-office.ts'

/** What became of a request. `status` 0: no answer came at all. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly status: number
      readonly detail: string
      readonly body: Readonly<Record<string, unknown>>
    }

const UNREACHABLE = '通信できませんでした。つながりを確かめて、もう一度どうぞ。'

async function ask<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  let response: Response
  try {
    response = await fetch(`/api/staff/${path}`, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: init.body ? { 'content-type': 'application/json' } : {},
    })
  } catch {
    return { ok: false, status: 0, detail: UNREACHABLE, body: {} }
  }
  const body = await response.json().catch(() => ({}))
  if (response.ok) return { ok: true, value: body as T }
  const detail = typeof body.detail === 'string' ? body.detail : UNREACHABLE
  return { ok: false, status: response.status, detail, body }
}

const post = <T>(path: string, body: object) => ask<T>(path, { method: 'POST', body: JSON.stringify(body) })
const caseAt = (id: string) => `cases/${encodeURIComponent(id)}`

/** Who is signed in, with colleagues and prepared replies. */
async function session(): Promise<Answer<SessionShown>> {
  const me = await ask<Me>('session')
  if (!me.ok) return me
  const [people, canned] = await Promise.all([
    ask<People>('people'),
    ask<{ canned: readonly Canned[] }>('canned'),
  ])
  if (!people.ok) return people
  if (!canned.ok) return canned
  return { ok: true, value: { me: me.value, ...people.value, ...canned.value } }
}

/** `/api/staff`, by what is asked for. The session is a cookie that scripts cannot read. */
export const api = {
  session,
  signIn: (username: string, password: string, totp: string) =>
    post<null>('session', { username, password, ...(totp === '' ? {} : { totp }) }),
  signOut: () => ask<null>('session', { method: 'DELETE' }),
  setUp: (account: object) => post<{ readonly totp_uri: string }>('setup', account),
  look: (theme: Theme) => ask<null>('look', { method: 'PUT', body: JSON.stringify({ theme }) }),
  duty: (on: boolean) => post<null>('duty', { on }),
  list: (view: View) => ask<ListShown>(`cases?view=${view}`),
  open: (id: string) => ask<CaseWhole>(caseAt(id)),
  act: (id: string, act: string, body: object) => post<CaseWhole>(`${caseAt(id)}/${act}`, body),
  reveal: (id: string, message: string) =>
    post<{ readonly text: string }>(`${caseAt(id)}/reveal`, { message }),
  presence: (id: string, doing: 'viewing' | 'typing' | null) =>
    post<null>(`${caseAt(id)}/presence`, { doing }),
  day: () => ask<DayShown>('day'),
  audit: () => ask<AuditShown>('audit'),
  accounts: () => ask<{ readonly accounts: readonly AccountShown[] }>('accounts'),
  addAccount: (account: object) => post<{ readonly totp_uri: string | null }>('accounts', account),
  changeAccount: (username: string, changes: object) =>
    ask<null>(`accounts/${encodeURIComponent(username)}`, { method: 'PATCH', body: JSON.stringify(changes) }),
  integrity: () => ask<IntegrityShown>('integrity?deep=1'),
}
/** 相談受付票 to print, a page of its own; looking at it is on record. */
export const sheetAt = (id: string) => `/api/staff/${caseAt(id)}/sheet`
export type Api = typeof api
