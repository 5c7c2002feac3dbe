import { Hono } from 'hono'
import * as z from 'zod'
import type { AuditTrail } from '../../cases/audit-trail.ts'
import type { StaffAccount } from '../../cases/staff-account.ts'
import { nameText, type StaffAccounts, teamText, usernameText, weakness } from '../../cases/staff-accounts.ts'
import type { StaffLook } from '../../cases/staff-look.ts'
import type { StaffSessions } from '../../cases/staff-sessions.ts'
import { problem } from '../problem.ts'
import { bodyOf, type sessionCookie } from './guard.ts'

export interface SessionParts {
  readonly accounts: StaffAccounts
  readonly sessions: StaffSessions
  readonly audit: AuditTrail
  readonly look: StaffLook
  readonly cookie: ReturnType<typeof sessionCookie>
}

const signIn = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
  totp: z.string().max(20).optional(),
})
const setup = z.object({
  token: z.string().min(1).max(200),
  username: usernameText,
  name: nameText,
  team: teamText.default('intake'),
  password: z.string().max(500),
})

export const meOf = ({ username, name, role, team }: StaffAccount) => ({ username, name, role, team })

/** `/api/staff/session`: signing in and out, who is signed in; `/api/staff/setup`: the first account of all. */
export function sessionRoutes({ accounts, sessions, audit, look, cookie }: SessionParts): Hono {
  const app = new Hono()

  app.get('/api/staff/session', async (c) => {
    const token = cookie.read(c)
    const me = token ? await sessions.of(token) : null
    if (!me) return problem(c, 401, 'ログインしていません。')
    const theme = await look.of(me.username)
    return c.json({ ...meOf(me), theme }, 200, { 'cache-control': 'no-store' })
  })

  app.post('/api/staff/session', async (c) => {
    const asked = await bodyOf(c, signIn)
    if ('refused' in asked) return asked.refused
    const { username, password, totp } = asked.body
    const done = await sessions.signIn(username, password, totp?.replaceAll(/\s/g, '') ?? null)
    if (done.kind === 'locked') {
      const seconds = Math.ceil(done.waitMs / 1000)
      const refused = problem(c, 429, `続けて間違えたため、${seconds}秒後までログインできません。`)
      refused.headers.set('retry-after', String(seconds))
      return refused
    }
    if (done.kind === 'wrong') {
      // Who tried is known only when the name is one of ours: anything else may be a password in the wrong field.
      const known = (await accounts.find(username)) !== null
      await audit.note({ who: known ? username : '-', what: 'sign-in-refused', case: null, detail: null })
      return problem(c, 401, 'ユーザー名・パスワード・確認コードのどれかが違います。')
    }
    await audit.note({ who: username, what: 'signed-in', case: null, detail: null })
    cookie.write(c, done.token)
    return c.body(null, 204, { 'cache-control': 'no-store' })
  })

  app.delete('/api/staff/session', async (c) => {
    const token = cookie.read(c)
    if (token) {
      const me = await sessions.of(token)
      await sessions.end(token)
      if (me) await audit.note({ who: me.username, what: 'signed-out', case: null, detail: null })
    }
    cookie.remove(c)
    return c.body(null, 204)
  })

  app.post('/api/staff/setup', async (c) => {
    const asked = await bodyOf(c, setup)
    if ('refused' in asked) return asked.refused
    const { token, username, name, team, password } = asked.body
    if (!(await accounts.isSetup(token)))
      return problem(c, 403, 'この初期設定の案内は、もう使えません。npm run staff で職員を登録してください。')
    const weak = weakness(password, username)
    if (weak) return problem(c, 422, weak)
    const made = await accounts.add({ username, name, role: 'admin', team, password, totp: true })
    if (!made) return problem(c, 409, 'そのユーザー名は使われています。')
    await audit.note({ who: username, what: 'account-added', case: null, detail: username })
    return c.json({ username, totp_uri: made.totpUri }, 201, { 'cache-control': 'no-store' })
  })

  return app
}
